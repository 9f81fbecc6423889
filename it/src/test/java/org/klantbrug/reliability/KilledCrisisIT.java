package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.klantbrug.cli.Refused;

/**
 * The server is killed while a crisis is declared: afterwards it is declared with all that it
 * holds, its process and its log, or nothing of it is there. What one server declares, the other
 * refuses.
 */
@Tag("reliability")
class KilledCrisisIT {
  private static final int KILLS = 5;
  private static final int LONGEST_WAIT_MS = 120;
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Duration A_LOOK = Duration.ofMillis(500);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  @Test
  void aCrisisIsDeclaredWithAllThatItHoldsOrNotAtAll() throws Exception {
    try (var bridge = Bridge.with("crisis", Sizes.FEW_CUSTOMERS, Sizes.FEW_CONTACTS)) {
      var lead = number(bridge, "select id from identity_staff where login = 'karin'");
      declaredHereIsHeldThere(bridge, propose(bridge), lead);
      var seed = Long.getLong("reliability.seed", 20_261_124L);
      Bridge.tell("Seed " + seed);
      var waits = new Random(seed);
      for (var no = 0; no < KILLS; no++) {
        killedWhileDeclaring(bridge, propose(bridge), lead, waits.nextInt(LONGEST_WAIT_MS));
      }
      assertThat(number(bridge, "select count(*) from crisis_crisis where state = 'DECLARED'"))
          .isPositive();
    }
  }

  private static long propose(Bridge bridge) {
    return bridge
        .api("daan")
        .post(
            "crises",
            Map.of("name", "Storing", "whatHappened", "Niemand kan bellen", "exercise", false))
        .path("id")
        .asLong();
  }

  private static void declare(Bridge bridge, long id, long lead) {
    bridge
        .api("karin")
        .post("crises/" + id + "/declare", Map.of("level", 3, "leadId", lead, "why", "Alles"));
  }

  private static void declaredHereIsHeldThere(Bridge bridge, long id, long lead) {
    var other = bridge.node("two");
    other.start();
    other.awaitReady();
    var there = "mergers/" + bridge.merger() + "/brake";
    assertThat(bridge.api(other, "joris").get(there).path("on").asBoolean()).isFalse();
    declare(bridge, id, lead);
    var declared = Instant.now();

    var brake = bridge.api(other, "joris").get(there);

    assertThat(brake.path("on").asBoolean()).isTrue();
    assertThat(Duration.between(declared, Instant.now())).isLessThan(A_SECOND);
    other.stop();
  }

  private static void killedWhileDeclaring(Bridge bridge, long id, long lead, int waitMs)
      throws Exception {
    var pool = Executors.newSingleThreadExecutor();
    try {
      var asking =
          pool.submit(
              () -> {
                try {
                  declare(bridge, id, lead);
                } catch (Refused away) {
                  Bridge.tell("no answer: " + away.getMessage());
                }
              });
      LockSupport.parkNanos(Duration.ofMillis(waitMs).toNanos());
      bridge.front().kill();
      asking.get();
    } finally {
      pool.shutdownNow();
    }
    bridge.front().start();
    allOrNothing(bridge, id, stateOnceItAnswers(bridge, id), waitMs);
  }

  /** The server was just started again. */
  private static String stateOnceItAnswers(Bridge bridge, long id) {
    var end = Instant.now().plus(START_LIMIT);
    while (true) {
      try {
        return bridge.api("karin").get("crises/" + id).path("state").asText();
      } catch (Refused away) {
        if (Instant.now().isAfter(end)) {
          throw away;
        }
        LockSupport.parkNanos(A_LOOK.toNanos());
      }
    }
  }

  private static void allOrNothing(Bridge bridge, long id, String state, int waitMs) {
    Bridge.tell("killed after %d ms: %s".formatted(waitMs, state));
    var declared = state.equals("DECLARED");
    assertThat(state).isIn("CANDIDATE", "DECLARED");
    assertThat(number(bridge, "select count(*) from brake_hold where crisis_id = " + id))
        .isEqualTo(declared ? 2 : 0);
    assertThat(number(bridge, "select count(*) from crisis_log where crisis_id = " + id))
        .isEqualTo(declared ? 2 : 1);
    assertThat(open(bridge, id, "leadCrisis")).isEqualTo(declared ? 1 : 0);
    assertThat(open(bridge, id, "decideCrisis")).isEqualTo(declared ? 0 : 1);
  }

  private static long open(Bridge bridge, long id, String kind) {
    return number(
        bridge,
        "select count(*) from work_item where subject_kind = 'crisis' and subject_id = %d and kind = '%s' and state = 'OPEN'"
            .formatted(id, kind));
  }

  private static long number(Bridge bridge, String sql) {
    return bridge.ask(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
