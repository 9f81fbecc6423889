package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.wave.WaveTakenBack;
import org.klantbrug.wave.WaveWentOver;

/**
 * C1 of B1 was paid, C2 of B2 is open with an arrangement of three terms; both go over with a wave
 * of 20 May.
 */
@OnDatabase
class HandOversTest {
  private static final Instant BEFORE = Instant.parse("2026-05-18T08:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-05-21T08:00:00Z");

  private final BillingFixture on = new BillingFixture();
  private long wave;

  @AfterEach
  void close() {
    on.close();
  }

  @BeforeEach
  void aWaveIsLetGo() {
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
    on.at(BEFORE);
  }

  @Test
  void aWaveThatGoesOverMakesBothFilesOnce() {
    on.handovers.wentOver(new WaveWentOver(wave, 1, BEFORE));
    var first = file(Side.START);
    on.handovers.wentOver(new WaveWentOver(wave, 1, BEFORE));

    assertThat(on.made.of(wave)).hasSize(1);
    assertThat(file(Side.START)).isEqualTo(first);
    assertThat(sha(first)).isEqualTo(on.made.of(wave).get(0).files().get(0).sha256());
    assertThat(first)
        .startsWith("handover;change;kind;customer;account;")
        .contains("\"B1\";\"C1\"");
  }

  @Test
  void theFilesSayHowManyAccountsAndHowMuch() {
    handOver();

    assertThat(on.made.of(wave).get(0).files())
        .extracting(each -> each.side() + " " + each.accounts() + " " + each.total())
        .containsExactly("START 2 103.75", "STOP 2 103.75");
  }

  @Test
  void whatWasPaidIsCollectedByNobodyAndAnArrangementByUs() {
    handOver();

    assertThat(
            on.in.texts(
                "select invoice_key || ' ' || owner || ' ' || reason from billing_invoice_owner order by 1"))
        .containsExactly("I1 NOBODY PAID", "I2 NEW ARRANGEMENT");
  }

  @Test
  void anOpenBillIsCollectedByWhomTheMergerSays() {
    on.in.sql("update contract_arrangement set state = 'KEPT'");

    handOver();

    assertThat(on.in.text("select owner from billing_invoice_owner where invoice_key = 'I2'"))
        .isEqualTo("OLD");
  }

  @Test
  void theTermsOfAnArrangementAreWhatIsOpenToTheCent() {
    handOver();

    assertThat(file(Side.START).lines().filter(line -> line.contains(";ARRANGEMENT;")))
        .singleElement()
        .asString()
        .contains(";61.25;")
        .endsWith(";\"I2\";3;20.50;20.25;");
  }

  @Test
  void anArrangementThatDiffersByACentKeepsItsAccountOutAndAsksFinance() {
    on.in.sql("update contract_invoice set open_amount = 61.24 where source_key = 'I2'");
    assertThat(on.stopped(new Arrangements().rows())).containsExactly("C2 R1");

    handOver();

    assertThat(on.states()).containsExactly("C1 HANDED_OVER", "C2 HELD");
    assertThat(file(Side.STOP)).doesNotContain("C2");
    assertThat(on.work).containsExactly("lookAtHeldBilling");
  }

  @Test
  void aCorrectionHoldsOnlyWhatChanged() {
    on.in.sql("update contract_invoice set open_amount = 61.24 where source_key = 'I2'");
    handOver();
    assertThatThrownBy(() -> on.handovers.correct(wave, on.operator))
        .extracting("key")
        .isEqualTo("billing.handover-same");
    on.in.sql("update contract_invoice set open_amount = 61.25 where source_key = 'I2'");

    on.handovers.correct(wave, on.operator);

    var second = on.made.of(wave).get(1);
    assertThat(second.no()).isEqualTo(2);
    assertThat(second.files()).extracting(MadeHandOvers.MadeFile::accounts).containsExactly(1, 1);
    assertThat(on.states()).containsExactly("C1 HANDED_OVER", "C2 HANDED_OVER");
  }

  @Test
  void aMandateKeepsItsOriginalCreditorAndReference() {
    on.in.sql(
        "update contract_mandate set creditor_id = 'NL00OUD', account_holder = '=J. de Vries' where source_key = 'M1'");

    handOver();

    assertThat(file(Side.START).lines().filter(line -> line.contains(";MANDATE;")))
        .singleElement()
        .asString()
        .contains("\"'=J. de Vries\"")
        .contains(";\"" + BillingFixture.CREDITOR + "\";\"NL00OUD\";\"M1\";");
  }

  @Test
  void aBillWithoutAContractIsHandedOverWithOneAccountOnly() {
    aBillOfAllAccounts();
    on.memberOver("B2", "C0", wave);

    handOver();

    assertThat(linesOf("I9")).containsExactly("INVOICE C0 300.00", "ARRANGEMENT C0 300.00");
  }

  @Test
  void aBillWithoutAContractStaysWithTheAccountThatWentFirst() {
    aBillOfAllAccounts();
    handOver();
    assertThat(linesOf("I9")).containsExactly("INVOICE C2 300.00", "ARRANGEMENT C2 300.00");
    wave = on.wave("2026-06-05");
    on.memberOver("B2", "C0", wave);

    handOver();

    assertThat(file(Side.START)).contains("\"C0\"").doesNotContain("I9");
  }

  @Test
  void aBillWithoutAContractGoesWithAnotherAccountOnceTheFirstWasTakenBack() {
    aBillOfAllAccounts();
    handOver();
    on.handovers.takenBack(new WaveTakenBack(wave, 1, AFTER));
    wave = on.wave("2026-06-05");
    on.memberOver("B2", "C0", wave);

    handOver();

    assertThat(linesOf("I9")).containsExactly("INVOICE C0 300.00", "ARRANGEMENT C0 300.00");
  }

  /**
   * B2 has another contract C0, and an arrangement of 300 euro of a bill that names no contract.
   */
  private void aBillOfAllAccounts() {
    on.in.sql(
        """
        insert into contract_contract (identity_id, cutover_id, source_key, product, monthly_amount, billing_day, state)
        select identity_id, cutover_id, 'C0', product, 10, billing_day, state from contract_contract where source_key = 'C2';
        insert into contract_invoice (identity_id, cutover_id, source_key, amount, open_amount, issued_on, state)
        select identity_id, cutover_id, 'I9', 300, 300, issued_on, 'OPEN' from contract_invoice where source_key = 'I2';
        insert into contract_arrangement (identity_id, cutover_id, source_key, invoice_key, amount, terms, term_amount, paid_terms,
               first_due_on, state)
        select identity_id, cutover_id, 'R9', 'I9', 300, 3, 100, 0, '2026-06-01', 'RUNNING' from contract_arrangement
         where source_key = 'R1'""");
  }

  /** Kind, account and open amount of the lines about a bill in START. */
  private List<String> linesOf(String bill) {
    return file(Side.START)
        .lines()
        .filter(line -> line.contains("\"" + bill + "\""))
        .map(line -> line.split(";"))
        .map(parts -> parts[2] + " " + parts[4].replace("\"", "") + " " + parts[8])
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  @Test
  void aTextOfTheOldCompanyDoesNotShiftTheColumns() {
    on.in.sql(
        "update contract_mandate set creditor_id = '=1;2' || chr(10) || 'x', sequence_type = 'A;B' where source_key = 'M1'");

    handOver();

    assertThat(file(Side.START)).contains(";\"'=1;2 x\";\"M1\";").contains(";\"A;B\";");
  }

  @Test
  void aCorrectionUsesTheLastSheetThatWasConfirmedWhileANewerOneWaits() {
    handOver();
    on.sheets.enter(
        on.in.merger, "", BillingFixture.FROM, BillingFixture.but(Map.of()), on.operator);

    assertThatThrownBy(() -> on.handovers.correct(wave, on.operator))
        .extracting("key")
        .isEqualTo("billing.handover-same");
  }

  @Test
  void anAccountIsLiveOnceBothSidesAcceptedAndItsDayCame() {
    handOver();
    on.answer(Side.STOP, "B1;C1;accepted;");
    assertThat(on.states()).contains("C1 HANDED_OVER");
    on.answer(Side.START, "B1;C1;aanvaard;");
    assertThat(on.states()).contains("C1 BOTH_CONFIRMED");

    on.at(AFTER);
    on.chase.look();

    assertThat(on.states()).containsExactly("C1 LIVE", "C2 HANDED_OVER");
  }

  @Test
  void answersThatCannotBeUsedAreKeptWithTheirReason() {
    handOver();
    on.answer(Side.START, "B1;C1;accepted;");

    var counts =
        on.answer(
            Side.START,
            "B1;C1;accepted;\nB1;C1;accepted;\nB9;C1;accepted;\nB2;C2;misschien;\nB2;C2;refused;\n");

    assertThat(counts.used()).isZero();
    assertThat(on.files.unused(on.in.merger, counts.fileId(), on.finance))
        .extracting(each -> each.line() + " " + each.reason())
        .containsExactly(
            "2 billing.line.known",
            "3 billing.line.double",
            "4 billing.line.not-handed-over",
            "5 billing.line.answer",
            "6 billing.line.no-reason");
    assertThat(on.work).isEmpty();
  }

  @Test
  void whatWasRefusedCanBeAcceptedLaterAndNotTheOtherWayRound() {
    handOver();
    on.answer(Side.START, "B1;C1;refused;IBAN onbekend");
    assertThat(on.work).containsExactly("solveRefusedHandover");
    on.answer(Side.START, "B1;C1;accepted;");
    on.work.clear();

    var counts = on.answer(Side.START, "B1;C1;refused;Toch niet");

    assertThat(counts.used()).isZero();
    assertThat(on.in.text("select start_answer from billing_account where account_key = 'C1'"))
        .isEqualTo("ACCEPTED");
    assertThat(on.work).containsExactly("solveRefusedHandover");
  }

  @Test
  void whoDoesNotAnswerIsChasedOnceTheHoursAreOver() {
    handOver();
    on.at(BEFORE.plusSeconds(3 * 3600));
    on.chase.look();
    assertThat(on.work).isEmpty();

    on.at(Instant.parse("2026-05-19T12:00:00Z"));
    on.chase.look();
    on.chase.look();

    assertThat(on.work).containsExactly("chaseHandover");
  }

  @Test
  void anAccountThatStartedWithoutItsStopIsShown() {
    handOver();
    on.answer(Side.START, "B1;C1;accepted;\nB2;C2;accepted;");
    on.answer(Side.STOP, "B2;C2;accepted;");

    assertThat(on.accounts.waves(on.in.merger))
        .singleElement()
        .satisfies(is -> assertThat(is.alone()).isEqualTo(1));
    assertThat(on.accounts.page(wave, BillingAccounts.Show.ALONE, null, on.finance))
        .extracting(BillingAccounts.Account::account)
        .containsExactly("C1");
  }

  @Test
  void aWaveThatIsTakenBackAndGoesAgainIsHandedOverAgain() {
    handOver();
    on.handovers.takenBack(new WaveTakenBack(wave, 1, AFTER));
    assertThat(on.accounts.waves(on.in.merger))
        .as("its files can be taken out")
        .singleElement()
        .satisfies(
            is -> {
              assertThat(is.accounts()).isZero();
              assertThat(is.silent()).as("both must say that both accounts ended").isEqualTo(4);
            });

    on.handovers.wentOver(new WaveWentOver(wave, 2, AFTER));

    assertThat(on.made.of(wave)).extracting(MadeHandOvers.HandOver::no).containsExactly(1, 2, 3);
    assertThat(on.made.of(wave).get(2).files())
        .extracting(MadeHandOvers.MadeFile::accounts)
        .containsExactly(2, 2);
    assertThat(on.changes(3)).containsOnly("NEW");
    assertThat(on.states()).containsExactly("C1 HANDED_OVER", "C2 HANDED_OVER");
  }

  @Test
  void aWaveThatIsTakenBackTellsBothSidesThatAllOfItEnded() {
    handOver();
    var told = on.lines(1);

    on.handovers.takenBack(new WaveTakenBack(wave, 1, AFTER));
    on.handovers.takenBack(new WaveTakenBack(wave, 1, AFTER));

    assertThat(on.changes(2)).containsOnly("ENDED");
    assertThat(on.lines(2)).isEqualTo(told).isNotEmpty();
    assertThat(on.made.of(wave)).hasSize(2).noneMatch(each -> each.undoneAt() == null);
    assertThat(on.made.of(wave).get(1).files())
        .extracting(MadeHandOvers.MadeFile::accounts)
        .containsExactly(2, 2);
    assertThat(on.work).containsOnlyOnce("tellThatWaveWentBack");
  }

  @Test
  void aWaveOfWhichNothingWasHandedOverTellsNobodyWhenItIsTakenBack() {
    on.handovers.takenBack(new WaveTakenBack(wave, 1, AFTER));

    assertThat(on.made.of(wave)).isEmpty();
    assertThat(on.work).isEmpty();
  }

  @Test
  void theSameAnswersAreTakenAgainAfterAWaveWentBackAndOverAgain() {
    var yes = "B1;C1;accepted;\nB2;C2;accepted;\n";
    handOver();
    on.answer(Side.START, yes);
    on.handovers.takenBack(new WaveTakenBack(wave, 1, AFTER));
    on.handovers.wentOver(new WaveWentOver(wave, 2, AFTER));

    assertThat(on.answer(Side.START, yes).used()).isEqualTo(2);
    assertThatThrownBy(() -> on.answer(Side.START, yes)).hasMessageContaining("already");
  }

  @Test
  void eachLineNamesItsHandOverAndOneThatWasMadeBeforeStaysAsItWas() {
    handOver();
    assertThat(file(Side.START).lines().skip(1))
        .allMatch(line -> line.startsWith(wave + "-1;NEW;"));

    on.in.sql("update billing_handover set named = false");

    assertThat(file(Side.START)).startsWith("change;kind;").contains("\nNEW;ACCOUNT;");
  }

  @Test
  void aFirstDebitThatWasNotAnnouncedTwoWeeksAheadStops() {
    assertThat(on.stopped(on.told.rows())).containsExactly("C1 2026-05-20", "C2 2026-05-20");

    on.told.told(wave, LocalDate.parse("2026-05-07"), on.finance);
    assertThat(on.stopped(on.told.rows())).as("thirteen days ahead").hasSize(2);
    on.told.told(wave, LocalDate.parse("2026-05-06"), on.finance);

    assertThat(on.stopped(on.told.rows())).isEmpty();
  }

  private void handOver() {
    on.handovers.make(wave, null, BEFORE, on.operator);
  }

  private static String sha(String text) {
    return HexFormat.of()
        .formatHex(TakenFiles.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String file(Side side) {
    return on.file(wave, side);
  }
}
