package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.AtOnce;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;

/** Signals in the database: from the adviser to the department, and back to every customer. */
@OnDatabase
class SignalsTest {
  private final SignalFixture at = new SignalFixture();

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void goesFromTheAdviserToTheDepartmentAndLeavesATraceOfEachStep() {
    var id = at.raised(Kind.FAULT, "A1");

    at.close(id);

    assertThat(at.signal(id).number()).matches("S[0-9]{4}-000001");
    assertThat(at.work)
        .containsExactly(
            "triageSignal opens",
            "answerSignal is for one person",
            "triageSignal: asked",
            "closeSignal opens",
            "answerSignal: answered",
            "closeSignal: closed");
    assertThat(at.desk.look(id, at.adviser).events())
        .extracting(SignalDesk.Event::kind)
        .containsExactly("closed", "answered", "asked", "raised");
    assertThat(at.audit.about(Signals.SUBJECT, id, 20)).hasSize(4);
    assertThat(at.clocks.of(SignalClocks.SUBJECT, id))
        .extracting(SlaClock::stage, SlaClock::state)
        .containsExactly(
            tuple(Stage.STEP, ClockState.MET),
            tuple(Stage.DEPARTMENT, ClockState.MET),
            tuple(Stage.STEP, ClockState.MET),
            tuple(Stage.FEEDBACK, ClockState.RUNNING));
  }

  @Test
  void whatIsSentTwiceIsRaisedOnce() {
    var signal = new NewSignal(UUID.randomUUID(), "Dubbel", at.about(Kind.IDEA), at.of("A1"));

    assertThat(at.signals.raise(signal, at.adviser))
        .isEqualTo(at.signals.raise(signal, at.adviser));
    assertBroken("signal.form-of-other", () -> at.signals.raise(signal, at.coordinator));
  }

  @Test
  void theSameMatterIsProposedWhileItIsOpen() {
    var id = at.raised(Kind.FAULT, "A1");

    assertThat(at.desk.similar(at.about(Kind.WISH), at.adviser))
        .extracting(SignalDesk.Similar::id)
        .containsExactly(id);

    at.close(id);
    assertThat(at.desk.similar(at.about(Kind.WISH), at.adviser)).isEmpty();
  }

  @Test
  void onlyWhoAnswersForTheDepartmentAnswers() {
    var id = at.raised(Kind.FAULT, null);
    at.ask(id);

    assertBroken(
        "signal.other-department",
        () -> at.signals.answer(id, at.version(id), "Doen we", at.coordinator));
    assertThat(at.desk.look(id, at.owner).mayAnswer()).isTrue();
  }

  @Test
  void theLastDayForAnAnswerIsThatOnWhichItsOpeningHoursAreOver() {
    at.at(Instant.parse("2026-05-07T08:00:00Z")); // Thursday 10:00, 16 hours of 9 to 17
    var id = at.raised(Kind.FAULT, null);

    at.ask(id);

    assertThat(at.signal(id).dueOn()).isEqualTo(LocalDate.parse("2026-05-11"));
  }

  @Test
  void closingTellsEveryCustomerWhoHasToDoWithIt() {
    var id = at.raised(Kind.FAULT, "A1");
    at.telling.link(id, at.of("B2"), at.adviser);
    assertThat(at.customers(id)).noneMatch(Linked::waits);

    at.close(id);

    assertThat(at.customers(id)).hasSize(2).allMatch(Linked::waits);
    assertThat(at.rate()).isEqualTo(new SignalList.Rate(0, 2, 0, 0));
    for (var one : at.customers(id)) {
      at.told(id, one, "PHONE", "De rekening is duidelijker");
    }
    assertThat(at.rate().share()).isEqualTo(1);
    assertThat(at.clocks.of(SignalClocks.SUBJECT, id))
        .extracting(SlaClock::state)
        .containsOnly(ClockState.MET);
  }

  @Test
  void whoIsLinkedAfterwardsHearsOfItToo() {
    var id = at.raised(Kind.FAULT, "A1");
    at.close(id);

    at.telling.link(id, at.of("B2"), at.adviser);

    assertThat(at.customers(id)).hasSize(2).allMatch(Linked::waits);
  }

  @Test
  void aCustomerIsLinkedOnceAndToldOnce() {
    var id = at.raised(Kind.PRAISE, "A1");
    var one = at.customers(id).get(0);

    assertBroken("signal.linked-already", () -> at.telling.link(id, at.of("A1"), at.adviser));
    at.told(id, one, "EMAIL", "Dank u");
    assertBroken("signal.told-already", () -> at.told(id, one, "EMAIL", "Dank"));
  }

  @Test
  void whoComplainedHearsWhatWasPromisedHim() {
    var complaint = at.complaintOf("A1");
    var id =
        at.signals.raise(
            new NewSignal(
                null, "De rekening", at.about(Kind.FAULT), new Subject(null, complaint, null)),
            at.adviser);
    at.close(id);

    at.told(id, at.customers(id).get(0), "PHONE", "Het is aangepast");

    var told = at.complaintDesk.look(complaint, at.adviser).complaint();
    assertThat(told.feedbackGiven()).isEqualTo("Het is aangepast");
    assertThat(told.feedbackGivenAt()).isEqualTo(at.clock.now());
  }

  @Test
  void aDeclinedSignalIsToldToo() {
    var id = at.raised(Kind.WISH, "A1");
    at.ask(id);

    at.signals.decline(id, at.version(id), "Te duur", "Helaas niet", at.coordinator);

    assertThat(at.work).contains("withdrawn");
    assertThat(at.customers(id)).allMatch(Linked::waits);
    assertThat(at.clocks.of(SignalClocks.SUBJECT, id))
        .extracting(SlaClock::state)
        .containsExactly(ClockState.MET, ClockState.WITHDRAWN, ClockState.RUNNING);
  }

  @Test
  void ofAKindThatIsNotToldNobodyWaits() {
    var policy =
        at.settings.policies().stream()
            .filter(each -> each.kind() == Kind.WISH)
            .findFirst()
            .orElseThrow();
    at.settings.setPolicy(Kind.WISH, Policy.Told.NOT, "EMAIL", 5, policy.version(), at.coordinator);
    var id = at.raised(Kind.WISH, "A1");

    at.close(id);

    assertThat(at.rate().any()).isFalse();
    assertBroken(
        "signal.setting-changed-meanwhile",
        () ->
            at.settings.setPolicy(
                Kind.WISH, Policy.Told.NOT, "EMAIL", 5, policy.version(), at.coordinator));
  }

  @Test
  void figuresOpenExactlyTheirRows() {
    at.raised(Kind.FAULT, "A1");
    at.ask(at.raised(Kind.WISH, "B2"));
    at.close(at.raised(Kind.IDEA, "A2"));
    var open = new SignalList.Wanted("all", false, null, null, null, false);

    for (var figure : at.list.figures(open, at.adviser)) {
      assertThat(at.list.lines(open.in(figure.state()), 0, 100, at.adviser))
          .as(figure.state().name())
          .hasSize((int) figure.count());
    }
    assertThat(at.list.telling(open, false, 0, 100, at.adviser))
        .hasSize((int) at.rate().waiting())
        .hasSize(1);
  }

  @Test
  void aSignalOfACustomerBehindTheWallIsNotSeen() {
    var id = at.raised(Kind.FAULT, "B2");
    at.in.sql("update merger_merger set visible_from = '2999-01-01'");

    assertBroken("signal.unknown", () -> at.desk.look(id, at.behindTheWall));
    assertThat(at.desk.similar(at.about(Kind.FAULT), at.behindTheWall)).isEmpty();
    assertThat(at.desk.look(id, at.adviser).customers()).hasSize(1);
  }

  @Test
  void ofTwoAtOnceTheSecondHearsOfTheFirst() {
    var id = at.raised(Kind.FAULT, null);
    var seen = at.version(id);
    at.ask(id);

    assertBroken(
        "signal.changed-meanwhile",
        () -> at.signals.decline(id, seen, "Te duur", "Helaas", at.coordinator));
  }

  @Test
  void everyListShowsAsManyAsItsFiguresSay() {
    at.raised(Kind.FAULT, "A1");
    at.ask(at.raised(Kind.WISH, "B2"));
    at.close(at.raised(Kind.IDEA, "A2"));
    at.at(at.clock.now().plus(Duration.ofDays(30)));

    for (var whose : List.of("mine", "department", "all")) {
      for (var over : List.of(true, false)) {
        var wanted = new SignalList.Wanted(whose, over, null, null, null, false);
        for (var staff : List.of(at.adviser, at.owner)) {
          var figures =
              at.list.figures(wanted, staff).stream().mapToLong(SignalList.Figure::count).sum();
          assertThat(at.list.lines(wanted, 0, 100, staff))
              .as("%s %s %s", whose, over, staff.login())
              .hasSize((int) figures);
        }
      }
    }
    var late = new SignalList.Wanted("all", false, null, null, null, true);
    assertThat(at.list.lines(late, 0, 100, at.adviser)).hasSize(1);
    assertThat(at.rate().late()).isOne();
    assertThat(at.list.telling(late, false, 0, 100, at.adviser))
        .filteredOn(SignalList.Telling::late)
        .hasSize(1);
  }

  @Test
  void whatIsNotThereToChooseIsRefusedAlsoWhereAProgramAsks() {
    var about = at.about(Kind.FAULT);
    var topic =
        new Judged(Kind.FAULT, about.value(), about.urgency(), about.departmentId(), "X", null);
    assertBroken(
        "signal.topic-missing",
        () -> at.signals.raise(new NewSignal(null, "Fout", topic, Subject.NONE), at.adviser));

    var id = at.raised(Kind.FAULT, null);
    at.in.sql("update signal_department set active = false where id = " + about.departmentId());
    assertBroken(
        "signal.department-missing",
        () -> at.signals.triage(id, at.version(id), about, true, at.coordinator));
  }

  @Test
  void theDepartmentThatWasAskedIsNamedInEitherLanguage() {
    var id = at.raised(Kind.FAULT, null);
    at.ask(id);

    assertThat(at.desk.look(id, at.adviser).events().get(0))
        .extracting(SignalDesk.Event::departmentNl, SignalDesk.Event::departmentEn)
        .containsExactly("Facturatie", "Billing");
  }

  @Test
  void ofManyWhoCloseItAtOnceOneDoesAndTheOthersHearOfIt() {
    var id = at.raised(Kind.FAULT, "A1");
    at.ask(id);
    at.signals.answer(id, at.version(id), "Doen we", at.owner);
    var seen = at.version(id);

    var outcomes =
        AtOnce.outcomes(
            4, () -> at.signals.close(id, seen, "De rekening is duidelijker", at.coordinator));

    assertThat(outcomes).containsOnlyOnce("done").contains("signal.changed-meanwhile");
    assertThat(at.desk.look(id, at.adviser).events())
        .filteredOn(event -> event.kind().equals("closed"))
        .hasSize(1);
  }

  @Test
  void aCustomerWhoIsToldByManyAtOnceHearsItOnce() {
    var id = at.raised(Kind.FAULT, "A1");
    at.close(id);
    var one = at.customers(id).get(0);

    var outcomes = AtOnce.outcomes(4, () -> at.told(id, one, "PHONE", "Opgelost"));

    assertThat(outcomes).containsOnlyOnce("done").contains("signal.told-already");
  }

  private static void assertBroken(String key, ThrowingCallable doing) {
    assertThatThrownBy(doing).isInstanceOf(RuleBroken.class).extracting("key").isEqualTo(key);
  }
}
