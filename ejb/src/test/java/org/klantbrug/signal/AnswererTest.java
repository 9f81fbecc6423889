package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.OnDatabase;

/** Who answers for a department: one rule, for the step, the list and the task. */
@OnDatabase
class AnswererTest {
  private final SignalFixture at = new SignalFixture();
  private final Staff vera = at.answerer("Vera");

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void withoutAnOwnerEverybodyWithTheRoleAnswersAlsoBesideADeputy() {
    at.answeredBy(null, vera.id());
    var id = asked();

    assertThat(mayAnswer(at.owner, id)).isTrue();
    assertThat(mayAnswer(vera, id)).isTrue();
    assertThat(mayAnswer(at.adviser, id)).isFalse();
    assertThat(at.work).contains("answerSignal opens");
  }

  @Test
  void whoMayAnswerFindsItUnderTheirDepartmentAndNobodyElseDoes() {
    at.answeredBy(null, null);
    var id = asked();

    assertThat(ofDepartment(at.owner)).containsExactly(id);
    assertThat(ofDepartment(vera)).containsExactly(id);
    assertThat(ofDepartment(at.adviser)).isEmpty();

    at.answeredBy(at.owner.id(), null);
    assertThat(ofDepartment(vera)).isEmpty();
    assertThat(mayAnswer(vera, id)).isFalse();
  }

  @Test
  void theTaskIsInTheHandsOfTheOwnerAndTheDeputyAnswersAllTheSame() {
    at.answeredBy(at.owner.id(), vera.id());
    var id = asked();

    assertThat(at.work).contains("answerSignal is for one person");
    at.signals.answer(id, at.version(id), "Doen we", vera);
    assertThat(at.signal(id).state()).isEqualTo(State.ANSWERED);
  }

  @Test
  void forAnOwnerWhoLeftOrLostTheRoleEverybodyWithTheRoleAnswers() {
    at.in.sql("update identity_staff set active = false where id = " + at.owner.id());
    var id = asked();

    assertThat(mayAnswer(vera, id)).isTrue();
    assertThat(at.signal(id).owner()).isNull();
    assertThat(at.work).contains("answerSignal opens");
    assertThatThrownBy(() -> at.signals.answer(id, at.version(id), "Doen we", at.owner))
        .extracting("key")
        .isEqualTo("signal.other-department");
  }

  private long asked() {
    var id = at.raised(Kind.FAULT, null);
    at.ask(id);
    return id;
  }

  private boolean mayAnswer(Staff staff, long id) {
    return at.desk.look(id, staff).mayAnswer();
  }

  private List<Long> ofDepartment(Staff staff) {
    return at
        .list
        .lines(new SignalList.Wanted("department", false, null, null, null, false), 0, 100, staff)
        .stream()
        .map(SignalList.Line::id)
        .toList();
  }
}
