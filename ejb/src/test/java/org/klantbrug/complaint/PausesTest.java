package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;

/** While we wait for the customer the time stands still, and never for ever. */
@OnDatabase
class PausesTest {
  private static final String BILL = "Stuur ons een foto van de rekening";

  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));

  private SlaClock outcome(long id) {
    return at.clocks.of(ComplaintClocks.SUBJECT, id).stream()
        .filter(clock -> clock.stage() == Stage.OUTCOME)
        .findFirst()
        .orElseThrow();
  }

  private long waiting() {
    var id = at.received();
    at.pauses.begin(id, at.version(id), BILL, at.clock.today().plusDays(7), at.adviser);
    return id;
  }

  private List<String> events(long id) {
    return at.desk.look(id, at.adviser).events().stream().map(ComplaintDesk.Event::kind).toList();
  }

  @Test
  void theDateOfTheOutcomeMovesByAsLongAsWeWaited() {
    var id = at.received();
    var before = outcome(id).limit();
    at.pauses.begin(id, at.version(id), BILL, at.clock.today().plusDays(7), at.adviser);
    assertThat(outcome(id).state()).isEqualTo(ClockState.SUSPENDED);
    assertThat(at.pauses.standing(id))
        .hasValueSatisfying(it -> assertThat(it.asked()).isEqualTo(BILL));

    at.at(at.clock.now().plus(Duration.ofDays(2)));
    at.pauses.end(id, at.version(id), at.adviser);

    assertThat(outcome(id).state()).isEqualTo(ClockState.RUNNING);
    assertThat(outcome(id).limit()).isAfter(before.plus(Duration.ofDays(1)));
    assertThat(at.pauses.standing(id)).isEmpty();
    assertThat(events(id)).startsWith("resumed", "paused");
  }

  @Test
  void theTimeRunsOnAtOnceWhenTheCustomerAnswers() {
    var id = waiting();

    at.intake.customerReplied(id, new Words("mail-1", Channel.EMAIL, "Hier is hij", false));

    assertThat(outcome(id).state()).isEqualTo(ClockState.RUNNING);
    assertThat(events(id)).startsWith("resumed", "customerReplied");
  }

  @Test
  void theTimeRunsOnAfterTheLastDayAndTheHandlerIsAskedToLook() {
    var id = waiting();
    at.at(at.clock.now().plus(Duration.ofDays(7)));
    at.pauses.endDue();
    assertThat(outcome(id).state()).as("on the last day").isEqualTo(ClockState.SUSPENDED);

    at.at(at.clock.now().plus(Duration.ofDays(1)));
    at.pauses.endDue();
    at.pauses.endDue();

    assertThat(outcome(id).state()).isEqualTo(ClockState.RUNNING);
    assertThat(at.complaints.unread(id)).containsExactly("pauseOver");
    assertThat(events(id)).containsOnlyOnce("resumed");
    at.complaints.newsRead(id, at.version(id), "pauseOver", at.adviser);
    assertThat(at.complaints.unread(id)).isEmpty();
  }

  @Test
  void whoTellsTheOutcomeWaitsNoLonger() {
    var id = at.investigated();
    at.acknowledge(id);
    at.pauses.begin(id, at.version(id), BILL, at.clock.today().plusDays(7), at.adviser);
    at.complaints.decide(id, at.version(id), Decision.ACCEPTED, null, "Ons", null, at.adviser);
    at.complaints.explain(id, at.version(id), null, "Oud tarief", at.adviser);

    at.tellAndClose(id);

    assertThat(at.pauses.standing(id)).isEmpty();
    assertThat(outcome(id).state()).isEqualTo(ClockState.MET);
  }

  @Test
  void rulesThatCountDaysFromReceiptLetNobodyWait() {
    var finance =
        new NewComplaint(
            null, null, "06 1234 5678", Channel.PHONE, null, "Rente", null, null, null, "FINANCE");
    var id = at.intake.receive(finance, at.adviser);

    refused("complaint.pause-not-here", id, 7);
  }

  @Test
  void nobodyWaitsLongerThanSixWeeksOrTwiceAtOnce() {
    var id = at.received();
    refused("complaint.pause-day", id, 0);
    refused("complaint.pause-day", id, 43);
    at.pauses.begin(id, at.version(id), BILL, at.clock.today().plusDays(42), at.adviser);

    refused("sla.already-paused", id, 7);
  }

  private void refused(String rule, long id, int days) {
    var version = at.version(id);
    var day = at.clock.today().plusDays(days);
    assertThatThrownBy(() -> at.pauses.begin(id, version, BILL, day, at.adviser))
        .isInstanceOfSatisfying(RuleBroken.class, it -> assertThat(it.key()).isEqualTo(rule));
  }

  @Test
  void whatWasReadBeforeIsNotEnded() {
    var id = waiting();
    var old = at.version(id) - 1;

    assertThatThrownBy(() -> at.pauses.end(id, old, at.adviser)).isInstanceOf(RuleBroken.class);
    assertThat(outcome(id).state()).isEqualTo(ClockState.SUSPENDED);
  }

  @Test
  void judgedUnderRulesThatLetTheTimeRunItRunsOn() {
    var id = waiting();

    at.complaints.assess(
        id,
        at.version(id),
        new Assessment(
            Weight.HIGH, Weight.LOW, Emotion.ANGRY, null, null, null, false, "FINANCE", false),
        at.adviser);

    assertThat(outcome(id).state()).isEqualTo(ClockState.RUNNING);
    assertThat(events(id)).startsWith("assessed", "resumed");
  }

  @Test
  void allPausesTogetherLastTwelveWeeksAtMost() {
    var id = at.received();
    for (var times = 0; times < 2; times++) {
      at.pauses.begin(id, at.version(id), BILL, at.clock.today().plusDays(42), at.adviser);
      at.at(at.clock.now().plus(Duration.ofDays(42)));
      at.pauses.end(id, at.version(id), at.adviser);
    }

    refused("complaint.pause-enough", id, 7);
  }

  @Test
  void whatWaitsForTheCustomerIsNotLate() {
    var id = at.received();
    at.acknowledge(id);
    at.pauses.begin(id, at.version(id), BILL, at.clock.today().plusDays(7), at.adviser);
    at.at(at.clock.now().plus(Duration.ofDays(365)));

    var late = new ComplaintList.Wanted("all", false, null, null, null, false, true);

    assertThat(at.list.page(late, null, 10, at.adviser).lines()).isEmpty();
  }
}
