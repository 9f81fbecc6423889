package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.billing.Uncollected.Choice;
import org.klantbrug.billing.Uncollected.Show;
import org.klantbrug.billing.Uncollected.State;
import org.klantbrug.billing.Uncollected.Wish;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.wave.WaveLetGo;

/**
 * C1 of B1 and C2 of B2 are let go with a wave of 20 May; both sides accept, which they can until
 * 15 May.
 */
@OnDatabase
class UncollectedTest {
  private static final Instant IN_TIME = Instant.parse("2026-05-14T08:00:00Z");
  private static final Instant TOO_LATE = Instant.parse("2026-05-18T08:00:00Z");
  private static final String BECAUSE = "De klant maakte bezwaar";

  private final BillingFixture on = new BillingFixture();
  private long wave;

  @AfterEach
  void close() {
    on.close();
  }

  @BeforeEach
  void aWaveIsAcceptedByBoth() {
    on.confirmed(
        "",
        Map.of(Subject.CREDITOR_ID, BillingFixture.CREDITOR, Subject.IBAN, BillingFixture.IBAN));
    wave = on.wave("2026-05-20");
    on.memberOver("B1", "C1", wave);
    on.memberOver("B2", "C2", wave);
    on.in.sql("update wave_member set state = 'RELEASED'");
    on.at(Instant.parse("2026-05-13T07:00:00Z"));
    on.handovers.letGo(new WaveLetGo(wave, on.clock.now()));
    on.answer(Side.START, "B1;C1;accepted;\nB2;C2;accepted;");
    on.answer(Side.STOP, "B1;C1;accepted;");
    on.work.clear();
  }

  @Test
  void whoLeavesAfterTheLastDayOfAnAnswerIsCollectedByNobodyAndFinanceIsAsked() {
    leave("C1", TOO_LATE);

    assertThat(rows(Show.OPEN))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.account()).isEqualTo("C1");
              assertThat(row.day()).hasToString("2026-05-20");
              assertThat(row.amount()).isEqualByComparingTo(new BigDecimal("42.50"));
            });
    assertThat(on.work).contains("decideOnUncollected");
    on.chase.look();
    assertThat(on.work).as("once").containsOnlyOnce("decideOnUncollected");
  }

  @Test
  void whomTheOldCompanyNeverStoppedItGoesOnToCollect() {
    leave("C2", TOO_LATE);

    assertThat(rows(Show.ALL)).isEmpty();
  }

  @Test
  void theOldCompanyThatSaysInTimeThatItGoesOnCollectsAsUsual() {
    leave("C1", IN_TIME);
    assertThat(state()).isEqualTo(State.ASKED);
    assertThat(on.work).doesNotContain("decideOnUncollected");

    var counts = on.answers(Side.STOP, answer("accepted;", 2));

    assertThat(counts.used()).isOne();
    assertThat(state()).isEqualTo(State.OLD);
  }

  @Test
  void aYesThatComesTooLateForTheBankLeavesTheDayToBeDecided() {
    leave("C1", IN_TIME);
    on.at(TOO_LATE);

    on.answers(Side.STOP, answer("accepted;", 2));

    assertThat(state()).isEqualTo(State.OPEN);
  }

  @Test
  void silenceUntilTheLastDayLeavesTheDayToBeDecided() {
    leave("C1", IN_TIME);
    on.at(TOO_LATE);

    on.chase.look();

    assertThat(state()).isEqualTo(State.OPEN);
    assertThat(on.work).contains("decideOnUncollected");
  }

  @Test
  void bothSidesAreChasedForAnAnswerThatAnAccountEnded() {
    on.answer(Side.STOP, "B2;C2;accepted;");
    leave("C1", TOO_LATE);
    on.answers(Side.STOP, answer("accepted;", 2));
    on.at(Instant.parse("2026-05-19T12:00:00Z"));

    on.chase.look();

    assertThat(on.work).contains("chaseHandover");
    on.work.clear();
    on.answers(Side.START, answer("accepted;", 2));
    on.chase.look();
    assertThat(on.work).doesNotContain("chaseHandover");
  }

  @Test
  void theOldCompanyIsAskedToCollectAfterAllByAFurtherHandOverAndMustAnswerIt() {
    leave("C1", TOO_LATE);

    decide(Choice.OLD);

    assertThat(on.lines(3))
        .singleElement()
        .asString()
        .startsWith("STOP COLLECTION;\"B1\";\"C1\";")
        .contains(";42.50;")
        .contains(";2026-05-20;")
        .endsWith(";OLD");
    assertThat(state()).isEqualTo(State.ASKED);
    assertThat(on.happened).contains("decideOnUncollected " + wave);
    on.answers(Side.STOP, answer("accepted;", 3));
    assertThat(state()).isEqualTo(State.OLD);
  }

  @Test
  void whatIsRefusedIsToBeDecidedAnewWithTheReason() {
    leave("C1", TOO_LATE);
    decide(Choice.OLD);
    on.work.clear();

    on.answers(Side.STOP, answer("refused;incasso gesloten", 3));
    on.chase.look();

    assertThat(rows(Show.OPEN))
        .singleElement()
        .extracting(Uncollected.Row::said)
        .isEqualTo("incasso gesloten");
    assertThat(on.work).contains("decideOnUncollected", "solveRefusedHandover");
  }

  @Test
  void whoStaysWithTheOldCompanyIsNotBilledByTheNew() {
    leave("C1", TOO_LATE);
    on.in.sql("update wave_member set state = 'GONE' where account_key = 'C1'");

    assertThatThrownBy(() -> decide(Choice.NEW))
        .extracting("key")
        .isEqualTo("billing.uncollected-stays");

    assertThat(state()).isEqualTo(State.OPEN);
  }

  @Test
  void theNewBillingIsAskedInItsOwnFile() {
    leave("C1", TOO_LATE);

    decide(Choice.NEW);

    assertThat(on.lines(3)).singleElement().asString().startsWith("START COLLECTION;");
    on.answers(Side.START, answer("accepted;", 3));
    assertThat(state()).isEqualTo(State.NEW);
  }

  @Test
  void whatIsWaivedIsWaivedOnceAndWithAReason() {
    leave("C1", TOO_LATE);
    var all = new Wish(Choice.WAIVED, List.of(), wave, BECAUSE);
    assertThatThrownBy(
            () ->
                on.uncollected.decide(
                    on.in.merger, new Wish(Choice.WAIVED, List.of(), wave, " "), on.finance))
        .extracting("key")
        .isEqualTo("billing.uncollected-reason");

    assertThat(on.uncollected.decide(on.in.merger, all, on.finance)).isOne();

    assertThat(rows(Show.SETTLED))
        .singleElement()
        .extracting(Uncollected.Row::reason)
        .isEqualTo(BECAUSE);
    assertThatThrownBy(() -> on.uncollected.decide(on.in.merger, all, on.finance))
        .extracting("key")
        .isEqualTo("billing.uncollected-none");
    assertThat(on.made.of(wave)).as("nobody is asked").hasSize(2);
  }

  @Test
  void whoIsLetGoAgainWithTheSameWaveGoesWithItAfterAll() {
    leave("C1", IN_TIME);
    on.in.sql("update wave_member set wave_id = %d, state = 'RELEASED'".formatted(wave));

    on.handovers.letGo(new WaveLetGo(wave, on.clock.now()));

    assertThat(state()).isEqualTo(State.GOES);
  }

  @Test
  void aRequestToCollectIsNoAnswerToTheAccountThatIsHandedOverAgain() {
    leave("C1", IN_TIME);
    on.in.sql("update billing_uncollected set state = 'OPEN'");
    decide(Choice.OLD);
    on.in.sql("update wave_member set wave_id = %d, state = 'RELEASED'".formatted(wave));
    on.handovers.letGo(new WaveLetGo(wave, on.clock.now()));

    on.answers(Side.STOP, answer("accepted;", 3));

    assertThat(
            on.in.text(
                "select coalesce(stop_answer, 'none') from billing_account where account_key = 'C1'"))
        .isEqualTo("none");
    assertThat(on.changes(4)).contains("NEW").doesNotContain("ENDED");
    on.answers(Side.STOP, answer("accepted;", 4));
    assertThat(on.in.text("select stop_answer from billing_account where account_key = 'C1'"))
        .isEqualTo("ACCEPTED");
  }

  @Test
  void theNewBillingThatAcceptedADayHearsThatItGoesWithItsWaveAfterAllAndDebitsItOnce() {
    leave("C1", TOO_LATE);
    decide(Choice.NEW);
    on.answers(Side.START, answer("accepted;", 3));
    assertThat(state()).isEqualTo(State.NEW);

    backInTheWave();

    assertThat(state()).isEqualTo(State.GOES);
    assertThat(on.changes(5)).containsExactly("ENDED");
    assertThat(on.lines(5)).singleElement().asString().startsWith("START COLLECTION;");
    assertThat(on.answers(Side.START, answer("accepted;", 5)).used()).isOne();
    assertThat(state()).isEqualTo(State.GOES);
  }

  @Test
  void whoWasAskedToCollectWhatGoesAfterAllIsNotChasedForThatAnswer() {
    leave("C1", TOO_LATE);
    decide(Choice.OLD);
    var silent = silent();

    backInTheWave();

    assertThat(on.lines(5)).singleElement().asString().startsWith("STOP COLLECTION;");
    assertThat(silent()).as("that it ended is asked instead").isEqualTo(silent);
    on.answers(Side.STOP, answer("accepted;", 5));
    assertThat(silent()).isEqualTo(silent - 1);
  }

  @Test
  void whoGoesAgainWithoutThatASideWasAskedToCollectNeedsNoFurtherFile() {
    leave("C1", TOO_LATE);

    backInTheWave();

    assertThat(state()).isEqualTo(State.GOES);
    assertThat(on.changes(4)).isEmpty();
  }

  @Test
  void whoStaysAfterTheNewBillingAcceptedIsToBeDecidedAnewAndTheNewBillingHearsIt() {
    leave("C1", TOO_LATE);
    decide(Choice.NEW);
    on.answers(Side.START, answer("accepted;", 3));
    on.work.clear();
    on.in.sql("update wave_member set state = 'GONE' where account_key = 'C1'");

    on.chase.look();
    on.chase.look();

    assertThat(state()).isEqualTo(State.OPEN);
    assertThat(on.changes(4)).as("once").containsExactly("ENDED");
    assertThat(on.lines(4)).singleElement().asString().startsWith("START COLLECTION;");
    assertThat(on.work).contains("decideOnUncollected", "giveOutHandover");
  }

  private void backInTheWave() {
    on.in.sql(
        "update wave_member set wave_id = %d, state = 'RELEASED' where account_key = 'C1'"
            .formatted(wave));
    on.handovers.letGo(new WaveLetGo(wave, on.clock.now()));
  }

  private long silent() {
    return on.accounts.waves(on.in.merger).get(0).silent();
  }

  @Test
  void theFiguresOfAWaveCountWhatIsLeft() {
    leave("C1", TOO_LATE);

    assertThat(on.uncollected.of(on.in.merger))
        .singleElement()
        .satisfies(
            is -> {
              assertThat(is.open()).isOne();
              assertThat(is.left()).isEqualByComparingTo("42.50");
            });
    decide(Choice.WAIVED);
    assertThat(on.uncollected.of(on.in.merger))
        .singleElement()
        .satisfies(is -> assertThat(is.left()).isZero());
  }

  /** An account moves out of the wave at this moment, and somebody looks. */
  private void leave(String account, Instant at) {
    on.in.sql(
        "update wave_member set wave_id = null, state = 'MOVED' where account_key = '%s'"
            .formatted(account));
    on.at(at);
    on.chase.look();
  }

  private void decide(Choice choice) {
    var ids = rows(Show.OPEN).stream().map(Uncollected.Row::id).toList();
    on.uncollected.decide(on.in.merger, new Wish(choice, ids, null, BECAUSE), on.finance);
  }

  private String answer(String answer, int handover) {
    return "customer;account;answer;reason;handover\nB1;C1;%s;%d-%d"
        .formatted(answer, wave, handover);
  }

  private List<Uncollected.Row> rows(Show show) {
    return on.uncollected.page(on.in.merger, null, show, null, on.finance);
  }

  private State state() {
    return rows(Show.ALL).get(0).state();
  }
}
