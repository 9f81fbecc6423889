package org.klantbrug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** A run's way through its model, with its jobs as requests and its answers by people. */
@OnDatabase
class MigrationRunTest {
  private TestEngine engine;

  @BeforeEach
  void start() {
    engine = new TestEngine();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void goesFromFilesToSignaturesAndAsksPeopleBetween() {
    engine.facts.rejects = true;
    engine.facts.pairs = true;
    engine.facts.history = true;
    var run = engine.start("Vecht neemt Zaan over");

    engine.answer("confirmMapping", "confirmed");
    engine.jobEnds("import-master-data");
    engine.answer("resolveRejects", "resolved");
    engine.jobEnds("load-own-customers");
    engine.jobEnds("estimate-match-model");
    engine.answer("approveMatchModel", "approved");
    engine.jobEnds("match-customers");
    engine.answer("reviewMatches", "reviewed");
    engine.jobEnds("rehearse-transfer");
    engine.answer("approveRehearsal", "approved");
    engine.jobEnds("transfer-customers");
    engine.jobEnds("reconcile-transfer");
    engine.answer("signReconciliation", "signed");
    engine.jobEnds("import-contact-history");
    engine.answer("explainHistory", "explained");
    engine.jobEnds("rehearse-contact-history");
    engine.answer("approveHistoryRehearsal", "approved");
    engine.jobEnds("move-contact-history");
    engine.jobEnds("reconcile-contact-history");
    engine.answer("signHistory", "signed");

    assertThat(engine.isOver(run)).isTrue();
  }

  @Test
  void byWavesTheRunStandsReadyAfterBothRehearsalsUntilItIsClosed() {
    engine.facts.byWaves = true;
    var run = engine.start("Vecht neemt Zaan over");
    engine.answer("confirmMapping", "confirmed");
    engine.jobEnds("import-master-data");
    engine.jobEnds("load-own-customers");
    engine.jobEnds("estimate-match-model");
    engine.answer("approveMatchModel", "approved");
    engine.jobEnds("match-customers");
    engine.jobEnds("rehearse-transfer");
    engine.answer("approveRehearsal", "approved");
    engine.jobEnds("import-contact-history");
    engine.jobEnds("rehearse-contact-history");
    engine.answer("approveHistoryRehearsal", "approved");

    assertThat(engine.openTasks()).containsExactly("letWavesCarry");
    engine.answer("letWavesCarry", "closed");
    assertThat(engine.isOver(run)).isTrue();
  }

  @Test
  void asksNobodyWhenNothingIsInDoubt() {
    engine.start("Vecht neemt Zaan over");
    engine.answer("confirmMapping", "confirmed");
    engine.jobEnds("import-master-data");
    engine.jobEnds("load-own-customers");
    engine.jobEnds("estimate-match-model");
    engine.answer("approveMatchModel", "approved");
    engine.jobEnds("match-customers");
    engine.jobEnds("rehearse-transfer");

    assertThat(engine.openTasks()).containsExactly("approveRehearsal");
  }

  @Test
  void aRunThatBringsHistoryOnlyMatchesAndTransfersNobody() {
    engine.facts.historyOnly = true;
    var run = engine.start("Vecht neemt Zaan over");
    engine.answer("confirmMapping", "confirmed");
    engine.jobEnds("import-master-data");
    engine.jobEnds("load-own-customers");
    bringHistory();
    engine.answer("signHistory", "signed");

    assertThat(engine.isOver(run)).isTrue();
  }

  @Test
  void aFailedJobWaitsForAPersonAndGoesOnWhereItWas() {
    engine.start("Vecht neemt Zaan over");
    engine.answer("confirmMapping", "confirmed");
    engine.jobEnds("import-master-data");

    engine.jobFails("load-own-customers");
    assertThat(engine.openTasks()).containsExactly("repairRun");

    engine.answer("repairRun", "goOn");
    engine.jobEnds("load-own-customers");
    engine.jobEnds("estimate-match-model");
    assertThat(engine.openTasks()).containsExactly("approveMatchModel");
  }

  @Test
  void aRunThatIsNotSignedCanBeTakenBack() {
    var run = engine.start("Vecht neemt Zaan over");
    engine.answer("confirmMapping", "confirmed");
    engine.jobEnds("import-master-data");
    engine.jobEnds("load-own-customers");
    engine.jobEnds("estimate-match-model");
    engine.answer("approveMatchModel", "approved");
    engine.jobEnds("match-customers");
    engine.jobEnds("rehearse-transfer");
    engine.answer("approveRehearsal", "approved");
    engine.jobEnds("transfer-customers");
    engine.jobEnds("reconcile-transfer");
    engine.answer("signReconciliation", "undo");
    engine.jobEnds("undo-transfer");

    assertThat(engine.isOver(run)).isTrue();
  }

  @Test
  void aHistoryThatWasTakenBackCanBeRehearsedAndTransferredAgainInTheSameRun() {
    var run = engine.startHistory("Vecht neemt Zaan over");
    bringHistory();
    engine.answer("signHistory", "undo");
    engine.jobEnds("take-back-history");

    engine.answer("decideOnHistory", "bringAgain");
    bringHistory();
    engine.answer("signHistory", "signed");

    assertThat(engine.isOver(run)).isTrue();
  }

  @Test
  void aHistoryThatWasTakenBackCanBeLeftOut() {
    var run = engine.startHistory("Vecht neemt Zaan over");
    engine.jobFails("import-contact-history");
    engine.answer("repairHistory", "undo");
    engine.jobFails("take-back-history");
    engine.answer("repairHistory", "goOn");
    engine.jobEnds("take-back-history");

    engine.answer("decideOnHistory", "goWithout");

    assertThat(engine.isOver(run)).isTrue();
  }

  private void bringHistory() {
    engine.jobEnds("import-contact-history");
    engine.jobEnds("rehearse-contact-history");
    engine.answer("approveHistoryRehearsal", "approved");
    engine.jobEnds("move-contact-history");
    engine.jobEnds("reconcile-contact-history");
  }

  @Test
  void textStaysTextWhateverItLooksLike() {
    var looksLikeCode = "Zaan ${40+2} #{40+2} ${foreign.reach()}";
    var run = engine.start(looksLikeCode);
    engine.engine.getRuntimeService().setVariable(run, "failedJob", looksLikeCode);
    engine.answer("confirmMapping", "confirmed");
    engine.jobFails("import-master-data");

    var open = engine.engine.getTaskService().createTaskQuery().singleResult();
    assertThat(open.getName()).isEqualTo("Repair run");
    assertThat(
            engine
                .engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(run)
                .singleResult()
                .getBusinessKey())
        .isEqualTo(looksLikeCode);
    assertThat(engine.foreign.reached).isFalse();
  }
}
