package org.klantbrug.cli.generate;

import java.io.IOException;
import java.nio.file.Path;

/** The files of the acquired company that look the same whatever is made to stand in them. */
final class AcquiredFiles {
  private AcquiredFiles() {}

  static LineFile invoices(Path directory) throws IOException {
    return LineFile.ofAcquired(
        directory,
        "acquired_facturen.csv",
        "Factuurnr",
        "Klantnr",
        "Contractnr",
        "PeriodeVan",
        "PeriodeTot",
        "Factuurdatum",
        "Vervaldatum",
        "Bedrag",
        "OpenstaandBedrag",
        "BetaaldOp",
        "Status");
  }

  static LineFile arrangements(Path directory) throws IOException {
    return LineFile.ofAcquired(
        directory,
        "acquired_betalingsregelingen.csv",
        "Regelingnr",
        "Klantnr",
        "Factuurnr",
        "Bedrag",
        "AantalTermijnen",
        "Termijnbedrag",
        "BetaaldeTermijnen",
        "EersteVervaldatum",
        "Status");
  }

  static LineFile mandates(Path directory) throws IOException {
    return LineFile.ofAcquired(
        directory,
        "acquired_machtigingen.csv",
        "Machtigingskenmerk",
        "Klantnr",
        "IBAN",
        "Rekeninghouder",
        "IncassantId",
        "OndertekendOp",
        "LaatstGebruiktOp",
        "SoortIncasso",
        "Status");
  }

  static LineFile promises(Path directory) throws IOException {
    return LineFile.ofAcquired(
        directory,
        "acquired_beloften.csv",
        "Belofteid",
        "Klantnr",
        "Tekst",
        "GedaanOp",
        "Uiterlijk",
        "GedaanDoor",
        "Status");
  }
}
