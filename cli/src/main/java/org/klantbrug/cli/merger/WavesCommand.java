package org.klantbrug.cli.merger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.klantbrug.cli.api.AsPerson;
import org.klantbrug.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "waves",
    description = {
      "The waves in which billing accounts go over: show them, or plan them.",
      "Who is planned stays where he is as long as he can."
    },
    mixinStandardHelpOptions = true)
final class WavesCommand implements Callable<Integer> {
  @Mixin private AsPerson person;

  @Parameters(paramLabel = "MERGER", description = "Name or number of the merger.")
  private String merger;

  @Option(names = "--plan", description = "Plan all accounts first, and look what stops them.")
  private boolean plan;

  @Option(
      names = "--go",
      paramLabel = "WAVE",
      description = "Say that this wave may go; the second of two people lets it go.")
  private Long go;

  @Option(
      names = "--for",
      paramLabel = "SIDE",
      defaultValue = "LEAD",
      description = "For whom: LEAD or FINANCE. Default: ${DEFAULT-VALUE}.")
  private String side;

  @Option(
      names = "--stuck",
      description = "Show the accounts that cannot go, on which somebody must decide.")
  private boolean stuck;

  @Option(
      names = "--decide",
      paramLabel = "WHAT",
      description = "What becomes of --accounts: BILLING_DAY, STAYS or REST.")
  private String decide;

  @Option(
      names = "--accounts",
      paramLabel = "ID",
      split = ",",
      description = "Accounts, by the numbers that --stuck shows.")
  private List<Long> accounts = List.of();

  @Option(names = "--billing-day", paramLabel = "DAY", description = "1 to 31, for BILLING_DAY.")
  private Integer billingDay;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is decided so.")
  private String reason;

  @Option(
      names = "--closing",
      paramLabel = "DATE",
      description = "Plan the wave after the last one on this day; it brings the rest.")
  private LocalDate closing;

  @Override
  public Integer call() {
    var path = "mergers/" + person.merger(merger).path("id").asLong() + "/waves";
    if (plan) {
      var planned = person.api().post(path + "/plan", Map.of());
      person
          .err()
          .printf(
              "%d accounts: %d new, %d on another day, %d gone, %d without a wave%n",
              planned.path("accounts").asLong(),
              planned.path("added").asLong(),
              planned.path("moved").asLong(),
              planned.path("gone").asLong(),
              planned.path("without").asLong());
    }
    if (go != null) {
      person
          .api()
          .post(
              path + "/" + go + "/decisions",
              Map.of("side", side.toUpperCase(Locale.ROOT), "go", true));
    }
    if (decide != null) {
      decide(path);
    }
    if (closing != null) {
      person.api().post(path + "/closing", Map.of("day", closing.toString()));
    }
    return stuck || decide != null
        ? person.show(person.api().get(path + "/residual/accounts"), WavesCommand::accounts)
        : person.show(person.api().get(path), WavesCommand::table);
  }

  private void decide(String path) {
    var wish = new LinkedHashMap<String, Object>();
    wish.put("kind", decide.toUpperCase(Locale.ROOT));
    wish.put("members", accounts);
    wish.put("billingDay", billingDay);
    wish.put("reason", reason);
    person.api().post(path + "/residual", wish);
  }

  private static Object accounts(JsonNode stuck) {
    if (stuck.isEmpty()) {
      return "Every account goes with a wave, or is over.";
    }
    var table = new Table("ID", "ACCOUNT", "CUSTOMER", "BILLED ON", "STATE", "MOVES", "ASKED");
    stuck.forEach(
        one ->
            table.row(
                one.path("id"),
                one.path("accountKey"),
                one.path("customerKey"),
                one.path("billingDay"),
                one.path("state"),
                one.path("moves"),
                one.path("decision")));
    return table;
  }

  private static Object table(JsonNode waves) {
    if (waves.isEmpty()) {
      return "No waves are planned: plan them with --plan.";
    }
    var table = new Table("WAVE", "DAY", "BILLED ON", "PHASE", "ACCOUNTS", "STOPPED", "STATE");
    waves.forEach(
        wave ->
            table.row(
                wave.path("id"),
                wave.path("day"),
                wave.path("billingDay"),
                wave.path("phase"),
                wave.path("members"),
                wave.path("stopped"),
                wave.path("state")));
    return table;
  }
}
