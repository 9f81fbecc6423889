package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.wave.WaveLetGo;
import org.klantbrug.wave.WaveWentOver;

/** C1 of B1 and C2 of B2 are in a wave of 20 May, of which finance confirmed what changes. */
@OnDatabase
class StopInTimeTest {
  private static final Instant AFTER = Instant.parse("2026-05-21T08:00:00Z");

  private final BillingFixture on = new BillingFixture();
  private long wave;

  @AfterEach
  void close() {
    on.close();
  }

  @BeforeEach
  void aWaveIsPlanned() {
    on.in.sql(
        """
        update contract_arrangement set term_amount = 20.50, paid_terms = 0, first_due_on = '2026-06-01'
         where source_key = 'R1'""");
    on.confirmed(
        "",
        Map.of(Subject.CREDITOR_ID, BillingFixture.CREDITOR, Subject.IBAN, BillingFixture.IBAN));
    wave = on.wave("2026-05-20");
    on.memberOver("B1", "C1", wave);
    on.memberOver("B2", "C2", wave);
  }

  @Test
  void aWaveThatIsLetGoIsHandedOverAndMustBeAcceptedBankDaysBefore() {
    letGo();

    assertThat(on.states()).containsExactly("C1 HANDED_OVER", "C2 HANDED_OVER");
    assertThat(on.made.of(wave).get(0).answerBy())
        .as("three bank days before Wednesday 20 May; on Ascension Day banks work")
        .isEqualTo("2026-05-15");
    assertThat(on.work).containsExactly("giveOutHandover");
    assertThat(on.made.of(wave).get(0).files()).allMatch(each -> each.out() == 0);
    on.file(wave, Side.STOP);
    assertThat(on.made.of(wave).get(0).files())
        .extracting(each -> each.side() + " " + each.out())
        .containsExactly("START 0", "STOP 1");
  }

  @Test
  void aMergerThatSaysNothingOfMoneyIsHandedOverAsItsWavesGo() {
    on.in.sql("delete from billing_change; delete from billing_sheet");
    letGo();
    assertThat(on.made.of(wave)).isEmpty();

    on.in.sql("update wave_member set state = 'OVER'");
    on.handovers.wentOver(new WaveWentOver(wave, 1, AFTER));

    assertThat(on.made.of(wave)).hasSize(1);
  }

  @Test
  void whoIsNotAcceptedInTimeIsStopped() {
    letGo();
    on.answer(Side.STOP, "B1;C1;accepted;\nB2;C2;refused;kent hem niet");
    on.answer(Side.START, "B1;C1;accepted;\nB2;C2;accepted;");
    on.at(Instant.parse("2026-05-15T20:00:00Z"));
    assertThat(on.stopped(new StopInTime().rows())).as("until the end of that day").isEmpty();

    on.at(Instant.parse("2026-05-16T08:00:00Z"));
    assertThat(on.stopped(new StopInTime().rows())).containsExactly("C2 STOP");
    on.answer(Side.STOP, "B2;C2;accepted;");

    assertThat(on.stopped(new StopInTime().rows())).isEmpty();
  }

  @Test
  void whoIsAcceptedByBothIsNotLiveBeforeHeWentOver() {
    letGo();
    on.in.sql("update wave_wave set process_id = 'p'");
    var yes = "B1;C1;accepted;\nB2;C2;accepted;";
    on.answer(Side.START, yes);
    on.answer(Side.STOP, yes);
    on.at(AFTER);
    on.chase.look();
    assertThat(on.states()).containsOnly("C1 BOTH_CONFIRMED", "C2 BOTH_CONFIRMED");

    on.in.sql("update wave_member set state = 'OVER'");
    on.chase.look();

    assertThat(on.states()).containsOnly("C1 LIVE", "C2 LIVE");
  }

  @Test
  void whoLeavesTheWaveAfterItWasHandedOverIsEndedForBothSides() {
    letGo();
    on.work.clear();
    on.in.sql("update wave_member set wave_id = null, state = 'MOVED' where account_key = 'C2'");
    on.in.sql("update contract_contract set monthly_amount = 43.00 where source_key = 'C1'");

    on.handovers.follow();
    on.handovers.follow();

    assertThat(on.made.of(wave)).hasSize(2);
    assertThat(on.changes(2)).containsOnly("ENDED");
    assertThat(on.lines(2)).isNotEmpty().allMatch(line -> line.contains("\"C2\""));
    assertThat(on.work).containsExactly("giveOutHandover");
    assertThat(on.accounts.page(wave, BillingAccounts.Show.ALL, null, on.finance))
        .extracting(BillingAccounts.Account::account)
        .containsExactly("C1");
  }

  @Test
  void aWaveOfWhichTheFollowUpFailsDoesNotKeepOthersFromTheirs() {
    letGo();
    var later = on.wave("2026-06-05");
    on.memberOver("B2", "C0", later);
    on.handovers.make(later, null, on.clock.now(), on.operator);
    on.in.sql("update wave_member set wave_id = null, state = 'MOVED'");
    on.in.sql("update billing_handover set no = 2147483647 where wave_id = " + wave);
    on.work.clear();

    on.chase.look();

    assertThat(on.made.of(wave)).as("there is no next number").hasSize(1);
    assertThat(on.made.of(later)).hasSize(2);
    assertThat(on.work).contains("giveOutHandover");
    on.at(Instant.parse("2026-05-15T07:30:00Z"));
    on.chase.look();
    assertThat(on.work).as("who stays without an answer is chased").contains("chaseHandover");
  }

  @Test
  void whoAcceptedAFileDidNotAcceptItsCorrection() {
    letGo();
    var yes = "B1;C1;accepted;\nB2;C2;accepted;";
    on.answer(Side.START, yes);
    on.answer(Side.STOP, yes);
    on.in.sql("update contract_contract set monthly_amount = 43.00 where source_key = 'C1'");
    on.at(Instant.parse("2026-05-16T08:00:00Z"));
    assertThat(on.stopped(new StopInTime().rows())).isEmpty();

    on.handovers.correct(wave, on.operator);

    assertThat(on.states()).containsExactly("C1 HANDED_OVER", "C2 BOTH_CONFIRMED");
    assertThat(on.stopped(new StopInTime().rows()))
        .as("nothing changed for the old company")
        .containsExactly("C1 START");
    on.answer(Side.START, "B1;C1;accepted;");
    assertThat(on.stopped(new StopInTime().rows())).isEmpty();
  }

  @Test
  void whoRefusesACorrectionStopsTheAccountThoughHeAcceptedTheFirst() {
    letGo();
    var yes = "B1;C1;accepted;\nB2;C2;accepted;";
    on.answer(Side.START, yes);
    on.answer(Side.STOP, yes);
    on.in.sql("update contract_contract set monthly_amount = 43.00 where source_key = 'C1'");
    on.handovers.correct(wave, on.operator);
    on.work.clear();

    var counts = on.answer(Side.START, "B1;C1;refused;bedrag klopt niet");

    assertThat(counts.used()).isOne();
    assertThat(on.work).containsExactly("solveRefusedHandover");
    on.at(Instant.parse("2026-05-16T08:00:00Z"));
    assertThat(on.stopped(new StopInTime().rows())).containsExactly("C1 START");
  }

  @Test
  void theAnswersToTheFirstFileAreNotReadAgainAsThoseToItsCorrection() {
    letGo();
    var yes = "B1;C1;accepted;\nB2;C2;accepted;";
    on.answer(Side.START, yes);
    on.in.sql("update contract_contract set monthly_amount = 43.00 where source_key = 'C1'");
    on.handovers.correct(wave, on.operator);

    assertThatThrownBy(() -> on.answer(Side.START, yes)).hasMessageContaining("already");
    assertThat(
            on.answers(
                    Side.START,
                    "customer;account;answer;handover\nB1;C1;accepted;%d-2".formatted(wave))
                .used())
        .isOne();
  }

  @Test
  void theHoursOfACorrectionBeginWithIt() {
    letGo();
    var yes = "B1;C1;accepted;\nB2;C2;accepted;";
    on.answer(Side.START, yes);
    on.answer(Side.STOP, yes);
    on.in.sql("update wave_member set state = 'OVER'");
    on.in.sql("update wave_wave set state = 'OVER', over_at = '2026-05-20T00:05:00Z'");
    on.in.sql("update contract_contract set monthly_amount = 43.00 where source_key = 'C1'");
    on.at(AFTER);
    on.handovers.correct(wave, on.operator);
    on.work.clear();

    on.chase.look();

    assertThat(on.work).isEmpty();
    on.at(Instant.parse("2026-05-29T12:00:00Z"));
    on.chase.look();
    assertThat(on.work).containsExactly("chaseHandover");
  }

  @Test
  void whoWasLetGoBeforeAnybodySaidWhatChangesStaysUntilBothSidesAcceptedHim() {
    on.in.sql("delete from billing_change; delete from billing_sheet");
    letGo();
    assertThat(on.stopped(new StopInTime().rows())).isEmpty();
    on.confirmed(
        "",
        Map.of(Subject.CREDITOR_ID, BillingFixture.CREDITOR, Subject.IBAN, BillingFixture.IBAN));

    assertThat(on.stopped(new StopInTime().rows()))
        .containsExactly("C1 START STOP", "C2 START STOP");
    on.at(Instant.parse("2026-05-19T08:00:00Z"));
    on.chase.look();

    assertThat(on.made.of(wave)).hasSize(1);
    assertThat(on.work).contains("giveOutHandover");
    assertThat(on.stopped(new StopInTime().rows()))
        .as("the day until when it can be accepted is over")
        .containsExactly("C1 START STOP", "C2 START STOP");
    on.answer(Side.START, "B1;C1;accepted;");
    on.answer(Side.STOP, "B1;C1;accepted;");
    assertThat(on.stopped(new StopInTime().rows())).containsExactly("C2 START STOP");
    on.chase.look();
    assertThat(on.made.of(wave)).as("once").hasSize(1);
  }

  @Test
  void aWaveThatIsCalledOffAndLetGoAgainIsHandedOverAfresh() {
    letGo();
    on.in.sql("update wave_member set state = 'PLANNED'");
    on.handovers.follow();
    assertThat(on.made.of(wave)).noneMatch(each -> each.undoneAt() == null);

    letGo();

    assertThat(on.changes(3)).containsOnly("NEW");
    assertThat(on.states()).containsExactly("C1 HANDED_OVER", "C2 HANDED_OVER");
  }

  @Test
  void asItGoesOnlyWhatChangedSinceAndWhoStayedIsTold() {
    letGo();
    on.in.sql("update wave_member set state = 'OVER' where account_key = 'C1'");
    on.in.sql("update wave_member set wave_id = null, state = 'MOVED' where account_key = 'C2'");
    on.in.sql("update contract_contract set monthly_amount = 43.00 where source_key = 'C1'");

    on.handovers.wentOver(new WaveWentOver(wave, 1, AFTER));
    on.handovers.wentOver(new WaveWentOver(wave, 1, AFTER));

    assertThat(on.made.of(wave)).hasSize(2);
    assertThat(on.changes(2)).contains("CHANGED", "ENDED").doesNotContain("NEW");
  }

  @Test
  void anAnswerThatIsNeededByTomorrowIsChasedAtOnce() {
    on.settings.keep(
        on.in.merger,
        new BillingSetting(BigDecimal.TEN, BigDecimal.TEN, 999, 3, "OLD", 0),
        on.finance);
    letGo();
    on.work.clear();
    on.at(Instant.parse("2026-05-13T07:30:00Z"));
    on.chase.look();
    assertThat(on.work).isEmpty();

    on.at(Instant.parse("2026-05-15T07:30:00Z"));
    on.chase.look();

    assertThat(on.work).containsExactly("chaseHandover");
  }

  @Test
  void anAnswerToAnOlderHandOverIsLeftAside() {
    letGo();
    on.in.sql("update wave_member set state = 'PLANNED'");
    on.handovers.follow();
    letGo();
    var header = "customer;account;answer;reason;handover\n";

    var late = on.answers(Side.STOP, header + "B1;C1;accepted;;%d-1".formatted(wave));
    var now = on.answers(Side.STOP, header + "B1;C1;accepted;;%d-3".formatted(wave));

    assertThat(on.files.unused(on.in.merger, late.fileId(), on.finance))
        .extracting(TakenFiles.Unused::reason)
        .containsExactly("billing.line.older-handover");
    assertThat(now.used()).isEqualTo(1);
  }

  /** Two people let the wave go a week before its day. */
  private void letGo() {
    on.in.sql("update wave_member set state = 'RELEASED' where wave_id = " + wave);
    on.at(Instant.parse("2026-05-13T07:00:00Z"));
    on.handovers.letGo(new WaveLetGo(wave, on.clock.now()));
  }
}
