package org.klantbrug.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.klantbrug.billing.Subject;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;

/**
 * Leads the demonstration's merger to where its waves can be planned: rehearsed, approved, and with
 * what changes for the money confirmed. Customers were told by the old company.
 */
final class DemonstrationWaves {
  /** Who debits from now on, made up. */
  private static final String CREDITOR = "DE98ZZZ09999999999";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final int PILOT = 100;
  private static final int MOST_ON_A_DAY = 1_000;
  private static final int DAYS_OLD = 400;

  private final Function<String, Api> people;
  private final String merger;
  private final long run;

  /**
   * @param people the server as seen by a member of the demonstration's staff
   */
  DemonstrationWaves(Function<String, Api> people) {
    this.people = people;
    var only = people.apply("sanne").get("mergers").path(0);
    merger = "mergers/" + only.path("id").asLong();
    run = only.path("runId").asLong();
  }

  /** Leads it there; nothing happens if it was led before. */
  void prepare(LocalDate today) {
    if (!state().equals("OPEN")) {
      return;
    }
    people.apply("sanne").put(merger + "/waves/way", Map.of("byWaves", true));
    people.apply("sanne").post(merger + "/runs", null);
    var team = new DemonstrationTeam(people);
    var end = Instant.now().plus(LONGEST);
    while (!isReady() && (team.answersOne(run) || !isReady())) {
      if (Instant.now().isAfter(end)) {
        throw new Refused("The merger does not get ready for waves; see Operations as beheer.");
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    confirmChanges(today);
    settle();
  }

  private boolean isReady() {
    return state().equals("READY");
  }

  private String state() {
    return people.apply("sanne").get("mergers").path(0).path("runState").asText();
  }

  /** One enters what changes for the customers of each label, finance confirms it. */
  private void confirmChanges(LocalDate today) {
    for (var known : people.apply("sanne").get(merger + "/changes")) {
      people
          .apply("sanne")
          .post(
              merger + "/changes",
              Map.of(
                  "label",
                  known.path("label").asText(),
                  "from",
                  today.toString(),
                  "changes",
                  Stream.of(Subject.values()).map(DemonstrationWaves::change).toList()));
    }
    for (var known : people.apply("willem").get(merger + "/changes")) {
      var sheet = known.path("sheet");
      if (sheet.has("id") && sheet.path("confirmedAt").isNull()) {
        people
            .apply("willem")
            .post(merger + "/changes/" + sheet.path("id").asLong() + "/confirm", Map.of());
      }
    }
  }

  private static Map<String, Object> change(Subject subject) {
    return switch (subject) {
      case CREDITOR_ID -> Map.of("subject", subject, "stays", false, "newValue", CREDITOR);
      case BRAND -> Map.of("subject", subject, "stays", false, "newValue", "Noorderlicht");
      default -> Map.of("subject", subject, "stays", true);
    };
  }

  private void settle() {
    change(
        "joris",
        merger + "/notices/settings",
        Map.of("needed", false, "whyNot", "Zuidkabel schreef haar klanten al"));
    var first =
        LocalDate.parse(
            people.apply("sanne").get(merger + "/waves/settings").path("employeesFrom").asText());
    change(
        "sanne",
        merger + "/waves/settings",
        Map.of(
            "capacity",
            MOST_ON_A_DAY,
            "pilotSize",
            PILOT,
            "pilotFrom",
            first.toString(),
            "restFrom",
            first.plusMonths(1).toString(),
            "dataHours",
            DAYS_OLD * 24));
  }

  /** Settings as they are, with these values instead. */
  private void change(String who, String path, Map<String, Object> values) {
    JsonNode read = people.apply(who).get(path);
    var document = (ObjectNode) read.deepCopy();
    values.forEach((name, value) -> document.set(name, JSON.valueToTree(value)));
    people.apply(who).put(path, document);
  }
}
