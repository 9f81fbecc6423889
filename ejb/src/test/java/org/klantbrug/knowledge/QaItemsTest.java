package org.klantbrug.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** From a draft to what customers read, and to the day on which they read it no more. */
@OnDatabase
class QaItemsTest extends KnowledgeCase {
  @Test
  void customersReadItOnlyAfterAnotherCheckedItAndAnEditorPublishedIt() {
    var id = items.write(about(Audience.CUSTOMERS, "Wie stuurt mij de rekening?", "Wij."), roos);
    assertThat(found("rekening")).isEmpty();
    assertThatThrownBy(() -> items.publish(id, version(id), roos)).hasMessageContaining("checked");
    assertThatThrownBy(() -> items.check(id, version(id), roos)).hasMessageContaining("yourself");

    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);

    assertThat(found("rekening")).containsExactly(id);
    assertThat(work)
        .containsExactly(
            "checkAnswer", "checkAnswer: checked", "publishAnswer", "publishAnswer: published");
  }

  @Test
  void whatIsRewrittenStaysPublishedAsItWasUntilTheNewTextIs() {
    var id = published(Audience.CUSTOMERS, "Wie stuurt mij de rekening?", "Het oude bedrijf.");

    items.rewrite(
        id, version(id), about(Audience.CUSTOMERS, "Wie stuurt de rekening?", "Wij."), roos);

    assertThat(list.read(id, roos).rewritten()).isTrue();
    assertThat(open.read(id, "nl", null).orElseThrow().answer()).isEqualTo("Het oude bedrijf.");
    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);
    assertThat(open.read(id, "nl", null).orElseThrow().answer()).isEqualTo("Wij.");

    items.putBack(id, version(id), 1, roos);
    assertThat(list.read(id, roos).wording().answerNl()).isEqualTo("Het oude bedrijf.");
    assertThat(list.read(id, roos).state()).isEqualTo(State.DRAFT);
    assertThat(list.versions(id, roos))
        .extracting(KeptVersion.Entry::version)
        .containsExactly(3, 2, 1);
  }

  @Test
  void whoeverSavesSecondHearsOfTheFirst() {
    var id = items.write(about(Audience.CUSTOMERS, "Wat verandert er?", "Niets."), roos);
    var seen = version(id);
    items.rewrite(id, seen, about(Audience.CUSTOMERS, "Wat verandert er?", "Weinig."), roos);

    assertThatThrownBy(
            () ->
                items.rewrite(
                    id, seen, about(Audience.CUSTOMERS, "Wat verandert er?", "Veel."), roos))
        .isInstanceOf(ChangedMeanwhile.class);
    assertThat(list.read(id, roos).wording().answerNl()).isEqualTo("Weinig.");
  }

  @Test
  void afterItsLastDayItIsHiddenByItselfAndItsOwnerIsAsked() {
    var id = published(Audience.CUSTOMERS, "Wat verandert er?", "Niets.");
    work.clear();
    on("2026-06-16");
    expiry.look();
    expiry.look();
    assertThat(work).containsExactly("reviewAnswer");
    assertThat(found("verandert")).containsExactly(id);

    on("2026-07-01");
    assertThat(found("verandert")).isEmpty();
    expiry.look();
    assertThat(list.read(id, roos).state()).isEqualTo(State.EXPIRED);
    assertThat(list.items("expired", null, 0, 10, roos)).extracting(QaItem::id).containsExactly(id);

    items.renew(id, version(id), LocalDate.parse("2026-12-31"), roos);
    assertThat(found("verandert")).containsExactly(id);
  }

  @Test
  void anAnswerThatCameBackAsWrongIsNotApprovedUnchanged() {
    var id = items.write(about(Audience.CUSTOMERS, "Wat verandert er?", "Niets."), roos);
    items.sendBack(id, version(id), "Dat is niet waar.", mark);

    assertThatThrownBy(() -> items.check(id, version(id), mark)).hasMessageContaining("check");
    assertThatThrownBy(() -> items.publish(id, version(id), roos)).hasMessageContaining("checked");
    assertThat(list.read(id, roos).state()).isEqualTo(State.SENT_BACK);
    assertThat(list.items("check", null, 0, 10, roos)).isEmpty();
    assertThat(list.items("mend", null, 0, 10, roos)).extracting(QaItem::id).containsExactly(id);

    items.rewrite(id, version(id), about(Audience.CUSTOMERS, "Wat verandert er?", "Veel."), roos);
    items.check(id, version(id), mark);
    assertThat(work)
        .containsExactly(
            "checkAnswer",
            "checkAnswer: sentBack",
            "mendAnswer",
            "mendAnswer: withdrawn",
            "checkAnswer",
            "checkAnswer: checked",
            "publishAnswer");
  }

  @Test
  void isCheckedByTheRoleThatWasChosenForIt() {
    var id = items.write(about(Audience.CUSTOMERS, "Wat verandert er?", "Niets."), roos);
    var spokesperson = person("sofie", "spokesperson");

    assertThat(list.read(id, roos).checkable(spokesperson)).isFalse();
    assertThat(list.read(id, roos).checkable(mark)).isTrue();
    assertThatThrownBy(() -> items.check(id, version(id), spokesperson))
        .hasMessageContaining("Another role");
    assertThatThrownBy(() -> items.sendBack(id, version(id), "Het klinkt kil.", spokesperson))
        .hasMessageContaining("Another role");
  }

  @Test
  void itsOwnerSaysThatItIsStillRightAlsoIfHeDoesNotPublish() {
    var owner = person("tessa", "teamLead");
    var other = person("timo", "teamLead");
    var id = items.write(about(Audience.CUSTOMERS, "Mag het?", "Ja.", owner, LAST_DAY), owner);
    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);
    on("2026-06-20");
    expiry.look();
    work.clear();

    assertThat(list.read(id, roos).renewable(other)).isFalse();
    assertThatThrownBy(() -> items.renew(id, version(id), LAST_DAY.plusMonths(3), other))
        .hasMessageContaining("owner");
    assertThat(list.read(id, roos).renewable(owner)).isTrue();
    items.renew(id, version(id), LAST_DAY.plusMonths(3), owner);

    assertThat(work).containsExactly("reviewAnswer: renewed");
    expiry.look();
    assertThat(work).hasSize(1);
  }

  @Test
  void whatExpiredIsTakenAwayForGoodAndNothingIsAskedAboutItAnyMore() {
    var id = published(Audience.CUSTOMERS, "Wat verandert er?", "Niets.");
    on("2026-07-01");
    expiry.look();
    work.clear();

    items.withdraw(id, version(id), "Het is niet meer aan de orde.", roos);

    assertThat(work).containsExactly("reviewAnswer: withdrawn");
    assertThat(list.read(id, roos).state()).isEqualTo(State.WITHDRAWN);
    assertThatThrownBy(() -> items.check(id, version(id), mark)).hasMessageContaining("check");
    assertThatThrownBy(() -> items.renew(id, version(id), LAST_DAY.plusYears(1), roos))
        .hasMessageContaining("published");
    assertThatThrownBy(() -> items.withdraw(id, version(id), "Nog eens.", roos))
        .hasMessageContaining("nothing to take away");
    items.putBack(id, version(id), 1, roos);
    assertThat(list.read(id, roos).state()).isEqualTo(State.DRAFT);
  }

  @Test
  void whileItIsRewrittenTheOwnerHearsThatWhatReadersSeeIsAlmostOver() {
    var id = publishedAndRewritten();
    work.clear();
    on("2026-06-16");
    expiry.look();
    expiry.look();
    assertThat(work).containsExactly("reviewAnswer");
    assertThat(list.items("review", null, 0, 10, roos)).extracting(QaItem::id).containsExactly(id);

    on("2026-07-01");
    expiry.look();
    expiry.look();
    assertThat(list.events(id)).extracting(QaList.Event::kind).startsWith("EXPIRED", "WRITTEN");
    assertThat(list.read(id, roos).state()).isEqualTo(State.DRAFT);
    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);
    assertThat(work)
        .containsExactly(
            "reviewAnswer",
            "checkAnswer: checked",
            "publishAnswer",
            "publishAnswer: published",
            "reviewAnswer: published");
    assertThat(found("verandert")).containsExactly(id);
  }

  private long publishedAndRewritten() {
    var id = published(Audience.CUSTOMERS, "Wat verandert er?", "Niets.");
    items.rewrite(
        id,
        version(id),
        about(Audience.CUSTOMERS, "Wat verandert er?", "Veel.", roos, LAST_DAY.plusYears(1)),
        roos);
    return id;
  }

  @Test
  void whatReadersSeeStaysLongerIfTheNewTextIsNotReady() {
    var id = publishedAndRewritten();
    on("2026-06-16");
    items.renew(id, version(id), LAST_DAY.plusMonths(1), roos);
    on("2026-07-01");
    expiry.look();

    assertThat(open.read(id, "nl", null).orElseThrow().answer()).isEqualTo("Niets.");
    assertThat(list.read(id, roos).shownUntil()).isEqualTo(LAST_DAY.plusMonths(1));
    assertThat(list.read(id, roos).state()).isEqualTo(State.DRAFT);
    assertThat(list.read(id, roos).validUntil()).isEqualTo(LAST_DAY.plusYears(1));
  }

  @Test
  void whoWritesItAnewWhenHeIsAskedIsNotAskedAgain() {
    var id = published(Audience.CUSTOMERS, "Wat verandert er?", "Niets.");
    on("2026-06-16");
    expiry.look();
    items.rewrite(id, version(id), about(Audience.CUSTOMERS, "Wat verandert er?", "Veel."), roos);
    work.clear();

    expiry.look();
    assertThat(work).isEmpty();
  }

  @Test
  void whatIsForColleaguesIsFoundByColleaguesAlone() {
    var id = published(Audience.STAFF, "Wat zeg ik bij een boze klant?", "Luister eerst.");

    assertThat(found("boze klant")).isEmpty();
    assertThat(open.read(id, "nl", null)).isEmpty();
    assertThat(search.forStaff("boze klant", "nl", 10, mark))
        .extracting(Answer::id)
        .containsExactly(id);
  }

  @Test
  void isFoundByOtherFormsOfTheWordsByTypingErrorsAndByWordsThatMeanTheSame() {
    var id = published(Audience.CUSTOMERS, "Wanneer komen de rekeningen?", "Op de eerste.");
    published(Audience.CUSTOMERS, "Kan ik verhuizen?", "Ja.");

    assertThat(found("rekening")).containsExactly(id);
    assertThat(found("reekeningen")).containsExactly(id);
    assertThat(found("factuur")).containsExactly(id);
    assertThat(found("':* & <script>")).isEmpty();
  }

  @Test
  void whetherItHelpedIsCountedAndNothingElseIsKept() {
    var id = published(Audience.CUSTOMERS, "Wat verandert er?", "Niets.");
    open.helped(id, "nl", null, true);
    open.helped(id, "nl", null, true);
    open.helped(id, "nl", null, false);

    assertThat(list.helped(id)).isEqualTo(new QaList.Helped(0, 2, 1));
  }

  @Test
  void whatIsForOneTeamAloneIsReadByThatTeamAndWhoWritesAnswers() {
    var mine = inTeam(person("lotte", "adviser"), "Oost");
    var other = inTeam(person("daan", "adviser"), "West");
    var id = forTeam(mine.teamId(), "Wanneer betaal ik terug?", "Altijd direct.");
    var same = forTeam(mine.teamId(), "Wanneer betaal ik het terug?", "Nooit.");
    var open = published(Audience.STAFF, "Wie belt terug?", "Wij.");

    assertThat(list.items("all", null, 0, 10, mine)).hasSize(3);
    assertThat(list.read(id, mine).wording().answerNl()).isEqualTo("Altijd direct.");
    assertThat(list.others(list.read(id, mine), mine)).hasSize(2);
    assertThat(contradictions.list(true, 10, mine)).hasSize(1);
    assertThat(list.items("all", null, 0, 10, other)).extracting(QaItem::id).containsExactly(open);
    assertThat(list.others(list.read(open, other), other)).isEmpty();
    assertThat(contradictions.list(true, 10, other)).isEmpty();
    assertThat(list.read(same, mark).id()).isEqualTo(same);
    assertThatThrownBy(() -> list.read(id, other)).hasMessageContaining(Long.toString(id));
    assertThatThrownBy(() -> list.versions(id, other)).hasMessageContaining(Long.toString(id));
    var pair = contradictions.list(true, 10, roos).get(0).id();
    assertThatThrownBy(() -> contradictions.read(pair, other)).isInstanceOf(RuleBroken.class);
    assertThatThrownBy(() -> contradictions.report(id, open, "Anders.", other))
        .hasMessageContaining("nothing to report");
  }

  private long forTeam(long team, String question, String answer) {
    var all = about(Audience.STAFF, question, answer);
    var item =
        new NewItem(
            all.topic(),
            all.audience(),
            null,
            null,
            null,
            all.wording(),
            all.ownerId(),
            all.checker(),
            all.validUntil(),
            new Links(null, team, null, null));
    var id = items.write(item, roos);
    items.check(id, version(id), mark);
    items.publish(id, version(id), roos);
    return id;
  }

  private Staff inTeam(Staff one, String name) {
    var team =
        database.<Long>with(
            handle ->
                handle
                    .createQuery("insert into identity_team (name) values (:name) returning id")
                    .bind("name", name)
                    .mapTo(Long.class)
                    .one());
    return new Staff(
        one.id(),
        one.login(),
        one.fullName(),
        one.language(),
        false,
        team,
        one.roles(),
        one.actions());
  }
}
