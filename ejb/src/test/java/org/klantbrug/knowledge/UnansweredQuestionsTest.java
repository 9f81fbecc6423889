package org.klantbrug.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.OnDatabase;

/** What nobody found an answer to: gathered, counted, answered once, and told to who asked. */
@OnDatabase
class UnansweredQuestionsTest extends KnowledgeCase {
  private final UnansweredQuestions questions =
      new UnansweredQuestions(database, clock, audit, new UnansweredTasks(noted, clock));
  private final Gathering gathering = new Gathering(database, clock, questions);
  private final Staff lotte = person("lotte", "adviser");

  private Unanswered only() {
    assertThat(questions.list(true, 10, roos)).hasSize(1);
    return questions.list(true, 10, roos).get(0);
  }

  /** Of a customer who need not be there for this. */
  private void noted(String asked, String answer) {
    database.inTransaction(
        handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(
              """
              insert into contact_note (contact_id, identity_id, occurred_at, staff_id, noted_at, form_key, experience)
              select coalesce(max(contact_id), 0) + 1, 1, ?, ?, ?, gen_random_uuid(), 'NOT_ASKED' from contact_note""",
              clock.now(),
              lotte.id(),
              clock.now());
          return handle.execute(
              """
              insert into contact_question (contact_id, no, topic, asked, answer, result, minutes)
              select max(contact_id), 1, 'BILL', ?, ?, 'PASSED_ON', 3 from contact_note""",
              asked,
              answer);
        });
  }

  @Test
  void whatIsAskedInOtherWordsIsTheSameQuestionAndOneTask() {
    questions.ask("BILL", "Wanneer krijg ik mijn eerste rekening?", lotte);
    questions.askOpenly(null, "Wanneer krijg ik de eerste factuur?", "nl");
    questions.askOpenly(null, "Kan ik mijn hond meenemen naar de winkel?", "nl");

    assertThat(questions.list(true, 10, roos))
        .extracting(Unanswered::words, Unanswered::times)
        .containsExactly(
            tuple("Wanneer krijg ik mijn eerste rekening?", 2L),
            tuple("Kan ik mijn hond meenemen naar de winkel?", 1L));
    assertThat(work).containsExactly("answerAskedInVain", "answerAskedInVain");
  }

  @Test
  void whatTheDeskDidNotFindIsTakenUpOnceAndItsWordsStayWithTheContact() {
    noted("Blijft mijn e-mailadres werken?", "NOT_FOUND");
    noted("Wat kost bellen?", "IN_KNOWLEDGE");
    gathering.look();
    gathering.look();

    assertThat(only().words()).isEqualTo("Blijft mijn e-mailadres werken?");
    assertThat(only().times()).isEqualTo(1);
    database.use(handle -> handle.execute("update contact_question set asked = '–'"));
    assertThat(only().words()).isEqualTo("–");
  }

  @Test
  void whoAskedHearsOfTheAnswerOnceReadersSeeItAndNotBefore() {
    questions.ask(null, "Wie stuurt mij de rekening?", lotte);
    var item = items.write(about(Audience.CUSTOMERS, "Wie stuurt de rekening?", "Wij."), roos);
    work.clear();
    questions.answer(only().id(), only().version(), item, roos);
    assertThat(work).containsExactly("answerAskedInVain: questionLinked");
    assertThat(only().state()).isEqualTo(Unanswered.State.WAITING);

    items.check(item, version(item), mark);
    items.publish(item, version(item), roos);
    work.clear();
    gathering.look();
    gathering.look();

    assertThat(work).containsExactly("hearOfAnswer");
    assertThat(questions.list(false, 10, roos))
        .extracting(Unanswered::state)
        .containsExactly(Unanswered.State.ANSWERED);
  }

  @Test
  void whatGetsNoAnswerIsSaidWithItsReasonAndNotAskedAgainSoon() {
    questions.ask(null, "Wat vindt u van het weer vandaag?", lotte);
    var one = only();
    assertThatThrownBy(() -> questions.dismiss(one.id(), one.version(), " ", roos))
        .hasMessageContaining("Say why");
    questions.dismiss(one.id(), one.version(), "Daar gaan wij niet over.", roos);
    assertThat(work)
        .containsExactly(
            "answerAskedInVain", "answerAskedInVain: questionDismissed", "hearOfAnswer");

    questions.askOpenly(null, "Wat vindt u van het weer?", "nl");
    assertThat(questions.list(true, 10, roos)).isEmpty();
    on("2026-09-01");
    questions.askOpenly(null, "Wat vindt u van het weer?", "nl");
    assertThat(questions.list(true, 10, roos)).hasSize(1);
  }

  @Test
  void whoeverDecidesSecondHearsOfTheFirst() {
    questions.ask(null, "Wie stuurt mij de rekening?", lotte);
    var seen = only();
    questions.dismiss(seen.id(), seen.version(), "Dubbel.", roos);

    assertThatThrownBy(() -> questions.dismiss(seen.id(), seen.version(), "Toch niet.", roos))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  @Test
  void anAdviserSeesOnlyWhatHeAskedHimself() {
    questions.ask(null, "Wie stuurt mij de rekening?", lotte);
    questions.askOpenly(null, "Kan ik verhuizen naar het buitenland?", "nl");

    assertThat(questions.list(true, 10, lotte))
        .extracting(Unanswered::words)
        .isEqualTo(List.of("Wie stuurt mij de rekening?"));
    var other =
        questions.list(true, 10, roos).stream()
            .filter(each -> !each.mine() && each.words().startsWith("Kan"))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> questions.read(other.id(), lotte)).hasMessageContaining("not there");
  }

  @Test
  void numbersAndAddressesByWhichSomebodyIsKnownAreNotKept() {
    questions.askOpenly(
        null,
        "Waarom kreeg jan@example.org op 06-12345678 en NL91ABNA0417164300 niets over 2026?",
        "nl");

    assertThat(only().words()).isEqualTo("Waarom kreeg … op … en … niets over 2026?");
  }

  @Test
  void aQuestionThatSaysNothingIsNotTaken() {
    assertThatThrownBy(() -> questions.askOpenly(null, "  ?", "nl"))
        .hasMessageContaining("a few words");
    assertThatThrownBy(() -> questions.ask(null, "x".repeat(1001), lotte))
        .hasMessageContaining("shorter");
  }

  @Test
  void wordsOfCustomersAreShownWithoutNumbersAndOnlyToWhoNotedThemOrAnswers() {
    noted("Waarom staat NL91ABNA0417164300 van mijn broer nog op uw rekening?", "NOT_FOUND");
    gathering.look();
    var daan = person("daan", "adviser");
    questions.ask(null, "Waarom staat mijn broer nog op uw rekening?", daan);

    assertThat(only().words()).isEqualTo("Waarom staat … van mijn broer nog op uw rekening?");
    assertThat(only().noted()).isTrue();
    assertThat(questions.list(true, 10, daan))
        .extracting(Unanswered::words, Unanswered::noted)
        .containsExactly(tuple("Waarom staat mijn broer nog op uw rekening?", false));
    assertThat(questions.occasions(only().id(), 10, daan)).hasSize(1);
    assertThat(timesRead()).isZero();
    assertThat(questions.occasions(only().id(), 10, roos))
        .extracting(UnansweredQuestions.Occasion::words)
        .noneMatch(each -> each.contains("ABNA"));
    assertThat(timesRead()).isEqualTo(1);
  }

  private long timesRead() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select count(*) from audit_event where action = 'unansweredStep' and purpose = 'READ'")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void aCustomerBehindTheWallIsNotReadInAQuestion() {
    noted("Blijft mijn e-mailadres werken?", "NOT_FOUND");
    behindTheWall();
    gathering.look();

    assertThat(only().words()).isEqualTo("–");
    assertThat(questions.occasions(only().id(), 10, roos))
        .extracting(UnansweredQuestions.Occasion::words)
        .containsExactly("–");
  }

  private void behindTheWall() {
    database.inTransaction(
        handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(
              "insert into merger_company (id, code, name) overriding system value values (802, 'FAR', 'Far')");
          handle.execute(
              """
              insert into merger_merger (name, acquirer_id, acquired_id, transfer_basis, sector, notice_period, visible_from, state,
                     created_by, created_at)
              values ('Wall', 801, 802, 'SHARE_DEAL', 'ENERGY', 'P30D', date '2099-01-01', 'RUNNING', ?, ?)""",
              roos.id(),
              clock.now());
          return handle.execute(
              """
              insert into customer_identity (id, company_id, source_key, extract_as_of, registered_at) overriding system value
              values (1, 802, 'x', ?, ?)""",
              clock.now(),
              clock.now());
        });
  }

  @Test
  void anAnswerThatDoesNotComeCanBeChosenAnewOrGivenUp() {
    questions.ask(null, "Wie stuurt mij de rekening?", lotte);
    var first = items.write(about(Audience.CUSTOMERS, "Wie stuurt de rekening?", "Wij."), roos);
    var second = items.write(about(Audience.CUSTOMERS, "Wie stuurt rekeningen?", "Wij."), roos);
    questions.answer(only().id(), only().version(), first, roos);
    questions.answer(only().id(), only().version(), second, roos);
    assertThat(only().itemId()).isEqualTo(second);

    questions.dismiss(only().id(), only().version(), "Daar gaan wij niet over.", roos);
    assertThat(questions.list(true, 10, roos)).isEmpty();
    assertThat(work).endsWith("hearOfAnswer");
  }

  @Test
  void aQuestionWhoseAnswerIsTakenAwayBeforeAnybodyHeardOfItIsAskedAnew() {
    questions.ask(null, "Wie stuurt mij de rekening?", lotte);
    var item = items.write(about(Audience.CUSTOMERS, "Wie stuurt de rekening?", "Wij."), roos);
    questions.answer(only().id(), only().version(), item, roos);
    items.check(item, version(item), mark);
    items.publish(item, version(item), roos);
    items.withdraw(item, version(item), "Klopt niet.", roos);
    work.clear();
    gathering.look();
    gathering.look();

    assertThat(only().state()).isEqualTo(Unanswered.State.OPEN);
    assertThat(only().item()).isNull();
    assertThat(work).containsExactly("answerAskedInVain");
  }

  @Test
  void whoAsksWhatGetsNoAnswerHearsWhyAtOnceAndWhatIsAskedOftenIsLookedAtAnew() {
    questions.ask(null, "Wat vindt u van het weer vandaag?", lotte);
    questions.dismiss(only().id(), only().version(), "Daar gaan wij niet over.", roos);
    on("2026-05-05");
    work.clear();
    questions.ask(null, "Wat vindt u van het weer vandaag?", person("daan", "adviser"));
    assertThat(work).containsExactly("hearOfAnswer");

    for (var again = 0; again < 3; again++) {
      questions.askOpenly(null, "Wat vindt u van het weer?", "nl");
    }
    assertThat(questions.list(true, 10, roos)).isEmpty();
    questions.askOpenly(null, "Wat vindt u van het weer?", "nl");
    assertThat(only().state()).isEqualTo(Unanswered.State.OPEN);
    assertThat(work).containsExactly("hearOfAnswer", "answerAskedInVain");
  }

  @Test
  void aQuestionKeepsTheWordsOfOthersWhenThoseOfTheFirstAreErased() {
    noted("Blijft mijn e-mailadres werken?", "NOT_FOUND");
    gathering.look();
    questions.ask(null, "Blijft mijn e-mailadres nog werken?", lotte);
    database.use(handle -> handle.execute("update contact_question set asked = '–'"));

    assertThat(only().words()).isEqualTo("Blijft mijn e-mailadres nog werken?");
    questions.askOpenly(null, "Blijft mijn e-mailadres werken?", "nl");
    assertThat(only().times()).isEqualTo(3);
  }

  @Test
  void ownWordsAreFoundBehindTheNewestOfOthers() {
    questions.ask(null, "Wie stuurt mij de rekening?", lotte);
    for (var again = 0; again < 3; again++) {
      questions.askOpenly(null, "Wie stuurt mij de rekening?", "nl");
    }

    assertThat(questions.occasions(only().id(), 2, lotte))
        .extracting(UnansweredQuestions.Occasion::who)
        .containsExactly("lotte");
  }

  @Test
  void whoWritesAnAnswerSecondHearsOfTheFirstAndNothingIsWrittenTwice() {
    var answers = new WrittenAnswers(items, questions);
    questions.ask(null, "Wie stuurt mij de rekening?", lotte);
    var seen = only();
    var answer = about(Audience.CUSTOMERS, "Wie stuurt de rekening?", "Wij.");
    var first = answers.write(seen.id(), seen.version(), answer, roos);

    assertThatThrownBy(() -> answers.write(seen.id(), seen.version(), answer, roos))
        .isInstanceOf(ChangedMeanwhile.class);
    assertThat(only().itemId()).isEqualTo(first);
    assertThat(list.items("all", null, 0, 10, roos)).hasSize(1);
  }
}
