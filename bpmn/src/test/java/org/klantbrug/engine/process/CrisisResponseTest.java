package org.klantbrug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** The ways of a crisis through its model. */
@OnDatabase
class CrisisResponseTest {
  private static final String NUMBER = "C-2026-0001";
  private TestEngine engine;

  @BeforeEach
  void start() {
    engine = new TestEngine();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private String declared() {
    var process = engine.startCrisis(NUMBER);
    engine.answer("decideCrisis", "declared");
    return process;
  }

  @Test
  void declaredItIsLedStoodDownAndEvaluated() {
    var process = declared();
    assertThat(engine.openTasks()).containsExactly("leadCrisis");

    engine.answer("leadCrisis", "stoodDown");
    engine.answer("evaluateCrisis", "evaluated");

    assertThat(engine.isOver(process)).isTrue();
  }

  @Test
  void whatIsNoCrisisEndsThere() {
    var process = engine.startCrisis(NUMBER);

    engine.answer("decideCrisis", "rejected");

    assertThat(engine.isOver(process)).isTrue();
  }

  @Test
  void reportsAreAskedForAgainAndAgainWhileItIsLed() {
    var process = declared();

    engine.cases().tell(process, "situationReportDue", 1);
    assertThat(engine.openTasks()).containsExactly("leadCrisis", "writeSituationReport");
    engine.answer("writeSituationReport", "written");
    engine.cases().tell(process, "situationReportDue", 1);

    assertThat(engine.openTasks()).containsExactly("leadCrisis", "writeSituationReport");
  }

  @Test
  void newFactsAndAnotherLevelAskSomebodyToLookAgain() {
    var process = declared();

    engine.cases().tell(process, "newFact", 1);
    engine.cases().tell(process, "scaleUp", 1);

    assertThat(engine.openTasks()).containsExactly("leadCrisis", "weighMeasures", "weighNewFact");
    engine.answer("weighMeasures", "weighed");
    engine.cases().tell(process, "scaleDown", 1);
    assertThat(engine.openTasks()).containsExactly("leadCrisis", "weighMeasures", "weighNewFact");
  }

  @Test
  void beforeItIsDeclaredNobodyIsAskedForAReport() {
    var process = engine.startCrisis(NUMBER);

    engine.cases().tell(process, "situationReportDue", 1);

    assertThat(engine.openTasks()).containsExactly("decideCrisis");
  }
}
