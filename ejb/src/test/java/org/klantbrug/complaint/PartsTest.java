package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.outbound.Letters;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;

/** A complaint about several things: each is answered, and the customer reads one letter. */
@OnDatabase
class PartsTest {
  private static final LocalDate LATER = LocalDate.parse("2026-06-01");

  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));
  private final Parts parts = new Parts(at.clock, at.complaints);
  private final PartWords words = new PartWords(at.database, new Letters());

  private void split(long id, String... grievances) {
    parts.split(
        id,
        at.version(id),
        Stream.of(grievances).map(each -> new Parts.Grievance(each, "Facturatie")).toList(),
        at.adviser);
  }

  private void answer(long id, Decision decision, String why, Integer... numbers) {
    parts.answer(
        id,
        at.version(id),
        List.of(numbers),
        new Parts.Answer(Cause.BILLING, decision, "Nagekeken", why),
        at.adviser);
  }

  private void decide(long id, Decision decision) {
    at.complaints.decide(id, at.version(id), decision, null, "Zie onderdelen", null, at.adviser);
  }

  private List<Part> of(long id) {
    return at.desk.look(id, at.adviser).parts();
  }

  private long splitInThree() {
    var id = at.investigated();
    split(id, "De rekening klopt niet", "Niemand belde terug", "De brief was onduidelijk");
    return id;
  }

  private long toldAboutTwo() {
    var id = at.investigated();
    split(id, "De rekening klopt niet", "Niemand belde terug");
    answer(id, Decision.ACCEPTED, "Een oud tarief", 1, 2);
    decide(id, null);
    at.complaints.explain(id, at.version(id), null, "Een oud tarief", at.adviser);
    at.acknowledge(id);
    at.complaints.tellOutcome(
        id, at.version(id), Channel.PHONE, Experience.GOOD, "Verteld", at.adviser);
    return id;
  }

  @Test
  void isWholeUntilTwoThingsAreNamed() {
    var id = at.received();

    assertThatThrownBy(() -> split(id, "De rekening", " ")).hasMessageContaining("at least two");
    assertThat(of(id)).isEmpty();

    split(id, "De rekening", "Het wachten");
    split(id, "De brief");
    assertThat(of(id))
        .extracting(Part::no, Part::grievance, Part::department)
        .containsExactly(
            tuple(1, "De rekening", "Facturatie"),
            tuple(2, "Het wachten", "Facturatie"),
            tuple(3, "De brief", "Facturatie"));
  }

  @Test
  void isDecidedWhenEachPartWasAndAsTheyWere() {
    var id = splitInThree();
    answer(id, Decision.ACCEPTED, "Een oud tarief", 1);

    assertThatThrownBy(() -> decide(id, null)).hasMessageContaining("part 2, 3");
    answer(id, Decision.REJECTED, "Wij belden op 3 mei", 2, 3);
    assertThatThrownBy(() -> decide(id, Decision.ACCEPTED))
        .hasMessageContaining("Something else was decided");
    decide(id, null);

    assertThat(at.desk.look(id, at.adviser).complaint().decision()).isEqualTo(Decision.PARTLY);
    assertThat(at.stage(id)).isEqualTo(Stage.EXPLANATION);
  }

  @Test
  void isSolvedAtOnceOnlyWithAllItsParts() {
    var id = at.received();
    at.complaints.assess(
        id,
        at.version(id),
        new Assessment(Weight.LOW, Weight.LOW, Emotion.CALM, null, null, null, false, null, true),
        at.adviser);
    split(id, "De rekening", "Het wachten");
    answer(id, Decision.ACCEPTED, "Een oud tarief", 1);

    assertThatThrownBy(() -> fix(id)).hasMessageContaining("part 2");
    answer(id, Decision.ACCEPTED, "Het was druk", 2);
    fix(id);

    assertThat(at.stage(id)).isEqualTo(Stage.OUTCOME);
  }

  private void fix(long id) {
    at.complaints.fixAtOnce(
        id, at.version(id), Cause.BILLING, "Teruggestort", "Een oud tarief", at.adviser);
  }

  @Test
  void theCustomerReadsAllAnswersTogetherAndTheSameAnswerOnce() {
    var id = splitInThree();
    answer(id, Decision.ACCEPTED, "Een oud tarief.", 1, 3);
    answer(id, Decision.REJECTED, "Wij belden op 3 mei.", 2);

    assertThat(words.explanation(at.desk.look(id, at.adviser).complaint(), "nl"))
        .isEqualTo(
            """
            1. De rekening klopt niet
            3. De brief was onduidelijk
            Hierin hebt u gelijk. Een oud tarief.

            2. Niemand belde terug
            Hierin zijn wij het niet met u eens. Wij belden op 3 mei.""");
  }

  @Test
  void whatWasTypedStandsInTheLetterAsItWasTyped() {
    var id = at.investigated();
    split(id, "{#if x} ${7*7}", "{name} <b>");
    answer(id, Decision.ACCEPTED, "{explanation} #{1+1}", 1, 2);

    assertThat(words.explanation(at.desk.look(id, at.adviser).complaint(), "en"))
        .contains("1. {#if x} ${7*7}", "2. {name} <b>", "{explanation} #{1+1}");
  }

  @Test
  void aComplaintThatIsWholeSaysNothingOfParts() {
    var id = at.investigated();

    assertThat(words.explanation(at.desk.look(id, at.adviser).complaint(), "nl")).isEmpty();
    assertThat(words.done(id)).isEmpty();
    assertThat(words.reasons(id)).isEmpty();
  }

  @Test
  void noPartIsAddedAnsweredOrDroppedOnceItWasDecided() {
    var id = splitInThree();
    answer(id, Decision.ACCEPTED, "Een oud tarief", 1, 2, 3);
    decide(id, null);

    assertThatThrownBy(() -> split(id, "En nog iets")).isInstanceOf(RuleBroken.class);
    assertThatThrownBy(() -> answer(id, Decision.REJECTED, "Toch niet", 1))
        .isInstanceOf(RuleBroken.class);
    assertThatThrownBy(() -> parts.drop(id, at.version(id), 1, "Hoort niet", at.adviser))
        .isInstanceOf(RuleBroken.class);
  }

  @Test
  void aPartThatWasDroppedNeedsNoAnswerAndItsNumberIsNotGivenAgain() {
    var id = splitInThree();

    parts.drop(id, at.version(id), 3, "Zelfde als 1", at.adviser);
    split(id, "De folder");
    assertThatThrownBy(() -> answer(id, Decision.ACCEPTED, "x", 3))
        .hasMessageContaining("not there");

    assertThat(of(id)).extracting(Part::no).containsExactly(1, 2, 4);
    assertThat(at.desk.look(id, at.adviser).events())
        .extracting(ComplaintDesk.Event::kind)
        .startsWith("split", "partDropped", "split");
  }

  @Test
  void feedbackIsGivenWhenItIsKnownWhatWasDoneWithEachPart() {
    var id = toldAboutTwo();
    at.feedbacks.promise(id, at.version(id), "Wat wij veranderen", LATER, at.adviser);
    parts.noteDone(id, at.version(id), List.of(1), "Tarief hersteld", at.adviser);

    assertThatThrownBy(() -> at.feedbacks.give(id, at.version(id), "Gebeld", at.adviser))
        .hasMessageContaining("part 2");
    assertThat(owedWasGiven(id)).isFalse();
    parts.noteDone(id, at.version(id), List.of(2), "Wij bellen voortaan", at.adviser);

    assertThat(words.done(id))
        .isEqualTo(
            "1. De rekening klopt niet\nTarief hersteld\n\n2. Niemand belde terug\nWij bellen voortaan");
    assertThat(owedWasGiven(id)).isTrue();
  }

  private boolean owedWasGiven(long id) {
    return at.database.inTransaction(
        handle -> at.feedbacks.giveOwed(handle, id, "Alles gedaan", at.adviser));
  }

  @Test
  void openedAgainEachPartIsAnsweredAnew() {
    var id = toldAboutTwo();
    at.feedbacks.promise(id, at.version(id), "Wat wij veranderen", LATER, at.adviser);
    assertThatThrownBy(() -> at.complaints.close(id, at.version(id), at.adviser))
        .hasMessageContaining("telling the customer what was promised");
    at.feedbacks.promiseTold(id, at.version(id), Channel.PHONE, "U hoort van ons", at.adviser);
    at.complaints.close(id, at.version(id), at.adviser);

    at.complaints.reopen(id, at.version(id), "Nog niet goed", at.adviser);

    assertThat(of(id)).extracting(Part::answered).containsExactly(false, false);
    assertThatThrownBy(() -> answer(id, Decision.ACCEPTED, "x", 1)).isInstanceOf(RuleBroken.class);
  }

  /** Of two colleagues at once the second hears of the first. */
  @Test
  void whoDidNotSeeTheLastVersionAnswersNothing() {
    var id = splitInThree();
    var seen = at.version(id);
    answer(id, Decision.ACCEPTED, "Een oud tarief", 1);
    var other = new Parts.Answer(Cause.SERVICE, Decision.REJECTED, "Nee", "Nee");

    assertThatThrownBy(() -> parts.answer(id, seen, List.of(1), other, at.lead))
        .isInstanceOf(RuleBroken.class);
    assertThat(of(id).get(0).decision()).isEqualTo(Decision.ACCEPTED);
  }

  @Test
  void whatIsPromisedAfterTheOutcomeIsToldToTheCustomer() {
    var id = toldAboutTwo();

    at.feedbacks.promise(id, at.version(id), "Wat wij veranderen", LATER, at.adviser);
    assertThat(at.feedbacks.promiseUntold(id)).isTrue();
    at.feedbacks.promiseTold(id, at.version(id), Channel.PHONE, "U hoort van ons", at.adviser);

    assertThat(at.feedbacks.promiseUntold(id)).isFalse();
    assertThat(at.asked).contains("tellPromise is asked", "tellPromise: read");
  }

  @Test
  void whatIsPromisedBeforeTheOutcomeStandsInThat() {
    var id = at.investigated();

    at.feedbacks.promise(id, at.version(id), "Wat wij veranderen", LATER, at.adviser);

    assertThat(at.feedbacks.promiseUntold(id)).isFalse();
  }

  @Test
  void whoHeardWhatWasDoneNeedsNotHearOfThePromise() {
    var id = toldAboutTwo();
    at.feedbacks.promise(id, at.version(id), "Wat wij veranderen", LATER, at.adviser);
    parts.noteDone(id, at.version(id), List.of(1, 2), "Tarief hersteld", at.adviser);

    at.feedbacks.give(id, at.version(id), "Gebeld", at.adviser);

    assertThat(at.feedbacks.promiseUntold(id)).isFalse();
  }
}
