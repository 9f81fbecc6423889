package org.klantbrug.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.function.Function;
import org.klantbrug.cli.Refused;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command over REST takes: as whom, and whether a program reads the answer. */
public final class AsPerson {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--as",
      paramLabel = "PROFILE",
      defaultValue = Profiles.DEFAULT,
      description = "Work as this profile (see: klantbrug token). Default: ${DEFAULT-VALUE}.")
  private String profile;

  @Option(
      names = "--json",
      description =
          "Print one JSON document on standard output, everything else on standard error.")
  private boolean json;

  private Api api;

  /** The server, as the person of the profile. */
  public Api api() {
    if (api == null) {
      api = new Api(Profiles.ofThisPerson().need(profile));
    }
    return api;
  }

  /** The merger of this name or number, as the server tells it. */
  public JsonNode merger(String nameOrNumber) {
    for (var merger : api().get("mergers")) {
      if (merger.path("name").asText().equalsIgnoreCase(nameOrNumber)
          || merger.path("id").asText().equals(nameOrNumber)) {
        return merger;
      }
    }
    throw new Refused(
        "There is no merger " + nameOrNumber + ". See which there are: klantbrug merger list");
  }

  /** The number of the newest run of a merger. */
  public long run(String merger) {
    return merger(merger).path("runId").asLong();
  }

  /**
   * Prints the answer: the document itself, or what people read.
   *
   * @return exit code 0
   */
  public int show(JsonNode answer, Function<JsonNode, Object> forPeople) {
    out().print(json ? answer + "\n" : ended(forPeople.apply(answer).toString()));
    out().flush();
    return 0;
  }

  private static String ended(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }

  /** Where answers go. */
  public PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Where everything else goes: progress and reasons. */
  public PrintWriter err() {
    return command.commandLine().getErr();
  }
}
