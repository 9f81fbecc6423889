package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.RuleBroken;

/** What can be done with a complaint, and when. */
class ComplaintTest {
  private static final Instant T = Instant.parse("2026-05-04T08:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-05-04");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final long LOTTE = 7;

  private final Complaint complaint = new Complaint("K2026-000123", T);

  @Test
  void isLookedIntoUnlessItIsSimple() {
    complaint.assess(judged(false), LOTTE);

    assertThat(complaint.stage()).isEqualTo(Stage.INVESTIGATION);
    assertThatThrownBy(() -> complaint.fixAtOnce(Cause.BILLING, "Hersteld", "Een typefout"))
        .hasMessageContaining("waits to be looked into");
  }

  @Test
  void isNotAssessedWithoutHowTheCustomerFeels() {
    assertThatThrownBy(
            () ->
                complaint.assess(
                    new Assessment(
                        Weight.LOW, Weight.LOW, null, null, null, null, false, null, true),
                    LOTTE))
        .hasMessageContaining("how the customer feels");
  }

  @Test
  void solvedAtOnceItOnlyHasToBeTold() {
    fixedAtOnce();

    assertThat(complaint.stage()).isEqualTo(Stage.OUTCOME);
    assertThat(complaint.firstTimeFix()).isTrue();
  }

  @Test
  void cannotBeClosedWithoutWhatTheCustomerHasARightTo() {
    assertThatThrownBy(() -> complaint.close(false, T))
        .isInstanceOfSatisfying(
            RuleBroken.class,
            rule ->
                assertThat(rule.textIn(Locale.ENGLISH))
                    .endsWith(
                        "Missing: the confirmation of receipt, the cause, the explanation, that the customer heard the outcome, the promise of feedback."));

    complaint.acknowledge(LOTTE, T);
    fixedAtOnce();
    assertThatThrownBy(() -> complaint.close(false, T))
        .hasMessageEndingWith(
            "Missing: that the customer heard the outcome, the promise of feedback.");
  }

  @Test
  void isClosedOnceTheCustomerHeardTheOutcome() {
    closed();

    assertThat(complaint.stage()).isEqualTo(Stage.CLOSED);
    assertThatThrownBy(() -> complaint.withdraw(T)).hasMessageContaining("is over");
  }

  @Test
  void isNotClosedOverAPromiseThatTheCustomerDidNotHearOf() {
    complaint.acknowledge(LOTTE, T);
    fixedAtOnce();
    complaint.tellOutcome(Channel.PHONE, Experience.GOOD, T);
    complaint.promiseFeedback("Wat wij aan de brieven doen", TODAY, TODAY);

    assertThatThrownBy(() -> complaint.close(true, T))
        .hasMessageEndingWith("Missing: telling the customer what was promised.");
    assertThat(complaint.stage()).isEqualTo(Stage.CLOSING);
  }

  @Test
  void openedAgainItIsNoFirstTimeFixAnyMoreAndIsToldAnew() {
    closed();

    complaint.reopen(MONTH, T.plus(MONTH));

    assertThat(complaint.stage()).isEqualTo(Stage.ASSESSMENT);
    assertThat(complaint.firstTimeFix()).isFalse();
    assertThat(complaint.missingToClose(false)).containsExactly("explanation", "outcome");
    fixedAtOnce();
    assertThat(complaint.firstTimeFix()).isFalse();
  }

  @Test
  void isNotOpenedAgainAfterTheDaysThatWereSet() {
    closed();

    assertThatThrownBy(() -> complaint.reopen(MONTH, T.plus(MONTH).plusSeconds(1)))
        .hasMessageContaining("more than 30 days ago");
  }

  @Test
  void leniencyBeyondTheMandateWaitsAndDeclinedIsDecidedAnew() {
    complaint.assess(judged(false), LOTTE);
    complaint.investigate(Cause.DEBIT, "Twee keer afgeschreven");
    complaint.decide(Decision.ACCEPTED, null, "Onze fout", true);
    assertThat(complaint.stage()).isEqualTo(Stage.APPROVAL);

    complaint.approve(false);

    assertThat(complaint.stage()).isEqualTo(Stage.DECISION);
  }

  @Test
  void receiptIsConfirmedOnce() {
    complaint.acknowledge(LOTTE, T);

    assertThatThrownBy(() -> complaint.acknowledge(LOTTE, T))
        .hasMessageContaining("confirmed already");
  }

  @Test
  void feedbackIsGivenWhereItWasPromisedAlsoAfterClosing() {
    assertThatThrownBy(() -> complaint.giveFeedback("Nieuwe brieven", T))
        .hasMessageContaining("No feedback was promised");
    closed();

    complaint.giveFeedback("Nieuwe brieven", T);

    assertThatThrownBy(() -> complaint.giveFeedback("Nog eens", T))
        .hasMessageContaining("heard already");
  }

  @Test
  void openedAgainAfterItsFeedbackTheCustomerIsOwedItAnew() {
    closed();
    complaint.giveFeedback("Nieuwe brieven", T);

    complaint.reopen(MONTH, T);

    assertThat(complaint.missingToClose(false))
        .containsExactly("explanation", "outcome", "feedback");
  }

  @Test
  void cameOverItIsNotDecidedNorExplainedWithoutWhatItCameFrom() {
    complaint.comeFrom(Stage.DECISION, true, LOTTE, T);
    assertThatThrownBy(() -> complaint.decide(Decision.PARTLY, null, "Deels", false))
        .hasMessageContaining("what it came from");

    complaint.comeFrom(Stage.EXPLANATION, true, LOTTE, T);
    assertThatThrownBy(() -> complaint.explain(null, "Een oud tarief"))
        .hasMessageContaining("what it came from");
  }

  @Test
  void feedbackIsNotPromisedForYesterday() {
    assertThatThrownBy(() -> complaint.promiseFeedback("Iets", TODAY.minusDays(1), TODAY))
        .hasMessageContaining("today or later");
  }

  private void fixedAtOnce() {
    complaint.assess(judged(true), LOTTE);
    complaint.fixAtOnce(Cause.BILLING, "De rekening is hersteld", "Een oud tarief stond er nog");
  }

  private void closed() {
    complaint.acknowledge(LOTTE, T);
    fixedAtOnce();
    complaint.tellOutcome(Channel.PHONE, Experience.GOOD, T);
    complaint.promiseFeedback("Wat wij aan de brieven doen", TODAY, TODAY);
    complaint.close(false, T);
  }

  private static Assessment judged(boolean simple) {
    return new Assessment(
        Weight.LOW,
        Weight.MEDIUM,
        Emotion.ANGRY,
        "Stroom",
        "Rekening",
        "Geld terug",
        false,
        null,
        simple);
  }

  @Test
  void onlyWhatWasChangedIsStored() {
    complaint.isStored();
    assertThat(complaint.changes()).isEmpty();
    complaint.belongsTo(7);
    assertThat(complaint.changes()).isEqualTo(Map.of("identity_id", 7L));
    complaint.isStored();
    assertThat(complaint.changes()).isEmpty();
  }

  @Test
  void offersFollowWhoseItIsAndWhetherItIsOpen() {
    complaint.isStored();
    complaint.acknowledge(LOTTE, T);
    assertThat(complaint.countsOtherwise()).isFalse();
    complaint.belongsTo(7);
    assertThat(complaint.countsOtherwise()).isTrue();
    complaint.isStored();
    complaint.withdraw(T);
    assertThat(complaint.countsOtherwise()).isTrue();
  }
}
