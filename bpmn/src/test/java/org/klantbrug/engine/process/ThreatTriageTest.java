package org.klantbrug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** The ways of a report of a threat through its model. */
@OnDatabase
class ThreatTriageTest {
  private static final String NUMBER = "D2026-000001";
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
  void aFalseAlarmIsOver() {
    var process = engine.startThreat(NUMBER);
    engine.answer("judgeThreat", "falseAlarm");

    assertThat(engine.isOver(process)).isTrue();
  }

  @Test
  void whatIsWatchedIsJudgedAgainOnItsDay() {
    var process = engine.startThreat(NUMBER);
    engine.answer("judgeThreat", "watch");
    assertThat(engine.openTasks()).isEmpty();
    assertThat(engine.isOver(process)).isFalse();

    engine.cases().tell(process, "threatLookedAtAgain", 1);
    engine.answer("judgeThreat", "crisis");

    assertThat(engine.isOver(process)).isTrue();
  }

  @Test
  void theTaskStaysHoweverOftenTheNextOneIsCalled() {
    var process = engine.startThreat(NUMBER);
    engine.cases().tell(process, "threatNotJudged", 1);
    engine.cases().tell(process, "threatNotJudged", 1);

    assertThat(engine.openTasks()).containsExactly("judgeThreat");
    engine.answer("judgeThreat", "falseAlarm");
    assertThat(engine.isOver(process)).isTrue();
  }
}
