package org.klantbrug.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.generate.DemonstrationData;

/**
 * The demonstration's merger of two made-up companies: registered, its files delivered, and waiting
 * to be started.
 */
public final class DemonstrationMerger {
  /** Day of the extract of what {@code klantbrug generate} writes unless told otherwise. */
  public static final LocalDate GENERATED_AS_OF = LocalDate.of(2026, 10, 31);

  private static final String NAME = "Noorderlicht en Zuidkabel";
  private static final String OURS = "ACQUIRER";
  private static final String THEIRS = "ACQUIRED";
  private static final String TOTALS = "acquired_controletotalen.csv";

  /** What is in which file, parents before children. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("acquired_klanten.csv", "CUSTOMER");
    FILES.put("acquired_contracten.csv", "CONTRACT");
    FILES.put("acquired_rollen.csv", "ROLE");
    FILES.put("acquired_facturen.csv", "INVOICE");
    FILES.put("acquired_betalingsregelingen.csv", "ARRANGEMENT");
    FILES.put("acquired_machtigingen.csv", "MANDATE");
    FILES.put("acquired_beloften.csv", "PROMISE");
    FILES.put("acquired_klachten.csv", "COMPLAINT");
    FILES.put("acquired_contactmomenten.csv.gz", "CONTACT");
    FILES.put("acquired_documenten.csv", "DOCUMENT");
  }

  private final Api operator;

  /**
   * @param operator the server, as the migration operator
   */
  public DemonstrationMerger(Api operator) {
    this.operator = operator;
  }

  boolean isThere() {
    return operator.get("mergers").size() > 0;
  }

  /** Makes the files in {@code folder} and brings them in, as the operator would. */
  void bringIn(Path folder) {
    var yesterday = LocalDate.now(ZoneId.of("Europe/Amsterdam")).minusDays(1);
    makeFiles(folder, yesterday);
    deliver(folder, yesterday);
  }

  /**
   * Registers the merger and delivers files that are there.
   *
   * @param folder with the files as {@code klantbrug generate} writes them
   * @param asOf day of their extract
   */
  public void deliver(Path folder, LocalDate asOf) {
    var merger = operator.post("mergers", wish(asOf));
    var run = merger.path("runId").asLong();
    add(run, folder.resolve("acquirer_customers.csv"), OURS, "CUSTOMER", asOf);
    add(run, folder.resolve("acquirer_contacts.csv"), OURS, "CONTACT", asOf);
    FILES.forEach((file, entity) -> add(run, folder.resolve(file), THEIRS, entity, asOf));
    operator.upload(
        Api.query("runs/" + run + "/control-totals", Map.of("name", TOTALS)),
        folder.resolve(TOTALS));
    var about = "mergers/" + merger.path("id").asLong();
    operator.put(about + "/labels", label());
    operator.put(about + "/contacts", contact(false, "Karin Peters", "De bestanden van Zuidkabel"));
    operator.put(about + "/contacts", contact(true, "Sanne de Wit", "De overgang van de klanten"));
  }

  private static void makeFiles(Path folder, LocalDate asOf) {
    try {
      Files.createDirectories(folder);
      DemonstrationData.write(folder, asOf);
    } catch (IOException e) {
      throw new UncheckedIOException("The demonstration's files could not be made in " + folder, e);
    }
  }

  private static Map<String, Object> wish(LocalDate visibleFrom) {
    var wish = new LinkedHashMap<String, Object>();
    wish.put("name", NAME);
    wish.put("acquirerCode", "NOORDER");
    wish.put("acquirerName", "Noorderlicht Telecom");
    wish.put("acquiredCode", "ZUIDKABEL");
    wish.put("acquiredName", "Zuidkabel");
    wish.put("transferBasis", "LEGAL_MERGER");
    wish.put("sector", "TELECOM");
    wish.put("visibleFrom", visibleFrom.toString());
    wish.put("dataOwnerTheirs", "Karin Peters (Zuidkabel)");
    wish.put("demonstration", true);
    return wish;
  }

  private static Map<String, Object> contact(boolean ours, String name, String about) {
    return Map.of("ours", ours, "name", name, "about", about);
  }

  private static Map<String, Object> label() {
    var label = new LinkedHashMap<String, Object>();
    label.put("name", "Zuidkabel");
    label.put("brandPromise", "Dichtbij als het erop aankomt");
    label.put("newBrand", "Noorderlicht");
    label.put("newNumbers", true);
    label.put("billingDayChange", "De factuurdag blijft gelijk.");
    return label;
  }

  private void add(long run, Path file, String company, String entity, LocalDate asOf) {
    var about = new LinkedHashMap<String, String>();
    about.put("company", company.equals(OURS) ? "ACQUIRER" : "ACQUIRED");
    about.put("entity", entity);
    about.put("mode", "FULL");
    about.put(
        "extractAsOf",
        asOf.atStartOfDay(ZoneId.of("Europe/Amsterdam")).plusHours(23).toInstant().toString());
    about.put("name", file.getFileName().toString());
    operator.upload(Api.query("runs/" + run + "/files", about), file);
  }
}
