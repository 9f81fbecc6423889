package org.klantbrug.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** A request is tried with growing pauses, and shown to people when it will not work. */
@OnDatabase
class OutboxTest {
  private static final Instant NOON = Instant.parse("2026-11-02T11:00:00Z");

  private final BusinessClock clock = new BusinessClock();
  private final Outbox outbox = new Outbox(new Database(TestDatabase.fresh()), clock, null);

  @Test
  void aRequestThatIsDoneDoesNotComeBack() {
    at(NOON);
    outbox.wakeProcess("execution-1", Map.of());

    outbox.done(outbox.next("WAKE_PROCESS").orElseThrow());

    assertThat(outbox.next("WAKE_PROCESS")).isEmpty();
  }

  @Test
  void aRequestThatWentWrongComesBackAfterAPause() {
    at(NOON);
    outbox.wakeProcess("execution-1", Map.of());
    outbox.failed(outbox.next("WAKE_PROCESS").orElseThrow(), "no connection");

    assertThat(outbox.next("WAKE_PROCESS")).isEmpty();
    at(NOON.plusSeconds(10));
    assertThat(outbox.next("WAKE_PROCESS").orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void aRequestThatNeverWorksIsShownToPeopleWhoCanTryItAgain() {
    at(NOON);
    outbox.wakeProcess("execution-1", Map.of());
    for (var day = 1; day <= 8; day++) {
      at(NOON.plus(Duration.ofDays(day)));
      outbox.next("WAKE_PROCESS").ifPresent(request -> outbox.failed(request, "no connection"));
    }

    assertThat(outbox.next("WAKE_PROCESS")).isEmpty();
    var stuck = outbox.stuck();
    assertThat(stuck).singleElement().extracting(Outbox.Request::state).isEqualTo("STUCK");

    outbox.tryAgain(stuck.get(0).id());
    assertThat(outbox.next("WAKE_PROCESS")).isPresent();
  }

  private void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }
}
