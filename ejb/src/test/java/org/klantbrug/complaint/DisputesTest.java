package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.complaint.Dispute.Ground;
import org.klantbrug.complaint.Dispute.State;
import org.klantbrug.complaint.Dispute.Verdict;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;

/** A customer goes to a body outside: it has our file in time, and we do what its verdict asks. */
@OnDatabase
class DisputesTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-05-04");

  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));
  private final Disputes disputes =
      new Disputes(at.database, at.clock, at.complaints, new ComplaintClocks(at.clocks), at.work);

  private void begin(long id) {
    disputes.begin(
        id,
        at.version(id),
        new Disputes.Heard("Kifid", "K-12", MONDAY, null, "Stuur uw dossier"),
        at.adviser);
  }

  private void verdict(long id, Verdict verdict, String toDo, LocalDate by) {
    disputes.noteVerdict(
        id,
        at.version(id),
        new Disputes.Said(verdict, MONDAY, "De klant heeft gelijk", toDo, by),
        at.lead);
  }

  private Dispute last(long id) {
    return disputes.of(id).get(0);
  }

  private List<SlaClock> clocks(long id) {
    return at.clocks.of(ComplaintClocks.SUBJECT, id).stream()
        .filter(clock -> clock.stage() == Stage.DISPUTE)
        .toList();
  }

  @Test
  void goesFromTheLetterOfTheBodyToWhatTheVerdictAsks() {
    var id = at.received();

    begin(id);
    assertThat(last(id).state()).isEqualTo(State.FILE);
    assertThat(clocks(id)).extracting(SlaClock::state).containsExactly(ClockState.RUNNING);
    disputes.sendFile(id, at.version(id), "Alle brieven, per post", at.lead);
    assertThat(clocks(id)).extracting(SlaClock::state).containsExactly(ClockState.MET);
    verdict(id, Verdict.UPHELD, "50 euro terugbetalen", MONDAY.plusDays(14));
    assertThat(last(id).state()).isEqualTo(State.TO_DO);
    disputes.carryOut(id, at.version(id), "Betaald", at.lead);

    assertThat(last(id).open()).isFalse();
    assertThat(last(id).doneBy()).isEqualTo(at.lead.fullName());
    assertThat(clocks(id))
        .extracting(SlaClock::state)
        .containsExactly(ClockState.MET, ClockState.MET);
    assertThat(at.asked)
        .containsSubsequence(
            "prepareDisputeFile is asked",
            "recordVerdict is asked",
            "prepareDisputeFile: sent",
            "carryOutVerdict is asked",
            "recordVerdict: noted",
            "carryOutVerdict: carriedOut");
    assertThat(at.desk.look(id, at.adviser).events())
        .extracting(ComplaintDesk.Event::kind)
        .startsWith("verdictCarriedOut", "verdictGiven", "disputeFiled", "disputed");
  }

  @Test
  void withoutADayOfTheBodyItsFileIsDueAfterAsManyDaysAsTheRulesSay() {
    var id = at.received();

    begin(id);

    assertThat(last(id).answerBy()).isEqualTo(MONDAY.plusDays(28));
    assertThat(clocks(id).get(0).limit().atZone(BusinessClock.ZONE).toLocalDate())
        .isEqualTo(MONDAY.plusDays(28));
  }

  @Test
  void theComplaintIsNeitherClosedNorWithdrawnWhileSomethingIsToBeDone() {
    var id = at.received();
    begin(id);

    assertThatThrownBy(() -> at.complaints.withdraw(id, at.version(id), "Opgelost", at.adviser))
        .hasMessageContaining("Kifid");
    assertThatThrownBy(() -> at.complaints.close(id, at.version(id), at.adviser))
        .hasMessageContaining("Kifid");
    verdict(id, Verdict.SETTLED, null, null);
    at.complaints.withdraw(id, at.version(id), "Opgelost", at.adviser);

    assertThat(at.stage(id)).hasToString("WITHDRAWN");
    assertThat(clocks(id)).extracting(SlaClock::state).containsExactly(ClockState.WITHDRAWN);
  }

  @Test
  void ofAComplaintThatIsClosedItIsNotedToo() {
    var id = at.investigated();
    at.acknowledge(id);
    at.complaints.decide(
        id, at.version(id), Decision.REJECTED, null, "Het klopt", null, at.adviser);
    at.complaints.explain(id, at.version(id), null, "Zo staat het in de voorwaarden", at.adviser);
    at.tellAndClose(id);

    begin(id);

    assertThat(last(id).ground()).isEqualTo(Ground.DECIDED);
    assertThat(at.stage(id)).hasToString("CLOSED");
  }

  @Test
  void whoWaitedTooLongWentThereForThatAndWhoDidNotWentAnyway() {
    var early = at.received();
    var late = at.received();

    begin(early);
    at.at(Instant.parse("2026-08-03T08:00:00Z"));
    begin(late);

    assertThat(last(early).ground()).isEqualTo(Ground.WENT_ANYWAY);
    assertThat(last(late).ground()).isEqualTo(Ground.TERM_PASSED);
  }

  @Test
  void aSecondOneAtTheSameTimeIsRefused() {
    var id = at.received();
    begin(id);

    assertThatThrownBy(() -> begin(id)).hasMessageContaining("Kifid");
  }

  @Test
  void aVerdictThatAsksSomethingNeedsADay() {
    var id = at.received();
    begin(id);

    assertThatThrownBy(() -> verdict(id, Verdict.PARTLY, "Excuses maken", null))
        .hasMessageContaining("day");
  }

  @Test
  void theCustomerWhoFollowsItReadsNothingOfTheDayOfOurFile() {
    var id = at.received();
    begin(id);
    var status =
        new OnlineStatus(
            at.database,
            at.audit,
            at.clocks,
            new org.klantbrug.attachment.Attachments(
                at.database, at.clock, at.audit, new org.klantbrug.attachment.DatabaseBlobs()),
            at.links(),
            new OnlineSettings(at.database, at.clock, at.audit));

    var shown = status.open(at.links().make(id, at.adviser));

    assertThat(shown.clocks()).extracting(SlaClock::stage).doesNotContain(Stage.DISPUTE);
    assertThat(shown.said()).extracting(OnlineStatus.Said::kind).isEmpty();
  }

  @Test
  void aCallOfTheFutureIsNoCall() {
    var id = at.received();
    var heard = new Disputes.Heard("Kifid", null, MONDAY.plusDays(1), null, "x");

    assertThatThrownBy(() -> disputes.begin(id, at.version(id), heard, at.adviser))
        .hasMessageContaining("today or earlier");
    assertThat(disputes.of(id)).isEmpty();
  }

  /** He waits for us, not for what a body outside has from us. */
  @Test
  void theDayOfTheBodyIsNotTheCustomers() {
    var id = at.received();
    var waits = line().dueAt();

    disputes.begin(
        id,
        at.version(id),
        new Disputes.Heard("Kifid", "K-12", MONDAY, MONDAY, "Stuur uw dossier"),
        at.adviser);

    assertThat(clocks(id).get(0).limit()).isBefore(waits);
    assertThat(line().dueAt()).isEqualTo(waits);
    at.at(clocks(id).get(0).limit().plusSeconds(60));
    var late = new ComplaintList.Wanted("all", false, null, null, null, false, true);
    assertThat(at.list.page(late, null, 9, at.adviser).lines()).isEmpty();
  }

  private ComplaintList.Line line() {
    return at.list.page(ComplaintList.Wanted.OPEN, null, 9, at.adviser).lines().get(0);
  }
}
