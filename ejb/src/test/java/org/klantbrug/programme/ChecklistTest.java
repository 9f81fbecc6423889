package org.klantbrug.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;

/** What must be ready before customers go over, and who may do what with it. */
@OnDatabase
class ChecklistTest {
  private final MadeUpMerger in = new MadeUpMerger();
  private final ProgrammeFixture on = new ProgrammeFixture(in);

  @BeforeEach
  void begin() {
    on.checklist.begin(in.merger, on.lead);
    on.work.clear();
  }

  @AfterEach
  void close() {
    in.close();
  }

  private Item item(String code) {
    return on.checklist.of(in.merger).stream()
        .filter(each -> code.equals(each.code()))
        .findFirst()
        .orElseThrow();
  }

  private String clock(Item item) {
    return in.text(
        "select state || ' ' || coalesce(cast(owner_id as text), owner_role) from sla_clock where subject_kind = 'PROGRAMME_ITEM' and subject_id = %d order by id desc limit 1"
            .formatted(item.id()));
  }

  @Test
  void everyMergerBeginsWithTheSameListOnceWithADayAndAReminderForEach() {
    assertThat(on.checklist.of(in.merger))
        .hasSize(15)
        .allMatch(each -> each.dueOn().equals(on.clock.today().plusWeeks(4)));
    assertThat(clock(item("BANK_TOLD"))).isEqualTo("RUNNING finance");
    assertThatThrownBy(() -> on.checklist.begin(in.merger, on.lead))
        .hasMessageContaining("already");
  }

  @Test
  void whoseItIsDoesItWithWhatShowsIt() {
    var item = item("BANK_TOLD");
    assertThatThrownBy(() -> on.checklist.done(item.id(), 0, " ", on.finance))
        .hasMessageContaining("shows");

    on.checklist.done(item.id(), 0, "Brief van de bank van 3 mei", on.finance);

    assertThat(item("BANK_TOLD").state()).isEqualTo(Item.State.DONE);
    assertThat(item("BANK_TOLD").evidence()).isEqualTo("Brief van de bank van 3 mei");
    assertThat(clock(item)).startsWith("MET");
    assertThat(on.work).containsExactly("doProgrammeItem: done");
    assertThatThrownBy(() -> on.checklist.done(item.id(), 1, "Nog eens", on.finance))
        .hasMessageContaining("not open");
  }

  @Test
  void whatIsOfAnotherIsNotDoneAndOnlyWhoLeadsMovesItsDay() {
    var item = item("TEAM_TRAINED");
    var tomorrow = on.clock.today().plusDays(1);

    assertThatThrownBy(() -> on.checklist.done(item.id(), 0, "Gedaan", on.finance))
        .hasMessageContaining("not yours");
    assertThatThrownBy(() -> on.checklist.move(item.id(), 0, tomorrow, on.finance))
        .isInstanceOf(NotAllowed.class);
    on.checklist.move(item.id(), 0, tomorrow, on.lead);

    assertThat(item("TEAM_TRAINED").dueOn()).isEqualTo(tomorrow);
    assertThatThrownBy(() -> on.checklist.give(item.id(), 0, on.finance.id(), on.lead))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  @Test
  void givenToSomebodyItIsOnHisListAndHeIsReminded() {
    var item = item("TEAM_TRAINED");

    on.checklist.give(item.id(), 0, on.finance.id(), on.lead);

    assertThat(on.work).containsExactly("withdrawn", "doProgrammeItem of " + on.finance.id());
    assertThat(clock(item)).isEqualTo("RUNNING " + on.finance.id());
    on.checklist.done(item.id(), 1, "Getraind op 4 mei", on.finance);
    assertThat(on.checklist.events(item.id()))
        .extracting(ItemEvent::kind)
        .containsExactly(ItemEvent.Kind.DONE, ItemEvent.Kind.GIVEN, ItemEvent.Kind.ADDED);
  }

  @Test
  void thatSomethingRequiredDoesNotApplyTakesTwoPeople() {
    var item = item("BANK_TOLD");

    on.checklist.notApplicable(item.id(), 0, "Niemand incasseert", on.finance);

    assertThat(item("BANK_TOLD").state()).isEqualTo(Item.State.ASKED);
    assertThat(on.work).contains("confirmNotApplicable");
    assertThatThrownBy(() -> on.checklist.decide(item.id(), false, on.finance))
        .hasMessageContaining("yourself");
    Staff adviser = ProgrammeFixture.staff(99, null, "adviser", Action.WORK_DO);
    assertThatThrownBy(() -> on.checklist.decide(item.id(), false, adviser))
        .isInstanceOf(NotAllowed.class);
    on.checklist.decide(item.id(), true, on.lead);
    assertThat(item("BANK_TOLD").state()).isEqualTo(Item.State.OPEN);
    assertThat(clock(item)).startsWith("RUNNING");

    on.checklist.notApplicable(item.id(), 2, "Echt niemand", on.finance);
    on.checklist.decide(item.id(), false, on.lead);

    assertThat(item("BANK_TOLD").state()).isEqualTo(Item.State.NOT_APPLICABLE);
    assertThat(clock(item)).startsWith("WITHDRAWN");
  }

  @Test
  void whatIsNotRequiredDoesNotApplyAtOnceAndCanBeOpenedAgain() {
    var item = item("KEEPING_AGREED");

    on.checklist.notApplicable(item.id(), 0, "Alles blijft bij hen", on.finance);
    assertThat(item("KEEPING_AGREED").state()).isEqualTo(Item.State.NOT_APPLICABLE);

    on.checklist.reopen(item.id(), 1, "Toch niet", on.clock.today().plusDays(3), on.lead);

    assertThat(item("KEEPING_AGREED").isOpen()).isTrue();
    assertThat(clock(item)).startsWith("RUNNING");
  }

  @Test
  void aScenarioThatChangesIsReadAnew() {
    on.scenarios.add(
        in.merger,
        new Scenarios.Wish(1, "Dubbele incasso", "Alles stilzetten", on.lead.id()),
        on.lead);
    var first = on.scenarios.of(in.merger).get(0);
    on.scenarios.read(first.id(), on.finance);
    on.scenarios.read(first.id(), on.finance);
    assertThat(on.scenarios.of(in.merger).get(0).readers()).hasSize(1);

    on.scenarios.change(
        in.merger,
        first.id(),
        0,
        new Scenarios.Wish(1, "Dubbele incasso", "Eerst de bank bellen", on.lead.id()),
        on.lead);

    assertThat(on.scenarios.of(in.merger).get(0).readers()).isEmpty();
    assertThatThrownBy(() -> on.scenarios.end(in.merger, first.id(), 0, on.lead))
        .isInstanceOf(ChangedMeanwhile.class);
  }

  @Test
  void whoLeadsSaysOfNothingOfAnotherRoleThatItIsDoneAlsoAfterTakingIt() {
    var item = item("BANK_TOLD");
    assertThatThrownBy(() -> on.checklist.done(item.id(), 0, "n.v.t.", on.lead))
        .hasMessageContaining("took it yourself");

    on.checklist.give(item.id(), 0, on.lead.id(), on.lead);

    assertThatThrownBy(() -> on.checklist.done(item.id(), 1, "n.v.t.", on.lead))
        .hasMessageContaining("took it yourself");
    assertThat(item("BANK_TOLD").state()).isEqualTo(Item.State.OPEN);
  }

  @Test
  void whatIsOpenEndsWithItsMerger() {
    var item = item("BANK_TOLD");
    assertThat(on.checklist.endWhatIsOver()).isZero();
    in.sql("update merger_merger set state = 'UNDONE'");

    assertThat(on.checklist.endWhatIsOver()).isEqualTo(15);

    assertThat(item("BANK_TOLD").state()).isEqualTo(Item.State.ENDED);
    assertThat(clock(item)).startsWith("WITHDRAWN");
    assertThat(on.work).contains("withdrawn");
    assertThat(on.checklist.endWhatIsOver()).isZero();
  }
}
