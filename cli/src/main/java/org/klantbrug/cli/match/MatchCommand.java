package org.klantbrug.cli.match;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.klantbrug.matching.Decision;
import org.klantbrug.matching.Linkage;
import org.klantbrug.matching.MatchLayout;
import org.klantbrug.matching.Thresholds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Finds the customers that two files have in common, or the duplicates in one. Exit code 0: done;
 * 1: refused, with the reason on standard error; 2: wrong use.
 */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    description = "Finds the customers that two files have in common, or the duplicates in one.",
    footer = {
      "%nFIELDS.json says which columns of the files mean what, for example:%n",
      "  {",
      "    \"left\":  {\"id\": \"klantnummer\"},",
      "    \"right\": {\"id\": \"customer_no\", \"delimiter\": \";\",",
      "              \"dateFormat\": \"dd-MM-yyyy\"},",
      "    \"fields\": [",
      "      {\"kind\": \"givenName\", \"left\": \"voornaam\", \"right\": \"first_name\"},",
      "      {\"kind\": \"familyName\", \"left\": [\"voorvoegsel\", \"achternaam\"],",
      "                             \"right\": \"surname\"},",
      "      {\"kind\": \"birthDate\", \"left\": \"geboren\", \"right\": \"born\"},",
      "      {\"kind\": \"postcode\", \"left\": \"postcode\", \"right\": \"postcode\"}",
      "    ]",
      "  }%n",
      "left, right",
      "  How to read each file: \"id\" is the column that names a record; it is not",
      "  compared. \"charset\" (windows-1252), \"delimiter\" (;) and \"dateFormat\"",
      "  (dd-MM-yyyy) are found by themselves; say them where that goes wrong.",
      "  Within one file (no --right) leave \"right\" out, here and in the fields.",
      "fields",
      "  What is compared: \"kind\", and the column in each file; several columns in",
      "  [ ] are read as one, with a blank between them.",
      "kind",
      "  One of givenName, familyName, fullName (first and family name in one",
      "  column), organisationName, birthDate, street, houseNumber, addressLine",
      "  (street and number in one column), postcode, city, region, email, phone,",
      "  iban, nationalId, sex. More kinds make surer matches."
    })
public final class MatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--left", required = true, description = "Customers of the one company (CSV).")
  private Path left;

  @Option(
      names = "--right",
      description = "Customers of the other company; left out: duplicates within the left file.")
  private Path right;

  @Option(
      names = "--map",
      required = true,
      paramLabel = "FIELDS.json",
      description = "Which columns mean what; see below.")
  private Path map;

  @Option(names = "--out", required = true, description = "The pairs found (CSV).")
  private Path out;

  @Option(
      names = "--link-above",
      description = "Weight in bits from which a pair is linked. Usual: 7.2, odds of 150 to 1.")
  private double linkAbove = Thresholds.USUAL.link();

  @Option(
      names = "--review-above",
      description = "Weight in bits from which a person should look. Usual: -3, odds of 1 to 8.")
  private Double reviewAbove;

  @Option(names = "--one-to-one", description = "Each record in one pair at most.")
  private boolean oneToOne;

  @Option(names = "--threads", description = "Usual: one per processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** For picocli. */
  public MatchCommand() {}

  @Override
  public Integer call() {
    check();
    try {
      match();
      return 0;
    } catch (UnusableInput e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private void check() {
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "--threads must be 1 or more.");
    }
    if (reviewAbove != null && !(linkAbove >= reviewAbove)) {
      throw new ParameterException(
          spec.commandLine(), "--link-above must not be below --review-above.");
    }
  }

  private Thresholds thresholds() {
    double review =
        reviewAbove == null ? Math.min(Thresholds.USUAL.review(), linkAbove) : reviewAbove;
    return new Thresholds(linkAbove, review);
  }

  private void match() throws UnusableInput {
    var fields = FieldMap.read(map, right != null);
    var kinds = fields.fields().stream().map(FieldMap.Field::kind).toList();
    var layout = new MatchLayout(kinds);
    var linkage = new Linkage(layout, right == null);
    var lefts = file(left, fields.left(), fields, FieldMap.Field::left);
    lefts.read(linkage::addLeft);
    var rights = lefts;
    if (right != null) {
      rights = file(right, fields.right(), fields, FieldMap.Field::right);
      rights.read(linkage::addRight);
    }
    long start = System.nanoTime();
    var links = linkage.match(thresholds(), oneToOne, threads);
    double seconds = (System.nanoTime() - start) / 1e9;
    write(links, layout, lefts.ids(), rights.ids());
    report(lefts.ids().size(), right == null ? 0 : rights.ids().size(), links, seconds);
  }

  private static CustomerFile file(
      Path path,
      FieldMap.Side side,
      FieldMap fields,
      Function<FieldMap.Field, List<String>> columns) {
    return new CustomerFile(
        path,
        side,
        fields.fields().stream().map(FieldMap.Field::kind).toList(),
        fields.fields().stream().map(columns).toList());
  }

  private void write(
      List<Linkage.Link> links, MatchLayout layout, List<String> lefts, List<String> rights)
      throws UnusableInput {
    try (var csv = CsvWriter.builder().build(out)) {
      csv.writeRecord("left_id", "right_id", "weight", "decision", "explanation");
      for (var link : links) {
        csv.writeRecord(
            lefts.get(link.left()),
            rights.get(link.right()),
            String.format(Locale.ROOT, "%.2f", link.why().weight()),
            link.decision().name(),
            link.why().inWords(layout));
      }
    } catch (IOException e) {
      throw new UnusableInput("The file %s cannot be written.".formatted(out));
    }
  }

  private void report(int lefts, int rights, List<Linkage.Link> links, double seconds) {
    long linked = links.stream().filter(link -> link.decision() == Decision.LINK).count();
    PrintWriter console = spec.commandLine().getOut();
    console.printf(
        Locale.ROOT,
        "%s compared in %.1f s: %,d pairs linked, %,d to review.%n",
        right == null
            ? "%,d records".formatted(lefts)
            : "%,d and %,d records".formatted(lefts, rights),
        seconds,
        linked,
        links.size() - linked);
    console.flush();
  }
}
