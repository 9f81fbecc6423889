package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "handover",
    description = {
      "How far the hand-over to billing is, wave by wave; reads what a side answers.",
      "With --wave the files of one wave, with --correct after making one of what changed.",
      "With --uncollected who left a wave and is collected by nobody."
    },
    mixinStandardHelpOptions = true)
final class HandoverCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(names = "--wave", paramLabel = "WAVE", description = "Number of a wave.")
  private Long wave;

  @Option(names = "--correct", description = "Make files of what changed since the last ones.")
  private boolean correct;

  @Option(
      names = "--uncollected",
      description = "Accounts that left a wave and are collected by nobody on its day.")
  private boolean uncollected;

  @ArgGroup(exclusive = false)
  private Answers answers;

  /** What a side says of its file. */
  static final class Answers {
    @Option(
        names = "--answers",
        required = true,
        paramLabel = "SIDE",
        description = "START: the new billing answers. STOP: the old company does.")
    private String side;

    @Option(
        names = "--file",
        required = true,
        paramLabel = "FILE",
        description = "CSV with the columns customer;account;answer;reason;handover.")
    private Path file;
  }

  @Override
  public Integer call() {
    var about = "mergers/" + person.merger(merger).path("id").asLong();
    var path = about + "/handovers";
    if (answers != null) {
      var to = path + "/answers/" + answers.side.toUpperCase(Locale.ROOT);
      person.err().println(MoneyFile.send(person.api(), to, answers.file));
    }
    if (uncollected) {
      return person.show(person.api().get(about + "/uncollected"), HandoverCommand::byNobody);
    }
    if (wave == null) {
      return person.show(person.api().get(path), HandoverCommand::waves);
    }
    var one = path + "/waves/" + wave;
    return person.show(
        correct ? person.api().post(one + "/corrections", Map.of()) : person.api().get(one),
        HandoverCommand::files);
  }

  private static Object waves(JsonNode waves) {
    if (waves.isEmpty()) {
      return "No wave was let go yet.";
    }
    var table =
        new Table(
            "WAVE",
            "DAY",
            "ACCEPT BY",
            "ACCOUNTS",
            "NO START",
            "NO STOP",
            "REFUSED",
            "KEPT OUT",
            "LIVE");
    waves.forEach(
        each ->
            table.row(
                each.path("waveId"),
                each.path("day"),
                each.path("answerBy"),
                each.path("accounts"),
                each.path("noStart"),
                each.path("noStop"),
                each.path("refused"),
                each.path("held"),
                each.path("live")));
    return table;
  }

  private static Object byNobody(JsonNode waves) {
    if (waves.isEmpty()) {
      return "Of every account somebody collects each day.";
    }
    var table = new Table("WAVE", "DAY", "TO DECIDE", "ASKED", "SETTLED", "EURO LEFT");
    waves.forEach(
        each ->
            table.row(
                each.path("waveId"),
                each.path("day"),
                each.path("open"),
                each.path("asked"),
                each.path("settled"),
                each.path("left")));
    return table;
  }

  private static Object files(JsonNode handovers) {
    var table = new Table("NO", "FILE", "LINES", "ACCOUNTS", "A MONTH", "TAKEN OUT", "SHA-256");
    handovers.forEach(
        handover ->
            handover
                .path("files")
                .forEach(
                    file ->
                        table.row(
                            handover.path("no"),
                            file.path("name"),
                            file.path("lines"),
                            file.path("accounts"),
                            file.path("total"),
                            file.path("out"),
                            file.path("sha256"))));
    return table;
  }
}
