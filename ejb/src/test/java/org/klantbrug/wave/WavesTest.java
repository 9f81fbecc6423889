package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.brake.Brakes;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.wave.WaveDecisions.Side;

/** Planning, moving, holding and deciding on the accounts of a real takeover. */
@OnDatabase
class WavesTest {
  private WaveFixture on = WaveFixture.live();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void eachAccountGetsAWaveOfItsBillingDay() {
    on.plan();

    assertThat(on.day("C1").getDayOfMonth()).isEqualTo(5);
    assertThat(on.day("C2").getDayOfMonth()).isEqualTo(20);
    assertThat(on.waves.of(on.in.merger)).allMatch(wave -> wave.members() == 1).hasSize(2);
    var last = on.plans.last(on.in.merger).orElseThrow();
    assertThat(last.accounts()).isEqualTo(2);
    assertThat(last.added()).isEqualTo(2);
  }

  @Test
  void aRehearsedRunIsPlannedAsItWillBeAndThePlanStaysWhenItIsLive() {
    on.close();
    on = new WaveFixture(SmallTakeover.staged());
    assertThat(on.facts.canPlan(on.in.merger)).isFalse();
    assertThatThrownBy(on::plan).hasMessageContaining("nothing to plan");
    on.in.carryLive(on.takeover.run, Kind.OWN);
    on.in.rehearsal.begin(on.takeover.run, on.in.operator, MadeUpMerger.T);
    on.in.transfer.goLive(
        on.in.lease, on.in.carry(on.takeover.run, Kind.TRANSFER, true), MadeUpMerger.T);

    on.plan();
    var day = on.day("C1");
    on.in.rehearsal.drop(on.takeover.run, on.in.operator, MadeUpMerger.T);
    on.in.carryLive(on.takeover.run, Kind.TRANSFER);
    on.plan();

    assertThat(on.day("C1")).isEqualTo(day);
    var again = on.plans.last(on.in.merger).orElseThrow();
    assertThat(again.added() + again.moved() + again.gone()).isZero();
  }

  @Test
  void plannedAgainWritesNothing() {
    on.plan();
    var before = on.in.texts("select cast(m as text) from wave_member m order by id");

    on.plan();

    assertThat(on.in.texts("select cast(m as text) from wave_member m order by id"))
        .isEqualTo(before);
    assertThat(on.in.number("select count(*) from wave_event")).isZero();
  }

  @Test
  void anAccountThatEndedLeavesThePlanAndComesBackWithIt() {
    on.plan();
    on.in.sql("update contract_contract set state = 'ENDED' where source_key = 'C2'");
    on.plan();
    assertThat(on.state("C2")).isEqualTo("GONE");

    on.in.sql("update contract_contract set state = 'ACTIVE' where source_key = 'C2'");
    on.plan();

    assertThat(on.state("C2")).isEqualTo("PLANNED");
    assertThat(on.day("C2").getDayOfMonth()).isEqualTo(20);
  }

  @Test
  void closedDaysMoveOnlyWhomTheyTouchAndThatIsNoted() {
    on.plan();
    var first = on.day("C2");
    on.settings.close(on.in.merger, first, first, "Bank dicht", on.lead);

    on.plan();

    assertThat(on.day("C2")).isAfter(first).isEqualTo(on.day("C2").withDayOfMonth(20));
    assertThat(on.state("C2")).isEqualTo("MOVED");
    assertThat(on.state("C1")).isEqualTo("PLANNED");
    assertThat(on.members.events(on.member("C2")))
        .singleElement()
        .satisfies(event -> assertThat(event.kind()).isEqualTo("REPLANNED"))
        .satisfies(event -> assertThat(event.fromDay()).isEqualTo(first));
  }

  @Test
  void theAccountsOfAPersonMoveTogetherUnlessOneIsParted() {
    on.contract("B2", "C9", "A9", 20);
    on.plan();
    var first = on.day("C2");
    assertThat(on.day("A9")).isEqualTo(first);

    on.later();
    assertThat(on.moves.move(on.member("A9"), on.version("A9"), false, "Klant vroeg erom", on.lead))
        .isEqualTo(2);
    assertThat(on.day("C2")).isEqualTo(on.day("A9")).isAfter(first);
    assertThat(on.moves.move(on.member("A9"), on.version("A9"), true, "Alleen deze", on.lead))
        .isEqualTo(1);

    assertThat(on.day("A9")).isAfter(on.day("C2"));
    on.plan();
    assertThat(on.day("A9")).as("stays parted").isAfter(on.day("C2"));
    assertThat(on.in.text("select split from wave_member where account_key = 'A9'"))
        .isEqualTo("BY_HAND");
  }

  @Test
  void whoSawAnOlderVersionDoesNotMove() {
    on.plan();
    on.moves.hold(on.member("C1"), on.version("C1"), "Even wachten", on.lead);

    assertThatThrownBy(() -> on.moves.move(on.member("C1"), 0, false, "Toch door", on.lead))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("in the meantime");
    assertThatThrownBy(() -> on.moves.move(on.member("C1"), on.version("C1"), false, " ", on.lead))
        .hasMessageContaining("why");
  }

  @Test
  void aWaveGoesByTwoPeopleAndWhomAGuardStopsGoesLater() {
    on.contract("B4", "C4", "A4", 20);
    on.plan();
    on.sign();
    var wave = on.wave("A4");
    assertThat(on.stops("A4")).isNotEmpty(); // paid by debit, without a mandate
    on.in.sql("update transfer_held_complaint set text = 'De monteur kwam niet'");
    on.in.sql("update contract_contract set payment_method = null where source_key = 'C2'");
    on.in.sql("update contract_invoice set state = 'PAID' where source_key = 'I2'");
    on.in.sql("update contract_arrangement set state = 'KEPT'");
    on.plan();

    on.toDecideOn("C2");
    assertThat(on.decisions.go(wave, Side.LEAD, on.lead)).isFalse();
    assertThat(on.waves.read(wave).state()).isEqualTo("PLANNED");
    on.later();
    assertThat(on.decisions.go(wave, Side.FINANCE, on.finance)).isTrue();

    assertThat(on.state("C2")).isEqualTo("RELEASED");
    assertThat(on.state("A4")).isEqualTo("MOVED");
    assertThat(on.day("A4")).isAfter(on.day("C2"));
    assertThat(on.decisions.of(wave).get(0).moved()).isEqualTo(1);
    assertThat(on.stops("A4")).as("it is still shown what stops it").isNotEmpty();
  }

  @Test
  void whatWasLetGoIsTakenBackAndBothSayItAnew() {
    on.in.sql("update contract_contract set payment_method = null");
    on.plan();
    on.sign();
    var wave = on.wave("C1");
    letGo(wave);

    on.later();
    on.decisions.takeBack(wave, "Bestand van de bank klopt niet", on.lead);

    assertThat(on.state("C1")).isEqualTo("PLANNED");
    assertThat(on.wave("C1")).isEqualTo(wave);
    assertThat(on.decisions.standing(wave)).isEmpty();
    assertThat(on.decisions.of(wave)).hasSize(3);
    assertThatThrownBy(() -> on.decisions.takeBack(wave, "Nog eens", on.lead))
        .hasMessageContaining("was let go");
    on.later();
    assertThat(on.decisions.go(wave, Side.LEAD, on.lead)).isFalse();
    assertThat(on.decisions.go(wave, Side.FINANCE, on.finance)).isTrue();
  }

  @Test
  void onItsDayAWaveIsNoLongerTakenBack() {
    on.plan();
    on.in.sql("update wave_wave set state = 'RELEASED'");
    on.at(on.day("C1").atTime(9, 0).atZone(BusinessClock.ZONE).toInstant());

    assertThatThrownBy(() -> on.decisions.takeBack(on.wave("C1"), "Te laat", on.lead))
        .hasMessageContaining("its day has come");
  }

  @Test
  void whatWasLetGoStaysWhenItIsPlannedAgain() {
    on.plan();
    on.in.sql("update wave_wave set state = 'RELEASED'");
    on.in.sql("update wave_member set state = 'RELEASED'");
    on.contract("B2", "C9", "A9", 20);

    on.plan();

    assertThat(on.state("C2")).isEqualTo("RELEASED");
    assertThat(on.day("A9")).isAfter(on.day("C2"));
  }

  @Test
  void onePersonDoesNotDecideForBothSides() {
    on.plan();
    on.sign();
    var both =
        new Staff(
            on.in.operator,
            "operator",
            "operator",
            "nl",
            false,
            null,
            Set.of(),
            Set.of("merger.approve", "merger.sign"));
    on.toDecideOn("C1");
    on.decisions.go(on.wave("C1"), Side.LEAD, both);

    on.later();
    assertThatThrownBy(() -> on.decisions.go(on.wave("C1"), Side.FINANCE, both))
        .hasMessageContaining("Two people");
    assertThatThrownBy(() -> on.decisions.go(on.wave("C1"), Side.LEAD, on.lead))
        .hasMessageContaining("said already");
    assertThatThrownBy(() -> on.decisions.go(on.wave("C1"), Side.LEAD, on.finance))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void nothingGoesWhileTheMergerIsHeldAndItGoesOnceItIsLetGo() {
    on.in.sql("update contract_contract set payment_method = null");
    on.plan();
    on.sign();
    on.toDecideOn("C1");
    var wave = on.wave("C1");
    var held = new HeldWaves(on.clock);
    var brakes =
        new Brakes(
            on.in.database,
            on.clock,
            new Audit(on.in.database, on.clock),
            new Heard<>(held::onChanged),
            List.of(held));

    var hold = brakes.hold(on.in.merger, "Noord en Zuid", "Dubbele incasso", on.lead);
    assertThat(on.waves.wholeStops(wave))
        .extracting(Waves.WaveStop::guard)
        .contains(Guard.G13_CRISIS_FREEZE);
    assertThat(brakes.waiting(hold)).containsExactly(new Brakes.Waiting("waves", 1));
    on.later();
    assertThatThrownBy(() -> on.decisions.go(wave, Side.LEAD, on.lead))
        .hasMessageContaining("Dubbele incasso");
    on.check();
    assertThat(on.waves.wholeStops(wave)).as("found once, also when looked at again").hasSize(1);

    on.later();
    brakes.release(on.in.merger, "Opgelost", on.lead);
    assertThat(on.waves.wholeStops(wave)).isEmpty();
    on.later();
    on.decisions.go(wave, Side.LEAD, on.lead);
    assertThat(on.decisions.go(wave, Side.FINANCE, on.finance)).isTrue();
  }

  @Test
  void nothingGoesBeforeFinanceSignedTheReconciliation() {
    on.plan();

    on.toDecideOn("C1");
    assertThatThrownBy(() -> on.decisions.go(on.wave("C1"), Side.LEAD, on.lead))
        .hasMessageContaining("cannot go");
  }

  @Test
  void aReasonThatIsTooLongToKeepIsRefusedInWords() {
    on.plan();

    assertThatThrownBy(
            () -> on.decisions.noGo(on.wave("C1"), Side.FINANCE, "x".repeat(401), on.finance))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("400");
  }

  @Test
  void aWaveThatIsCalledOffSendsEverybodyToALaterOneAndIsNotPlannedAgain() {
    on.plan();
    var wave = on.wave("C1");
    LocalDate day = on.day("C1");

    on.later();
    assertThat(on.decisions.noGo(wave, Side.FINANCE, "Bestanden van de bank", on.finance))
        .isEqualTo(1);
    on.plan();

    assertThat(on.day("C1")).isAfter(day);
    assertThat(on.waves.read(wave).state()).isEqualTo("CALLED_OFF");
    assertThat(on.waves.of(on.in.merger)).hasSize(3);
  }

  @Test
  void whoKeepsMovingBecomesATaskOnce() {
    on.plan();
    for (var times = 0; times < 4; times++) {
      on.later();
      on.moves.move(on.member("C1"), on.version("C1"), false, "Nog niet", on.lead);
    }

    assertThat(on.work).containsExactly("decideOnMovedAccounts");
  }

  @Test
  void whoWasAcceptedGoes() {
    on.in.sql("update customer_identity set circumstance = 'MINOR' where source_key = 'B1'");
    on.plan();
    assertThat(on.stops("C1")).contains("CIRCUMSTANCE B1");
    var result =
        on.in.number(
            "select id from wave_guard_result where code = 'CIRCUMSTANCE' and cleared_at is null");

    on.moves.accept(result, "Ouder tekende", on.lead);
    on.check();

    assertThat(on.stops("C1")).doesNotContain("CIRCUMSTANCE B1");
    assertThat(on.waves.accepted(on.wave("C1"))).isEqualTo(1);
  }

  @Test
  void whatWasAcceptedDoesNotCoverWhatComesLater() {
    on.plan();
    invoice("F5");
    on.check();
    on.moves.accept(
        on.in.number("select id from wave_guard_result where evidence_key = 'F5'"),
        "Belt morgen",
        on.finance);

    invoice("F1");
    invoice("F9");
    on.check();

    assertThat(on.stops("C1")).containsExactly("DUNNING_IN_FLIGHT F1", "DUNNING_IN_FLIGHT F9");
  }

  @Test
  void onlyWhoseGuardItIsOrWhoLeadsAccepts() {
    on.plan();
    invoice("F5");
    on.check();
    var result = on.in.number("select id from wave_guard_result where evidence_key = 'F5'");
    var planner =
        new Staff(
            on.in.operator,
            "operator",
            "operator",
            "nl",
            false,
            null,
            Set.of("migrationOperator"),
            Set.of("merger.waves"));

    assertThatThrownBy(() -> on.moves.accept(result, "Zal wel", planner))
        .hasMessageContaining("whose guard");
  }

  /** Overdue, of the customer of C1, for no contract in particular. */
  private void invoice(String key) {
    on.in.sql(
        """
        insert into contract_invoice (identity_id, source_key, due_on, amount, open_amount, state)
        values (%d, '%s', '2026-01-31', 30.00, 30.00, 'OPEN')"""
            .formatted(on.identity("B1"), key));
  }

  /** Two people let the wave of C1 go. */
  private void letGo(long wave) {
    on.toDecideOn("C1");
    on.decisions.go(wave, Side.LEAD, on.lead);
    on.later();
    on.decisions.go(wave, Side.FINANCE, on.finance);
    assertThat(on.state("C1")).isEqualTo("RELEASED");
  }

  @Test
  void whatStopsAnAccountAfterItWasLetGoIsAskedAboutOnce() {
    on.in.sql("update contract_contract set payment_method = null");
    on.plan();
    on.sign();
    letGo(on.wave("C1"));
    assertThat(on.work).isEmpty();
    invoice("F5");

    on.later();
    on.guards.checkAll();
    on.later();
    on.guards.checkAll();

    assertThat(on.stops("C1")).containsExactly("DUNNING_IN_FLIGHT F5");
    assertThat(on.work).containsExactly("lookAtStoppedAfterGo");
  }

  @Test
  void nobodySaysGoLongBeforeTheDay() {
    on.plan();
    on.sign();
    on.at(on.day("C1").minusDays(6).atTime(9, 0).atZone(BusinessClock.ZONE).toInstant());

    assertThatThrownBy(() -> on.decisions.go(on.wave("C1"), Side.LEAD, on.lead))
        .hasMessageContaining("too early");
  }

  @Test
  void whereTimeIsNeededBeforeTheDayTheGoIsSaidEarlier() {
    on.needed = 5;
    on.plan();
    on.sign();
    daysBefore(4);
    assertThatThrownBy(() -> on.decisions.go(on.wave("C1"), Side.LEAD, on.lead))
        .hasMessageContaining("too late");

    daysBefore(10);
    on.decisions.go(on.wave("C1"), Side.LEAD, on.lead);
    assertThat(on.letGo.all).isEmpty();
    daysBefore(5);
    on.decisions.go(on.wave("C1"), Side.FINANCE, on.finance);

    assertThat(on.letGo.all).extracting(WaveLetGo::waveId).containsExactly(on.wave("C1"));
  }

  private void daysBefore(int days) {
    on.at(on.day("C1").minusDays(days).atTime(9, 0).atZone(BusinessClock.ZONE).toInstant());
    on.in.sql("update merger_delivery set extract_as_of = '%s'".formatted(on.clock.now()));
  }

  @Test
  void whoWasJoinedSinceIsLookedAtAsTheCustomerHeIs() {
    on.plan();
    var other = on.in.party(on.in.theirs, "B4");
    on.in.sql(
        "update customer_party_link set party_id = %d where identity_id = %d"
            .formatted(other, on.identity("B1")));
    on.in.sql("update customer_party set circumstance = 'MINOR' where id = " + other);

    on.check();

    assertThat(on.stops("C1")).containsExactly("CIRCUMSTANCE B1");
  }

  @Test
  void nobodyAcceptsWhatMustBeSolved() {
    on.plan();
    on.in.sql("update wave_setting set capacity = 1");
    on.contract("B4", "C4", "A4", 5);
    on.plan();
    on.in.pair(on.takeover.run, "B4", "A3", "REVIEW", "DOUBT", 4.0);
    on.check();
    var result =
        on.in.number("select id from wave_guard_result where code = 'G10_MATCH_UNRESOLVED'");

    assertThatThrownBy(() -> on.moves.accept(result, "Zal wel", on.lead))
        .hasMessageContaining("solved first");
  }

  @Test
  void whatNoLongerStopsIsFoundWithoutBeingAskedFor() {
    on.plan();
    assertThat(on.stops("C1")).isEmpty();
    on.in.sql("update customer_identity set circumstance = 'MINOR' where source_key = 'B1'");

    on.later();
    on.guards.checkAll();

    assertThat(on.stops("C1")).containsExactly("CIRCUMSTANCE B1");
  }

  @Test
  void aWaveOnADayThatWasClosedIsShownAsSuch() {
    on.plan();
    var first = on.day("C2");
    on.settings.close(on.in.merger, first, first, "Bank dicht", on.lead);

    var closed =
        on.waves.notices(on.in.merger, on.waves.of(on.in.merger)).stream()
            .filter(Waves.Notice::closed);

    assertThat(closed).hasSize(1);
    on.sign();
    on.toDecideOn("C2");
    assertThatThrownBy(() -> on.decisions.go(on.wave("C2"), Side.LEAD, on.lead))
        .hasMessageContaining("closed");
  }

  @Test
  void settingsThatSomebodyElseChangedAreNotOverwritten() {
    on.plan();
    var read = on.settings.read(on.in.merger);
    on.settings.keep(on.in.merger, read, on.lead);

    assertThatThrownBy(() -> on.settings.keep(on.in.merger, read, on.lead))
        .hasMessageContaining("in the meantime");
  }
}
