package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.klantbrug.complaint.Weight;
import org.klantbrug.shared.RuleBroken;

/** What can be done with a signal follows from how far it has come. */
class SignalTest {
  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final LocalDate FRIDAY = LocalDate.parse("2026-05-08");
  private static final Judged JUDGED =
      new Judged(Kind.FAULT, Weight.HIGH, Weight.LOW, 3L, "BILL", " Internet ");

  @Test
  void isJudgedAskedAnsweredAndClosed() {
    var signal = signal(State.NEW);

    signal.triage(JUDGED);
    signal.ask(FRIDAY);
    signal.answer("De tekst is veranderd", 1, NOW);
    signal.close("Uw rekening legt het nu uit", NOW);

    assertThat(signal.state()).isEqualTo(State.CLOSED);
    assertThat(signal.columns())
        .containsEntry("product", "Internet")
        .containsEntry("due_on", FRIDAY)
        .containsEntry("outcome", "Uw rekening legt het nu uit");
  }

  @Test
  void anAnswerThatIsNotEnoughIsAskedForAgain() {
    var signal = signal(State.ASKED);
    signal.answer("Weten we niet", 1, NOW);

    signal.askAgain(FRIDAY);

    assertThat(signal.state()).isEqualTo(State.ASKED);
    assertThat(signal.columns()).containsEntry("answer", null).containsEntry("due_on", FRIDAY);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"NEW", "TRIAGED", "ASKED", "CLOSED", "DECLINED"})
  void isNotClosedBeforeTheDepartmentAnswered(State state) {
    assertBroken("signal.other-state", () -> signal(state).close("Klaar", NOW));
  }

  @Test
  void nobodyClosesItWithoutWordsForTheCustomers() {
    assertBroken("signal.outcome-missing", () -> signal(State.ANSWERED).close(" ", NOW));
  }

  @Test
  void isDeclinedForAReasonOnly() {
    var signal = signal(State.ASKED);

    assertBroken("signal.decline-reason-missing", () -> signal.decline("", "Helaas", NOW));
    signal.decline("Te duur", "Helaas kan het niet", NOW);

    assertThat(signal.state()).isEqualTo(State.DECLINED);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"CLOSED", "DECLINED"})
  void whatIsOverIsNotDeclined(State state) {
    assertBroken("signal.other-state", () -> signal(state).decline("Te duur", "Helaas", NOW));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "AT_ONCE, false, 2026-05-14",
        "AT_ONCE, true, 2026-05-14",
        "WHEN_CLOSED, false, -",
        "WHEN_CLOSED, true, 2026-05-14",
        "NOT, false, -",
        "NOT, true, -"
      })
  void customersHearOfItAsThePolicySays(Policy.Told told, boolean over, LocalDate by) {
    var policy = new Policy(Kind.IDEA, told, "EMAIL", 10, null, null, 0);

    assertThat(policy.tellBy(over, LocalDate.parse("2026-05-04"))).isEqualTo(by);
  }

  private static Signal signal(State state) {
    return new Signal("S2026-000001", state);
  }

  private static void assertBroken(String key, ThrowingCallable doing) {
    assertThatThrownBy(doing).isInstanceOf(RuleBroken.class).extracting("key").isEqualTo(key);
  }
}
