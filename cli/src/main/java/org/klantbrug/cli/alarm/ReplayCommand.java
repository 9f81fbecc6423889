package org.klantbrug.cli.alarm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.klantbrug.alarm.Cut;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.Limits;
import org.klantbrug.cli.api.Moments;
import org.klantbrug.threat.Finding;
import org.klantbrug.threat.Threshold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a file against early warning and says which alarms came, when and why. */
@Command(
    name = "replay",
    description = {
      "Plays a CSV file of what came in against early warning, and says which alarms came, when and why.",
      "Nothing is written anywhere: try thresholds until the alarms are those you would want."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private static final int A_DAY = 24 * 60;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "CSV or CSV.gz with a header, in UTF-8.")
  private Path file;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      defaultValue = "time",
      description = "Column with the moment or day. Usual: ${DEFAULT-VALUE}.")
  private String time;

  @Option(
      names = "--topic",
      paramLabel = "COLUMN",
      defaultValue = "topic",
      description = "Column that says what it is about. Usual: ${DEFAULT-VALUE}.")
  private String topic;

  @Option(
      names = "--text",
      paramLabel = "COLUMN",
      defaultValue = "text",
      description = "Column with the words. Usual: ${DEFAULT-VALUE}.")
  private String text;

  @Option(
      names = "--every",
      paramLabel = "MINUTES",
      defaultValue = "60",
      description =
          "Pause between two looks; once a day where the file has days only. Usual: ${DEFAULT-VALUE}.")
  private int every;

  @Option(
      names = "--per-month",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "False alarms that are put up with in a month. Usual: ${DEFAULT-VALUE}.")
  private double perMonth;

  @Option(
      names = "--least",
      paramLabel = "NUMBER",
      defaultValue = "5",
      description = "Fewer are never told of. Usual: ${DEFAULT-VALUE}.")
  private int least;

  @Option(
      names = "--times",
      paramLabel = "NUMBER",
      defaultValue = "1.5",
      description = "Nor is what is not so many times what was expected. Usual: ${DEFAULT-VALUE}.")
  private double times;

  @Option(
      names = "--quiet",
      paramLabel = "HOURS",
      defaultValue = "168",
      description = "So long the same topic is not told of again. Usual: ${DEFAULT-VALUE}.")
  private int quiet;

  @Option(
      names = "--weeks",
      paramLabel = "WEEKS",
      defaultValue = "8",
      description = "Of past that are looked back upon. Usual: ${DEFAULT-VALUE}.")
  private int weeks;

  @Option(
      names = "--per-hour",
      paramLabel = "NUMBER",
      description =
          "More of a topic in an hour are told of, whatever is usual. Usual: not looked at.")
  private Integer perHour;

  @Option(
      names = "--per-day",
      paramLabel = "NUMBER",
      description =
          "More of a topic in a day are told of, whatever is usual. Usual: not looked at.")
  private Integer perDay;

  @Option(
      names = "--mood",
      paramLabel = "COLUMN",
      description = "Column that says in which mood the customer was. Usual: not looked at.")
  private String mood;

  @Option(
      names = "--bad",
      paramLabel = "WORD",
      defaultValue = "negative",
      description = "What stands in that column for a bad mood. Usual: ${DEFAULT-VALUE}.")
  private String bad;

  @Option(
      names = "--bad-share",
      paramLabel = "PER CENT",
      defaultValue = "70",
      description =
          "More per cent of a day in a bad mood are told of, of at least 20. Usual: ${DEFAULT-VALUE}.")
  private int badShare;

  @Option(
      names = "--speed",
      paramLabel = "TIMES",
      defaultValue = "0",
      description = "So many times as fast as it came in; 0 is as fast as it goes. Usual: 0.")
  private double speed;

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    check();
    var lines = new StreamFile(file, new StreamFile.Columns(time, topic, text, mood, bad)).lines();
    var daily = lines.stream().allMatch(StreamFile.Line::isDay);
    var limits = new Limits(perMonth, least, times, daily ? A_DAY : every);
    var out = command.commandLine().getOut();
    var outcome =
        new Replay(limits, threshold(), Duration.ofHours(quiet), weeks, speed)
            .play(lines, alarm -> tell(out, alarm));
    if (json) {
      out.println(document(outcome));
    } else {
      sum(out, outcome);
    }
    out.flush();
    return 0;
  }

  private Threshold threshold() {
    return new Threshold(
        Kind.CONTACT, Threshold.EACH, perHour, perDay, mood == null ? null : badShare);
  }

  private void check() {
    refuseIf(every < 1 || every > A_DAY, "--every is 1 to 1440 minutes.");
    refuseIf(!(perMonth > 0), "--per-month is more than 0.");
    refuseIf(least < 1, "--least is 1 or more.");
    refuseIf(!(times >= 1), "--times is 1 or more.");
    refuseIf(perHour != null && perHour < 1, "--per-hour is 1 or more.");
    refuseIf(perDay != null && perDay < 1, "--per-day is 1 or more.");
    refuseIf(badShare < 1 || badShare > 100, "--bad-share is 1 to 100.");
    refuseIf(quiet < 0, "--quiet is 0 hours or more.");
    refuseIf(weeks < 4 || weeks > 104, "--weeks is 4 to 104.");
    refuseIf(!(speed >= 0), "--speed is 0 or more.");
  }

  private void refuseIf(boolean wrong, String why) {
    if (wrong) {
      throw new ParameterException(command.commandLine(), why);
    }
  }

  private void tell(PrintWriter out, Replay.Alarm alarm) {
    if (json) {
      return;
    }
    out.printf(
        "%s  %s: %s%n",
        Moments.readable(alarm.at().toString()), name(alarm.finding()), why(alarm.finding()));
    alarm.said().forEach(said -> out.println("    " + said));
    out.flush();
  }

  private static String why(Finding finding) {
    return switch (finding.means()) {
      case CHART ->
          String.format(
              Locale.ROOT,
              "%d in %s where %.1f were expected; more than %d is told of. Chance 1 in %,.0f.",
              finding.counted(),
              finding.hours() <= 24 ? "24 hours" : finding.hours() / 24 + " days",
              finding.expected(),
              finding.most(),
              Math.min(1e9, 1 / finding.chance()));
      case HOUR -> over(finding, "in an hour");
      case DAY -> over(finding, "in 24 hours");
      case MOOD -> over(finding, "per cent in a bad mood in 24 hours");
    };
  }

  private static String over(Finding finding, String of) {
    return "%d %s; more than %d was set.".formatted(finding.counted(), of, finding.most());
  }

  private static String name(Finding finding) {
    return finding.series().cut() == Cut.ALL ? "(all together)" : finding.series().value();
  }

  private static void sum(PrintWriter out, Replay.Outcome outcome) {
    out.printf(
        Locale.ROOT,
        "%d alarms; %,d lines and %,d looks, of which %.0f days after the first five weeks, from which was learnt.%n",
        outcome.alarms().size(),
        outcome.lines(),
        outcome.looks(),
        outcome.watchedDays());
  }

  private static ObjectNode document(Replay.Outcome outcome) {
    var document = JsonNodeFactory.instance.objectNode();
    document.put("lines", outcome.lines());
    document.put("looks", outcome.looks());
    document.put("from", outcome.from().toString());
    document.put("until", outcome.until().toString());
    document.put("watchedDays", outcome.watchedDays());
    var alarms = document.putArray("alarms");
    for (var alarm : outcome.alarms()) {
      var finding = alarm.finding();
      var each = alarms.addObject();
      each.put("at", alarm.at().toString());
      each.put("topic", name(finding));
      each.put("rule", finding.means().name());
      each.put("days", finding.hours() / 24.0);
      each.put("counted", finding.counted());
      each.put("expected", finding.expected());
      each.put("most", finding.most());
      each.put("chance", finding.chance());
      alarm.said().forEach(each.putArray("said")::add);
    }
    return document;
  }
}
