package org.klantbrug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.work.ProcessPicture;

/** Where a process is and has been, as its engine remembers it. */
@OnDatabase
class EnginePictureTest {
  private TestEngine engine;

  @BeforeEach
  void aHistoryIsRehearsed() {
    engine = new TestEngine();
    engine.startHistory("Vecht neemt Zaan over");
    engine.jobEnds("import-contact-history");
    engine.jobEnds("rehearse-contact-history");
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void whatWentWellWasPassed() {
    assertThat(history().active()).containsExactly("approveHistoryRehearsal");
    assertThat(history().passed())
        .containsSubsequence("importContactHistory", "rehearseContactHistory");
  }

  @Test
  void whatWentWellOnceAndFailedThenWasNotPassed() {
    engine.answer("approveHistoryRehearsal", "again");
    engine.jobFails("rehearse-contact-history");

    assertThat(history().active()).containsExactly("repairHistory");
    assertThat(history().passed())
        .doesNotContain("rehearseContactHistory")
        .containsSubsequence(
            "importContactHistory", "approveHistoryRehearsal", "rehearseContactHistoryFailed");
  }

  @Test
  void whatFailedOnceAndWentWellThenWasPassed() {
    engine.answer("approveHistoryRehearsal", "again");
    engine.jobFails("rehearse-contact-history");
    engine.answer("repairHistory", "goOn");
    engine.jobEnds("rehearse-contact-history");

    assertThat(history().active()).containsExactly("approveHistoryRehearsal");
    assertThat(history().passed())
        .contains("rehearseContactHistory")
        .doesNotContain("approveHistoryRehearsal");
  }

  private ProcessPicture.Instance history() {
    return new EnginePicture(
            engine.engine.getHistoryService(), engine.engine.getRepositoryService())
        .of("run", 7)
        .get(0);
  }
}
