package org.klantbrug.cli.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** The small merger that the demonstration shows. */
public final class DemonstrationData {
  private static final int CUSTOMERS = 250;
  private static final int CONTACTS = 1_500;
  private static final double OVERLAP = .4;
  private static final double DIRT = .01;
  private static final long SEED = 20_261;

  private DemonstrationData() {}

  /**
   * Writes the files of 250 customers a side, of whom 100 are at both, with 1,500 contacts and
   * control totals that agree with the files. Always the same bytes; the extract is of 31 October
   * 2026.
   *
   * @param directory is made when it does not exist; files of the same names are replaced
   * @throws IOException if the disk refuses
   */
  public static void write(Path directory) throws IOException {
    write(directory, MergerSize.USUAL_AS_OF);
  }

  /**
   * As {@link #write(Path)}, with an extract of another day, so that open complaints and running
   * arrangements are recent.
   *
   * @param directory is made when it does not exist; files of the same names are replaced
   * @param asOf day of the extract, 2020 to 2099
   * @throws IOException if the disk refuses
   */
  public static void write(Path directory, LocalDate asOf) throws IOException {
    Files.createDirectories(directory);
    MergerFiles.write(new MergerSize(CUSTOMERS, CONTACTS, OVERLAP, SEED, DIRT, asOf), directory);
  }
}
