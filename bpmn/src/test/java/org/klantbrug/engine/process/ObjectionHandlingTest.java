package org.klantbrug.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** The ways of an objection through its model. */
@OnDatabase
class ObjectionHandlingTest {
  private static final String NUMBER = "B2026-000001";
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
  void whoGoesAlongIsCalledDecidedOnAndTold() {
    var process = engine.startObjection(NUMBER, "CALL");
    engine.answer("callCustomer", "reached");
    engine.answer("decideObjection", "keep");
    engine.answer("confirmOutcome", "told");

    assertThat(engine.isOver(process)).isTrue();
  }

  @Test
  void whoLeavesHearsWhenItEnds() {
    var process = engine.startObjection(NUMBER, "DECISION");
    engine.answer("decideObjection", "leave");
    engine.answer("confirmEnd", "told");

    assertThat(engine.isOver(process)).isTrue();
  }

  @Test
  void whoWentOverHearsAnApologyFirst() {
    engine.startObjection(NUMBER, "APOLOGY");
    assertThat(engine.openTasks()).containsExactly("apologiseToCustomer");

    engine.answer("apologiseToCustomer", "apologised");
    assertThat(engine.openTasks()).containsExactly("decideObjection");
  }

  @Test
  void takenBackItEndsWhereverItIs() {
    var process = engine.startObjection(NUMBER, "CALL");

    engine.cases().tell(process, "objectionWithdrawn", 1);

    assertThat(engine.isOver(process)).isTrue();
    assertThat(engine.openTasks()).isEmpty();
  }
}
