package org.klantbrug.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.klantbrug.cli.Refused;

/**
 * The end of a merger that is played: who cannot go stays with the old company, as the lead wants
 * and finance confirms; a closing wave brings the rest, and the run is closed.
 */
final class PlayedClosing {
  private static final String LEAD = "joris";
  private static final String FINANCE = "willem";
  private static final String OPERATOR = "sanne";
  private static final String OBJECTIONS = "KEYS OBJECTIONS_OPEN";
  private static final int LONGEST_CLOSED = 12;
  private static final LocalTime MORNING = LocalTime.of(5, 0);

  private final PlayedMerger played;
  private final PlayedTime time;
  private final PlayedBilling billing;

  PlayedClosing(PlayedMerger played, PlayedTime time, PlayedBilling billing) {
    this.played = played;
    this.time = time;
    this.billing = billing;
  }

  /**
   * Closes it.
   *
   * @param left accounts that are not over, by their keys in the waves
   */
  void close(List<Long> left) {
    if (!left.isEmpty()) {
      played
          .as(OPERATOR)
          .post(
              waves() + "/residual",
              Map.of("members", left, "kind", "STAYS", "reason", "Kan niet mee"));
      answer(FINANCE, "confirmStays", "approved");
    }
    bringTheRest();
    answer(LEAD, "letWavesCarry", "closed");
    Waiting.until("the run is closed", () -> played.runState().equals("CLOSED"));
  }

  private void bringTheRest() {
    var planned = planned(firstDay());
    played.go(planned.wave());
    time.set(planned.day(), MORNING);
    Waiting.until("the closing wave is over", () -> played.isOver(planned.wave()));
    played.answer("signWave", planned.wave(), "signed");
  }

  private record Planned(long wave, LocalDate day) {}

  /** On this day, or on the first one after it on which the house is open. */
  private Planned planned(LocalDate day) {
    try {
      var wish = Map.of("day", day.toString());
      var planned = played.as(OPERATOR).post(waves() + "/closing", wish);
      return new Planned(planned.path("wave").asLong(), day);
    } catch (Refused closed) {
      if (day.isAfter(time.clock().today().plusDays(LONGEST_CLOSED))) {
        throw closed;
      }
      return planned(day.plusDays(1));
    }
  }

  /** The first day for which a wave can still be let go today. */
  private LocalDate firstDay() {
    var today = time.clock().today();
    var day = today.plusDays(1);
    while (billing.latestGo(day).isBefore(today)) {
      day = day.plusDays(1);
    }
    return day;
  }

  private void answer(String login, String kind, String outcome) {
    Waiting.until("somebody is asked to " + kind, () -> task(login, kind) != null);
    played
        .as(login)
        .put(
            "work-items/" + task(login, kind).path("id").asLong() + "/answer",
            Map.of("outcome", outcome, "note", "Nagegaan"));
  }

  private JsonNode task(String login, String kind) {
    return Json.stream(played.as(login).get("work-items?view=mine&kind=" + kind))
        .filter(item -> item.path("kind").asText().equals(kind))
        .findFirst()
        .orElse(null);
  }

  /** What keeps the old system from going, by what must be so and what was found of it. */
  Map<String, Long> missing() {
    var look = played.as(LEAD).post("mergers/" + played.id() + "/end/look", Map.of()).path("look");
    return Json.stream(look.path("findings"))
        .filter(finding -> finding.path("missing").asBoolean())
        .collect(
            Collectors.toMap(
                finding -> finding.path("criterion").asText() + " " + finding.path("code").asText(),
                finding -> Math.max(1, finding.path("count").asLong()),
                Long::sum,
                TreeMap::new));
  }

  /** Records and accounts without an outcome; objections are open that were left open. */
  static long withoutOutcome(Map<String, Long> missing) {
    return missing.entrySet().stream()
        .filter(each -> each.getKey().startsWith("KEYS ") && !each.getKey().equals(OBJECTIONS))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private String waves() {
    return "mergers/" + played.id() + "/waves";
  }
}
