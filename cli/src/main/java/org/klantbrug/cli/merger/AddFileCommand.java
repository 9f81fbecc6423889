package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.AsPerson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "add-file",
    description = "Add a delivered file to the newest run of a merger.",
    mixinStandardHelpOptions = true)
final class AddFileCommand implements Callable<Integer> {
  private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");

  /** Whether a file holds everything, or what changed since the last one. */
  enum Mode {
    FULL,
    DELTA
  }

  /** Whose data a file holds. */
  enum Side {
    ACQUIRER,
    ACQUIRED
  }

  @Mixin private AsPerson person;

  @Parameters(index = "0", paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "CSV, plain or .gz. With --on-server: its path below the server's inbox.")
  private String file;

  @Option(
      names = "--company",
      required = true,
      description = "Whose data: ${COMPLETION-CANDIDATES}.")
  private Side company;

  @Option(
      names = "--entity",
      required = true,
      paramLabel = "KIND",
      description =
          "What a record is: CUSTOMER, CONTRACT, ROLE, INVOICE, ARRANGEMENT, MANDATE, PROMISE,"
              + " CONTACT, COMPLAINT or DOCUMENT.")
  private String entity;

  @Option(
      names = "--mode",
      defaultValue = "FULL",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Mode mode;

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "yyyy-mm-dd",
      converter = AsOf.class,
      description = "When the extract was made: a day (its end, Dutch time) or a moment.")
  private Instant asOf;

  @Option(names = "--on-server", description = "The file lies in the inbox of the server already.")
  private boolean onServer;

  @Override
  public Integer call() {
    var run = person.run(merger);
    return person.show(
        onServer ? take(run) : upload(run),
        added ->
            "File "
                + added.path("id")
                + " "
                + added.path("fileName").asText()
                + " is added. Look at its mapping: klantbrug merger map "
                + added.path("id"));
  }

  private JsonNode upload(long run) {
    var path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new Refused("There is no file " + file + " that can be read.");
    }
    var about = about();
    about.put("name", path.getFileName().toString());
    return person.api().upload(Api.query("runs/" + run + "/files", about), path);
  }

  private JsonNode take(long run) {
    var about = about();
    about.put("path", file);
    return person.api().post("runs/" + run + "/files", about);
  }

  private Map<String, String> about() {
    var about = new LinkedHashMap<String, String>();
    about.put("company", company.name());
    about.put("entity", entity.toUpperCase(Locale.ROOT));
    about.put("mode", mode.name());
    about.put("extractAsOf", asOf.toString());
    return about;
  }

  /** A day means its end: what happened on that day is in the extract. */
  static final class AsOf implements picocli.CommandLine.ITypeConverter<Instant> {
    @Override
    public Instant convert(String typed) {
      try {
        return typed.length() > 10
            ? Instant.parse(typed)
            : LocalDate.parse(typed).plusDays(1).atStartOfDay(HERE).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + typed + "' is no day (2026-10-31) or moment (2026-10-31T22:00:00Z)");
      }
    }
  }
}
