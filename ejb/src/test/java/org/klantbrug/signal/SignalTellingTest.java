package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;
import org.klantbrug.transfer.MadeUpMerger;

/** Customers hear what is done with a signal: once, in time, and what was promised to them. */
@OnDatabase
class SignalTellingTest {
  private final SignalFixture at = new SignalFixture();

  @AfterEach
  void close() {
    at.close();
  }

  private void days(int days) {
    at.at(MadeUpMerger.T.plus(Duration.ofDays(days)));
  }

  private static SignalTelling.Said letter(String words) {
    return SignalFixture.said("LETTER", words);
  }

  private Subject complaint(long id) {
    return new Subject(null, id, null);
  }

  private SlaClock clock(long id, Stage stage) {
    return at.clocks.of(SignalClocks.SUBJECT, id).stream()
        .filter(each -> each.stage() == stage)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private void giveFeedback(long complaint) {
    var version = at.complaintDesk.look(complaint, at.adviser).complaint().version();
    at.feedbacks.give(complaint, version, "De toeslag is eraf", at.adviser);
  }

  // ------------------------------------------------------------------ with a complaint

  @Test
  void whoHeardItWithHisComplaintWaitsForNoWordOfTheSignal() {
    var complaint = at.complaintOf("A1");
    var id = at.raised(Kind.FAULT, null);
    at.telling.link(id, complaint(complaint), at.adviser);
    at.close(id);

    giveFeedback(complaint);

    assertThat(at.customers(id))
        .singleElement()
        .satisfies(one -> assertThat(one.waits()).isFalse());
    assertThat(at.rate()).isEqualTo(new SignalList.Rate(1, 0, 0, 0));
    assertThat(clock(id, Stage.FEEDBACK).state()).isEqualTo(ClockState.MET);
    assertThat(at.desk.look(id, at.adviser).events().get(0).how()).isEqualTo("COMPLAINT");
  }

  @Test
  void feedbackOfAComplaintIsNoWordAboutASignalThatIsStillOpen() {
    var complaint = at.complaintOf("A1");
    var id = at.raised(Kind.FAULT, null);
    at.telling.link(id, complaint(complaint), at.adviser);

    giveFeedback(complaint);
    at.close(id);

    assertThat(at.customers(id)).allMatch(Linked::waits);
  }

  @Test
  void whoWasToldAtOnceHearsWhatWasPromisedHimWhenItIsOver() {
    var complaint = at.complaintOf("A1");
    var id = at.raised(Kind.PRAISE, null);
    at.telling.link(id, complaint(complaint), at.adviser);
    at.told(id, at.customers(id).get(0), "EMAIL", "Wij geven het door");
    assertThat(feedbackGiven(complaint)).isNull();

    at.close(id);

    assertThat(at.customers(id)).allMatch(Linked::waits);
    at.told(id, at.customers(id).get(0), "PHONE", "Het is geregeld");
    assertThat(feedbackGiven(complaint)).isEqualTo("Het is geregeld");
    assertThat(
            at.in.number(
                "select count(*) from signal_customer where passed_on_words = 'Wij geven het door'"))
        .isOne();
  }

  @Test
  void whatWasPromisedWithAComplaintIsSaidBeforeItCountsAsKept() {
    var complaint = at.complaintOf("A1");
    var id = at.raised(Kind.FAULT, null);
    at.telling.link(id, complaint(complaint), at.adviser);
    at.close(id);
    var seen = at.complaintDesk.look(complaint, at.adviser).complaint();

    assertThat(at.telling.promised(id, 10, at.adviser))
        .containsExactly(new SignalTelling.Promised(seen.number(), seen.feedbackPromised()));
    at.told(id, at.customers(id).get(0), "PHONE", "Het is geregeld");
    assertThat(at.telling.promised(id, 10, at.adviser)).isEmpty();
  }

  /** The money was promised and the rates were told: that is another matter. */
  @Test
  void whatWasPromisedStandsUnlessWhoTellsSaysThatThisIsIt() {
    var complaint = at.complaintOf("A1");
    var id = at.raised(Kind.FAULT, null);
    at.telling.link(id, complaint(complaint), at.adviser);
    at.close(id);

    at.telling.tellAll(
        id, new SignalTelling.Said(null, "PHONE", "Alle tarieven kloppen", false), at.adviser);

    assertThat(at.customers(id)).noneMatch(Linked::waits);
    assertThat(feedbackGiven(complaint)).isNull();
    assertThat(
            at.in.number(
                "select count(*) from sla_clock where stage = 'FEEDBACK' and ended_at is null"))
        .isOne();
  }

  private String feedbackGiven(long complaint) {
    return at.complaintDesk.look(complaint, at.adviser).complaint().feedbackGiven();
  }

  // ------------------------------------------------------------------ in time

  @Test
  void theDayToTellIsThatOfTheFirstWhoHasNotHeard() {
    var id = at.raised(Kind.PRAISE, "A1");
    var first = at.customers(id).get(0).tellBy();
    days(9);
    at.telling.link(id, at.of("B2"), at.adviser);
    assertThat(clock(id, Stage.FEEDBACK).on()).isEqualTo(first);

    at.told(id, at.customers(id).get(0), "EMAIL", "Dank u");

    assertThat(clock(id, Stage.FEEDBACK).on()).isEqualTo(first.plusDays(9));
    assertThat(clock(id, Stage.FEEDBACK).state()).isEqualTo(ClockState.RUNNING);
  }

  @Test
  void judgingItOnceMoreGivesNobodyMoreTime() {
    var id = at.raised(Kind.PRAISE, "A1");
    var first = at.customers(id).get(0).tellBy();
    days(9);

    at.signals.triage(id, at.version(id), at.about(Kind.PRAISE), false, at.coordinator);

    assertThat(at.customers(id)).extracting(Linked::tellBy).containsExactly(first);
  }

  @Test
  void anotherKindGivesTheDayOfThatKind() {
    var id = at.raised(Kind.PRAISE, "A1");

    at.signals.triage(id, at.version(id), at.about(Kind.FAULT), false, at.coordinator);

    assertThat(at.customers(id)).extracting(Linked::tellBy).containsExactly((LocalDate) null);
    assertThat(clock(id, Stage.FEEDBACK).state()).isEqualTo(ClockState.WITHDRAWN);
  }

  @Test
  void judgingAndClosingHaveATimeEach() {
    var id = at.raised(Kind.FAULT, "A1");
    assertThat(clock(id, Stage.STEP).state()).isEqualTo(ClockState.RUNNING);

    days(10);
    at.ask(id);
    assertThat(clock(id, Stage.STEP).state()).isEqualTo(ClockState.BREACHED_THEN_MET);

    at.signals.answer(id, at.version(id), "Doen we", at.owner);
    assertThat(clock(id, Stage.STEP).state()).isEqualTo(ClockState.RUNNING);
    at.signals.askAgain(id, at.version(id), "Wanneer?", at.coordinator);
    assertThat(clock(id, Stage.STEP).state()).isEqualTo(ClockState.MET);
    assertThat(clock(id, Stage.DEPARTMENT).state()).isEqualTo(ClockState.RUNNING);
  }

  @Test
  void whoWaitsBehindASignalThatIsOpenIsCountedBesideTheRate() {
    at.raised(Kind.FAULT, "A1");
    at.raised(Kind.PRAISE, "A2");

    assertThat(at.rate()).isEqualTo(new SignalList.Rate(0, 1, 0, 1));
  }

  // ------------------------------------------------------------------ many, and mistakes

  @Test
  void manyAreToldAtOnceAndEachHearsItOnce() {
    var id = at.raised(Kind.FAULT, "A1");
    at.telling.link(id, at.of("B2"), at.adviser);
    at.telling.link(id, at.of("A2"), at.adviser);
    at.close(id);

    assertThat(at.telling.tellAll(id, letter("De rekening is duidelijker"), at.adviser)).isZero();

    var opened = at.desk.look(id, at.adviser);
    assertThat(opened.heard().told()).isEqualTo(3);
    assertThat(opened.heard().waiting()).isZero();
    assertBroken(
        "signal.nobody-chosen", () -> at.telling.tellAll(id, letter("Nog eens"), at.adviser));
  }

  @Test
  void aCustomerWithTwoComplaintsCountsOnceAndHearsItOnce() {
    var id = at.raised(Kind.FAULT, null);
    at.telling.link(id, complaint(at.complaintOf("A1")), at.adviser);
    at.telling.link(id, complaint(at.complaintOf("A1")), at.adviser);
    at.close(id);

    assertThat(at.customers(id)).hasSize(2);
    assertThat(at.desk.look(id, at.adviser).heard().customers()).isOne();
    assertThat(at.rate().waiting()).isOne();
    assertThat(at.list.telling(all(), false, 0, 100, at.adviser)).hasSize(1);

    at.told(id, at.customers(id).get(0), "PHONE", "Opgelost");
    assertThat(at.rate()).isEqualTo(new SignalList.Rate(1, 0, 0, 0));
  }

  @Test
  void whoDidNotHearItAfterAllWaitsAgain() {
    var id = at.raised(Kind.FAULT, "A1");
    at.close(id);
    var one = at.customers(id).get(0);
    at.told(id, one, "PHONE", "Opgelost");
    assertBroken(
        "signal.untell-reason-missing", () -> at.telling.untell(id, one.id(), " ", at.adviser));

    at.telling.untell(id, one.id(), "Ik belde een ander", at.adviser);

    assertThat(at.customers(id)).allMatch(Linked::waits);
    assertThat(clock(id, Stage.FEEDBACK).state()).isEqualTo(ClockState.RUNNING);
    assertThat(at.desk.look(id, at.adviser).events().get(0).words())
        .isEqualTo("Ik belde een ander");
    assertBroken("signal.not-told", () -> at.telling.untell(id, one.id(), "Nog eens", at.adviser));
  }

  @Test
  void whatSomebodyIsSaidToHaveHeardStaysAlsoIfItWasNotSo() {
    var id = at.raised(Kind.FAULT, "A1");
    at.close(id);
    var one = at.customers(id).get(0);
    at.told(id, one, "PHONE", "Opgelost");

    at.telling.untell(id, one.id(), "Ik belde een ander", at.adviser);

    assertThat(at.desk.look(id, at.adviser).before(at.customers(id).get(0)))
        .extracting(LinkedCustomers.Told::kind, LinkedCustomers.Told::words)
        .containsExactly(tuple("DONE", "Opgelost"), tuple("NOT_AFTER_ALL", "Ik belde een ander"));
    assertThatThrownBy(() -> at.in.sql("update signal_told set words = 'Iets anders'"))
        .hasMessageContaining("stays as it was said");
  }

  @Test
  void nobodyIsToldThatWePassItOnOnceItIsOver() {
    var id = at.raised(Kind.PRAISE, "A1");
    at.close(id);

    assertBroken(
        "signal.over-meanwhile",
        () ->
            at.telling.tellAll(
                id,
                new SignalTelling.Said(Purpose.PASSED_ON, "PHONE", "Wij geven het door", true),
                at.adviser));
  }

  @Test
  void whoWasLinkedByMistakeCountsNowhereAndCanBeLinkedAnew() {
    var id = at.raised(Kind.FAULT, "A1");
    at.telling.link(id, at.of("B2"), at.adviser);
    at.close(id);
    var wrong =
        at.customers(id).stream()
            .filter(each -> each.partyId() == at.party("B2"))
            .findFirst()
            .orElseThrow();

    at.telling.unlink(id, wrong.id(), "Hij heeft dat product niet", at.adviser);

    assertThat(at.customers(id)).extracting(Linked::partyId).containsExactly(at.party("A1"));
    assertThat(at.rate().waiting()).isOne();
    assertBroken("signal.told-already", () -> at.told(id, wrong, "PHONE", "Opgelost"));
    at.telling.link(id, at.of("B2"), at.adviser);
    assertThat(at.rate().waiting()).isEqualTo(2);
  }

  @Test
  void aCustomerIsLinkedByHisNumberOrThatOfHisComplaint() {
    var complaint = at.complaintOf("A1");
    var number = at.complaintDesk.look(complaint, at.adviser).complaint().number();
    var id = at.raised(Kind.FAULT, null);

    at.telling.linkByNumber(id, " " + number.toLowerCase(), at.adviser);
    at.telling.linkByNumber(id, "B2", at.adviser);

    assertThat(at.customers(id))
        .extracting(Linked::partyId)
        .contains(at.party("A1"), at.party("B2"));
    assertBroken(
        "signal.number-unknown", () -> at.telling.linkByNumber(id, "99999999", at.adviser));
    assertThat(at.desk.ofCustomer(at.party("B2"), at.adviser))
        .extracting(SignalDesk.OfCustomer::id)
        .containsExactly(id);
    assertThat(at.desk.ofCustomer(at.party("A2"), at.adviser)).isEmpty();
  }

  @Test
  void aContactOfAnotherCustomerIsNotLinkedUnderThisOne() {
    var id = at.raised(Kind.FAULT, null);
    at.in.sql(
        """
        insert into contact_note (contact_id, identity_id, occurred_at, staff_id, noted_at, form_key, experience)
        select 77, id, '2026-05-01', %d, '2026-05-01', gen_random_uuid(), 'NOT_ASKED'
          from customer_identity where source_key = 'B2'"""
            .formatted(at.adviser.id()));

    assertBroken(
        "signal.contact-unknown",
        () -> at.telling.link(id, new Subject(at.party("A1"), null, 77L), at.adviser));
    at.telling.link(id, new Subject(at.party("B2"), null, 77L), at.adviser);
    assertThat(at.customers(id)).extracting(Linked::partyId).containsExactly(at.party("B2"));
  }

  @Test
  void aCustomerWhoWaitsForAWordIsSeenToAlsoWhenTheSignalIsOver() {
    var id = at.raised(Kind.FAULT, "A1");
    at.close(id);
    assertThat(at.desk.ofCustomer(at.party("A1"), at.adviser))
        .singleElement()
        .satisfies(one -> assertThat(one.tellBy()).isNotNull());

    at.told(id, at.customers(id).get(0), "PHONE", "Opgelost");
    assertThat(at.desk.ofCustomer(at.party("A1"), at.adviser)).isEmpty();
  }

  @Test
  void aCustomerBehindTheWallIsNeitherToldNorLinkedNorCounted() {
    var id = at.raised(Kind.FAULT, "A1");
    at.telling.link(id, at.of("B2"), at.adviser);
    at.close(id);
    var hidden =
        at.customers(id).stream()
            .filter(each -> each.partyId() == at.party("B2"))
            .findFirst()
            .orElseThrow();
    at.in.sql("update merger_merger set visible_from = '2999-01-01'");

    assertBroken(
        "signal.told-already",
        () -> at.telling.tell(id, List.of(hidden.id()), letter("Opgelost"), at.behindTheWall));
    assertBroken(
        "signal.not-linked", () -> at.telling.unlink(id, hidden.id(), "Nee", at.behindTheWall));
    assertBroken(
        "signal.number-unknown", () -> at.telling.linkByNumber(id, "B2", at.behindTheWall));
    assertThat(at.list.rate(all(), at.behindTheWall).waiting()).isOne();
    assertThat(at.list.telling(all(), false, 0, 100, at.behindTheWall)).hasSize(1);
    assertThat(at.list.lines(closed(), 0, 100, at.behindTheWall))
        .extracting(SignalList.Line::customers)
        .containsExactly(1L);
  }

  private static SignalList.Wanted all() {
    return new SignalList.Wanted("all", false, null, null, null, false);
  }

  private static SignalList.Wanted closed() {
    return new SignalList.Wanted("all", true, null, null, null, false);
  }

  private static void assertBroken(String key, ThrowingCallable doing) {
    assertThatThrownBy(doing).isInstanceOf(RuleBroken.class).extracting("key").isEqualTo(key);
  }
}
