package org.klantbrug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** The way of a wave that was let go through its model. */
@OnDatabase
class WaveCutoverTest {
  private TestEngine engine;
  private String wave;

  @BeforeEach
  void start() {
    engine = new TestEngine();
    wave = engine.startWave("Vecht neemt Zaan over, 05-06-2026");
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void waitsForItsDayAndGoesOverIsProvedSignedAndItsFirstDebitVerified() {
    assertThat(engine.openTasks()).isEmpty();
    dayComes();
    engine.jobEnds("cutover-wave");
    engine.jobEnds("reconcile-wave");
    engine.answer("signWave", "signed");
    engine.answer("verifyFirstDebit", "verified");

    assertThat(engine.isOver(wave)).isTrue();
  }

  @Test
  void hearsOfItsDayOnce() {
    dayComes();
    dayComes();

    engine.jobEnds("cutover-wave");
    engine.jobEnds("reconcile-wave");
    assertThat(engine.openTasks()).containsExactly("signWave");
  }

  @Test
  void aFailedJobWaitsForAPersonAndGoesOnWhereItWas() {
    dayComes();
    engine.jobFails("cutover-wave");
    engine.answer("repairWave", "goOn");
    engine.jobEnds("cutover-wave");
    engine.jobFails("reconcile-wave");
    engine.answer("repairWave", "goOn");
    engine.jobEnds("reconcile-wave");

    assertThat(engine.openTasks()).containsExactly("signWave");
  }

  @Test
  void aFailedCutoverCanBeTakenBack() {
    dayComes();
    engine.jobFails("cutover-wave");
    engine.answer("repairWave", "undo");
    engine.jobFails("undo-wave");
    engine.answer("repairWave", "goOn");
    engine.jobEnds("undo-wave");

    assertThat(engine.isOver(wave)).isTrue();
  }

  @Test
  void whatTakesItBackEndsItWhereverItIs() {
    dayComes();
    engine.jobEnds("cutover-wave");
    engine.jobEnds("reconcile-wave");

    engine.cases().tell(wave, "waveEnded", TestEngine.STARTER);

    assertThat(engine.isOver(wave)).isTrue();
    assertThat(engine.openTasks()).isEmpty();
  }

  private void dayComes() {
    engine.cases().tell(wave, "waveDayCame", TestEngine.STARTER);
  }
}
