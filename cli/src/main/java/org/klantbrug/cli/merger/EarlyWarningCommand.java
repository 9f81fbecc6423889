package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Moments;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "warning",
    description = {
      "Early warning: what customers of a wave do against what was expected, and the alarms.",
      "With --answer says what an alarm is; HOLD holds new waves and mail to many."
    },
    mixinStandardHelpOptions = true)
final class EarlyWarningCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(names = "--look", description = "Count and look now, without waiting for the next look.")
  private boolean look;

  @Option(
      names = "--wave",
      paramLabel = "NUMBER",
      description = "How this wave stands. Usual: the one that began last.")
  private Long wave;

  @Option(names = "--answer", paramLabel = "ALARM", description = "Number of the alarm to answer.")
  private Long alarm;

  @Option(names = "--as-what", paramLabel = "WHAT", description = "FALSE_ALARM, WATCH or HOLD.")
  private What what;

  @Option(names = "--why", paramLabel = "WHY", description = "Why it is that.")
  private String why;

  /** What can be said of an alarm. */
  private enum What {
    FALSE_ALARM,
    WATCH,
    HOLD
  }

  @Override
  public Integer call() {
    if ((alarm == null) != (what == null) || (alarm == null) != (why == null)) {
      throw new ParameterException(
          command.commandLine(), "Answer an alarm with --answer, --as-what and --why together.");
    }
    var path = "mergers/" + person.merger(merger).path("id").asLong() + "/alarms";
    if (look) {
      person.api().post(path + "/looks", Map.of());
    }
    if (alarm != null) {
      person
          .api()
          .post(path + "/" + alarm + "/answers", Map.of("answer", what.name(), "reason", why));
    }
    var now = JsonNodeFactory.instance.objectNode();
    now.set("alarms", person.api().get(path));
    var picture = path + "/picture";
    now.set(
        "picture",
        person
            .api()
            .get(wave == null ? picture : Api.query(picture, Map.of("wave", wave.toString()))));
    return person.show(now, EarlyWarningCommand::said);
  }

  private static Object said(JsonNode now) {
    return alarms(now.path("alarms")) + "\n" + picture(now.path("picture"));
  }

  private static String alarms(JsonNode alarms) {
    if (alarms.isEmpty()) {
      return "No alarms.\n";
    }
    var table =
        new Table("ALARM", "AT", "WAVE OF", "WHAT", "DAYS", "COUNTED", "EXPECTED", "LIMIT", "IS");
    for (var alarm : alarms) {
      for (var figure : alarm.path("figures")) {
        table.row(
            alarm.path("id"),
            Moments.readable(alarm.path("at").asText()),
            alarm.path("waveDay"),
            name(figure.path("series")),
            figure.path("days"),
            figure.path("counted"),
            rounded(figure.path("expected")),
            figure.path("most"),
            alarm.path("open").asBoolean()
                ? "to answer"
                : alarm.path("answers").path(0).path("answer").asText());
      }
    }
    return table.toString();
  }

  private static String name(JsonNode series) {
    return (series.path("kind").asText() + " " + series.path("value").asText()).strip();
  }

  private static String rounded(JsonNode value) {
    return String.format(Locale.ROOT, "%.1f", value.asDouble());
  }

  private static String picture(JsonNode picture) {
    if (picture.path("wave").isNull() || picture.path("wave").isMissingNode()) {
      return "No customers were told and no wave went over yet.\n";
    }
    var table =
        new Table(
            "WAVE OF " + picture.path("wave").path("day").asText(),
            "24 H",
            "EXPECTED",
            "LIMIT",
            "7 DAYS",
            "EXPECTED",
            "LIMIT");
    for (var line : picture.path("lines")) {
      var day = line.path("day");
      var week = line.path("week");
      table.row(
          name(line.path("series")),
          day.path("counted"),
          rounded(day.path("expected")),
          day.path("most"),
          week.path("counted"),
          rounded(week.path("expected")),
          week.path("most"));
    }
    return table.toString();
  }
}
