package org.klantbrug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.shared.OnDatabase;

/** A complaint's way through its model, with the answers that its own steps give. */
@OnDatabase
class ComplaintHandlingTest {
  private static final String NUMBER = "K2026-000123";

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
  void asksToConfirmTheReceiptAndToAssessAtTheSameTime() {
    engine.startComplaint(NUMBER, "ASSESSMENT", false);

    assertThat(engine.openTasks()).containsExactly("acknowledgeReceipt", "assessComplaint");
  }

  @Test
  void goesFromReceiptToClosingThroughInvestigationAndApproval() {
    var complaint = engine.startComplaint(NUMBER, "ASSESSMENT", false);

    engine.answer("acknowledgeReceipt", "acknowledged");
    engine.answer("assessComplaint", "investigate");
    engine.answer("investigateComplaint", "investigated");
    engine.answer("decideComplaint", "aboveMandate");
    engine.answer("approveLeniency", "declined");
    engine.answer("decideComplaint", "aboveMandate");
    engine.answer("approveLeniency", "approved");
    engine.answer("writeExplanation", "explained");
    engine.answer("giveOutcome", "told");
    engine.answer("closeComplaint", "closed");

    assertThat(engine.isOver(complaint)).isTrue();
  }

  @Test
  void whatIsSolvedAtOnceOnlyNeedsToBeToldAndClosed() {
    var complaint = engine.startComplaint(NUMBER, "ASSESSMENT", true);

    engine.answer("assessComplaint", "simple");
    engine.answer("solveAtOnce", "solved");
    engine.answer("giveOutcome", "told");
    engine.answer("closeComplaint", "closed");

    assertThat(engine.isOver(complaint)).isTrue();
  }

  @Test
  void whatCannotBeSolvedAtOnceAfterAllIsInvestigated() {
    engine.startComplaint(NUMBER, "ASSESSMENT", true);

    engine.answer("assessComplaint", "simple");
    engine.answer("solveAtOnce", "investigate");

    assertThat(engine.openTasks()).containsExactly("investigateComplaint");
  }

  @ParameterizedTest
  @CsvSource({
    "ASSESSMENT, assessComplaint",
    "INVESTIGATION, investigateComplaint",
    "DECISION, decideComplaint",
    "EXPLANATION, writeExplanation"
  })
  void beginsWhereTheComplaintIs(String stage, String task) {
    engine.startComplaint(NUMBER, stage, true);

    assertThat(engine.openTasks()).containsExactly(task);
  }

  @Test
  void aWithdrawalEndsItWhereverItIs() {
    var complaint = engine.startComplaint(NUMBER, "ASSESSMENT", false);
    engine.answer("assessComplaint", "investigate");

    engine.cases().tell(complaint, "complaintWithdrawn", TestEngine.STARTER);

    assertThat(engine.isOver(complaint)).isTrue();
    assertThat(engine.openTasks()).isEmpty();
  }

  @Test
  void isFoundByTheComplaintItIsAbout() {
    engine.startComplaint(NUMBER, "DECISION", true);
    var picture =
        new EnginePicture(engine.engine.getHistoryService(), engine.engine.getRepositoryService());

    assertThat(picture.of("run", 5)).isEmpty();
    assertThat(picture.of("complaint", 5))
        .singleElement()
        .satisfies(each -> assertThat(each.active()).contains("decideComplaint"));
  }
}
