package org.klantbrug.cli.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Writes the files of two made-up Dutch companies that merge. Exit code 0 when done, 1 when refused
 * or failed with the reason on standard error, 2 when used wrongly.
 */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Writes the files of two made-up Dutch companies that merge.")
public final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--customers",
      required = true,
      paramLabel = "N",
      description = "Customers on each side.")
  private int customers;

  @Option(
      names = "--contacts",
      required = true,
      paramLabel = "M",
      description = "Contact moments in total.")
  private int contacts;

  @Option(
      names = "--overlap",
      defaultValue = "0.4",
      paramLabel = "P",
      description =
          "Share (0 to 1) of the acquired customers whom the acquirer has too. Default ${DEFAULT-VALUE}.")
  private double overlap;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "The same seed gives the same bytes. Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--dirt",
      defaultValue = "0.01",
      paramLabel = "D",
      description = "Share (0 to 1) of lines with something impossible. Default ${DEFAULT-VALUE}.")
  private double dirt;

  @Option(
      names = "--as-of",
      defaultValue = "2026-10-31",
      paramLabel = "yyyy-mm-dd",
      description = "Day of the extract. Default ${DEFAULT-VALUE}.")
  private LocalDate asOf;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the files go; made when it does not exist.")
  private Path directory;

  @Option(
      names = "--overwrite",
      description = "Go on when the directory is not empty; replaces files of the same names.")
  private boolean overwrite;

  @Option(
      names = "--expected",
      description =
          "Write a merger of which it is known what becomes of each customer when it is carried to"
              + " its end: in expected.csv (customer, outcome, guard). Without --overlap and --dirt.")
  private boolean expected;

  @Option(
      names = "--billing-days",
      defaultValue = "31",
      paramLabel = "B",
      description =
          "With --expected: on so many days of the month customers are billed. Default ${DEFAULT-VALUE}.")
  private int billingDays;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    var writing = expected ? takeover() : merger();
    try {
      Files.createDirectories(directory);
      if (!overwrite && !isEmpty(directory)) {
        return refused(directory + " is not empty. Choose another directory, or add --overwrite.");
      }
      report(writing.to(directory));
      return 0;
    } catch (IOException failure) {
      return refused(
          "Stopped, and the files in "
              + directory
              + " are incomplete: "
              + failure
              + ". Solve this and run again with --overwrite.");
    }
  }

  /** Writes all files of one merger. */
  @FunctionalInterface
  private interface Writing {
    List<WrittenFile> to(Path directory) throws IOException;
  }

  private Writing merger() {
    var size = understood(() -> new MergerSize(customers, contacts, overlap, seed, dirt, asOf));
    return folder -> MergerFiles.write(size, folder);
  }

  private Writing takeover() {
    var takeover = understood(() -> new Takeover(customers, contacts, seed, billingDays, asOf));
    return folder -> TakeoverFiles.write(takeover, folder);
  }

  private <T> T understood(Supplier<T> wish) {
    try {
      return wish.get();
    } catch (IllegalArgumentException wrong) {
      throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var content = Files.list(directory)) {
      return content.findAny().isEmpty();
    }
  }

  private int refused(String reason) {
    var err = spec.commandLine().getErr();
    err.println(reason);
    err.flush();
    return 1;
  }

  private void report(List<WrittenFile> files) throws IOException {
    var out = spec.commandLine().getOut();
    if (json) {
      var document = new LinkedHashMap<String, Object>();
      document.put("directory", directory.toString());
      document.put("customers", customers);
      document.put("contacts", contacts);
      document.put("overlap", overlap);
      document.put("seed", seed);
      document.put("dirt", dirt);
      document.put("asOf", asOf.toString());
      document.put("files", files);
      out.println(new ObjectMapper().writeValueAsString(document));
    } else {
      files.forEach(
          file ->
              out.println(file.name() + ": " + file.rows() + " rows, " + file.bytes() + " bytes"));
    }
    out.flush();
  }
}
