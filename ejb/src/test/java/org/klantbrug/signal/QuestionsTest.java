package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;
import org.klantbrug.transfer.MadeUpMerger;

/** While a complaint is looked into a department is asked, and its answer stands with it. */
@OnDatabase
class QuestionsTest {
  private final SignalFixture at = new SignalFixture();
  private final long complaint = lookedInto("A1");

  @AfterEach
  void close() {
    at.close();
  }

  private long lookedInto(String customer) {
    var id = at.complaintOf(customer);
    at.assess(id);
    return id;
  }

  private long ask(String department, String text) {
    return at.questions.ask(
        new Questions.Question(
            complaint,
            at.complaintDesk.look(complaint, at.adviser).complaint().version(),
            at.department(department).id(),
            text),
        at.adviser);
  }

  private List<String> trail() {
    return at.complaintDesk.look(complaint, at.adviser).events().stream()
        .map(ComplaintDesk.Event::kind)
        .toList();
  }

  @Test
  void theQuestionIsInTheHandsOfTheDepartmentAndStandsWithTheComplaint() {
    var id = ask("Facturatie", "Klopt dit tarief?");

    assertThat(at.signal(id).state()).isEqualTo(State.ASKED);
    assertThat(at.work).contains("answerQuestion is for one person");
    assertThat(trail()).startsWith("departmentAsked");
    assertThat(at.desk.look(id, at.owner).mayAnswer()).isTrue();
    assertThat(at.desk.ofComplaint(complaint, at.adviser))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.QUESTION);
              assertThat(one.text()).isEqualTo("Klopt dit tarief?");
              assertThat(one.answer()).isNull();
            });
  }

  @Test
  void aQuestionStaysWithTheComplaintThatItWasAskedWith() {
    var id = ask("Facturatie", "Klopt dit tarief?");

    assertThatThrownBy(() -> at.telling.link(id, at.of("A2"), at.adviser))
        .extracting("key")
        .isEqualTo("signal.question-links");
    var link = at.customers(id).get(0).id();
    assertThatThrownBy(() -> at.telling.unlink(id, link, "Verkeerde klant", at.adviser))
        .extracting("key")
        .isEqualTo("signal.question-links");
  }

  @Test
  void theAnswerEndsItAndIsPutBeforeWhoeverHandlesTheComplaint() {
    var id = ask("Facturatie", "Klopt dit tarief?");

    at.signals.answer(id, at.version(id), "Nee, het is van vorig jaar", at.owner);

    assertThat(at.signal(id).state()).isEqualTo(State.CLOSED);
    assertThat(trail()).startsWith("departmentAnswered");
    assertThat(at.complaintDesk.look(complaint, at.adviser).events().get(0).words())
        .isEqualTo("Nee, het is van vorig jaar");
    assertThat(at.work)
        .contains("answerQuestion: answered")
        .anyMatch(one -> one.startsWith("readAnswer"));
    assertThat(clock(id).state()).isEqualTo(ClockState.MET);
  }

  @Test
  void itHasATimeOfItsOwnAndThatOfTheComplaintRunsOn() {
    var before = outcome();
    var id = ask("Facturatie", "Klopt dit tarief?");
    var signal = at.raised(Kind.FAULT, "A2");
    at.ask(signal);

    assertThat(clock(id).on()).as("8 hours, not 16").isBefore(clock(signal).on());
    assertThat(outcome()).isEqualTo(before);

    at.at(MadeUpMerger.T.plus(Duration.ofDays(9)));
    at.signals.answer(id, at.version(id), "Nee", at.owner);
    assertThat(clock(id).state()).isEqualTo(ClockState.BREACHED_THEN_MET);
  }

  @Test
  void noCustomerHearsOfItAndItIsInNoRate() {
    var id = ask("Facturatie", "Klopt dit tarief?");
    at.signals.answer(id, at.version(id), "Nee", at.owner);

    assertThat(at.rate()).isEqualTo(new SignalList.Rate(0, 0, 0, 0));
    assertThat(at.customers(id)).noneMatch(Linked::waits);
    assertThat(at.desk.ofCustomer(at.party("A1"), at.adviser)).isEmpty();
    assertThat(at.complaintDesk.look(complaint, at.adviser).complaint().feedbackGiven()).isNull();
  }

  @Test
  void onlyAComplaintThatIsLookedIntoIsAskedAbout() {
    var fresh = at.complaintOf("A2");

    assertThatThrownBy(
            () ->
                at.questions.ask(
                    new Questions.Question(
                        fresh,
                        at.complaintDesk.look(fresh, at.adviser).complaint().version(),
                        at.department("Facturatie").id(),
                        "Klopt dit?"),
                    at.adviser))
        .extracting("key")
        .isEqualTo("complaint.other-stage");
    assertThat(at.desk.ofComplaint(fresh, at.adviser)).isEmpty();
  }

  @Test
  void nobodyPassesOnAQuestionAsASignal() {
    assertThatThrownBy(() -> at.raised(Kind.QUESTION, "A1"))
        .extracting("key")
        .isEqualTo("signal.question-of-complaint");
    assertThat(at.settings.policies()).extracting(Policy::kind).doesNotContain(Kind.QUESTION);
  }

  private SlaClock clock(long id) {
    return at.clocks.of(SignalClocks.SUBJECT, id).stream()
        .filter(each -> each.stage() == Stage.DEPARTMENT)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private List<Object> outcome() {
    return at.clocks.of("COMPLAINT", complaint).stream()
        .filter(each -> each.stage() == Stage.OUTCOME)
        .<Object>map(each -> List.of(each.state(), each.limit()))
        .toList();
  }
}
