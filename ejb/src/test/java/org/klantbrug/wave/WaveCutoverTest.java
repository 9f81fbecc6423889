package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.HeldWork;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.RunTakenBack;
import org.klantbrug.transfer.StatementLine;
import org.klantbrug.wave.WaveBalance.Outcome;
import org.klantbrug.wave.WaveDecisions.Side;

/** Customers go over wave by wave: B1 on day 5, B2 on day 20, and the rest with the first wave. */
@OnDatabase
class WaveCutoverTest {
  private final WaveFixture on = WaveFixture.ready();
  private final MadeUpMerger in = on.in;

  @BeforeEach
  void nothingStopsThem() {
    on.nothingStopsThem();
    on.plan();
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void aWaveCarriesItsOwnCustomersWithAllThatIsTheirs() {
    on.goesOver("C1");

    assertThat(customersLive()).containsExactly("B1", "B3", "B4");
    assertThat(factsLive("contract_contract")).containsExactly("C1");
    assertThat(in.number("select count(*) from contact_contact where cutover_id is not null"))
        .isEqualTo(2);
    assertThat(on.state("C1")).isEqualTo("OVER");
    assertThat(on.state("C2")).isEqualTo("PLANNED");
    assertThat(on.wentOver.all)
        .singleElement()
        .satisfies(over -> assertThat(over.waveId()).isEqualTo(on.wave("C1")));
  }

  @Test
  void theNextWaveWaitsUntilTheOneBeforeIsSigned() {
    var first = on.goesOver("C1");
    on.toDecideOn("C2");
    assertThatThrownBy(() -> on.decisions.go(on.wave("C2"), Side.LEAD, on.lead))
        .hasMessageContaining("cannot go");

    on.sign(first);
    on.goesOver("C2");

    assertThat(customersLive()).containsExactly("B1", "B2", "B3", "B4");
  }

  @Test
  void allWavesTogetherBookEveryDeliveredLineOnce() {
    on.sign(on.goesOver("C1"));
    on.goesOver("C2");

    assertThat(
            in.number(
                "select count(*) from transfer_ledger g join transfer_cutover c on c.id = g.cutover_id where c.wave_id is not null"))
        .isEqualTo(
            in.number(
                "select sum(read_lines) from merger_delivery where company_id = " + in.theirs));
    assertThat(
            in.number(
                "select count(distinct (g.delivery_id, g.line_no)) from transfer_ledger g join transfer_cutover c on c.id = g.cutover_id where c.wave_id is not null"))
        .isEqualTo(
            in.number(
                "select sum(read_lines) from merger_delivery where company_id = " + in.theirs));
  }

  @Test
  void theSameJobTwiceCarriesOnce() {
    var wave = on.goesOver("C1");
    var lines = in.number("select count(*) from transfer_ledger");

    on.carry(wave);

    assertThat(in.number("select count(*) from transfer_ledger")).isEqualTo(lines);
    assertThat(on.wentOver.all).hasSize(1);
  }

  @Test
  void aCustomerWithAccountsInTwoWavesGoesWithTheFirst() {
    in.sql(
        """
        insert into rehearsal.contract_contract (id, identity_id, cutover_id, source_key, billing_account_key, billing_day, state)
        select 99999, identity_id, cutover_id, 'C9', 'A9', 20, 'ACTIVE' from rehearsal.contract_contract where source_key = 'C1'""");
    on.plan();
    on.sign(on.goesOver("C1"));
    assertThat(on.state("A9")).isEqualTo("PLANNED");

    var second = on.goesOver("C2");

    assertThat(on.state("A9")).isEqualTo("OVER");
    assertThat(in.transfer.scope(on.carrying.find(second).orElseThrow().id()))
        .containsExactly(on.identity("B2"));
  }

  @Test
  void whoIsStoppedAtTheLastMomentStaysAndTheOthersGo() {
    var wave = on.released("C1");
    on.at(on.day("C1").atTime(1, 0).atZone(BusinessClock.ZONE).toInstant());
    on.fresh();
    var cutover = on.carrying.open(in.lease, wave, in.lease.jobId(), on.lead.id());
    on.carrySlices(cutover);
    on.later();
    in.sql("update rehearsal.contract_contract set state = 'SUSPENDED' where source_key = 'C1'");

    assertThat(on.carrying.goLive(in.lease, wave, in.lease.jobId())).isFalse();
    assertThat(on.state("C1")).isEqualTo("MOVED");
    assertThat(customersLive()).isEmpty();
    assertThat(on.carrying.stands(wave, in.lease.jobId())).as("its plan leads nowhere").isFalse();
    on.later();
    var anew = on.carrying.beginAnew(in.lease, wave, on.lead.id());
    assertThatThrownBy(() -> on.carrying.goLive(in.lease, wave, in.lease.jobId()))
        .as("nobody carried all of it")
        .hasMessageContaining("not running any more");
    on.carrySlices(anew);
    on.carry(wave);

    assertThat(customersLive()).containsExactly("B3", "B4");
    assertThat(on.day("C1")).isAfter(on.waves.read(wave).day());
    assertThat(on.wentOver.all).hasSize(1);
  }

  @Test
  void nobodyGoesBeforeTheDayOrWithoutAGo() {
    assertThatThrownBy(
            () -> on.carrying.open(in.lease, on.wave("C1"), in.lease.jobId(), on.lead.id()))
        .hasMessageContaining("not let go");
    var wave = on.released("C1");

    assertThatThrownBy(() -> on.carrying.open(in.lease, wave, in.lease.jobId(), on.lead.id()))
        .hasMessageContaining("not come yet");
    assertThat(on.processes.started).containsExactly("waveCutover " + wave + " by " + on.lead.id());
    on.process.tellTheDay();
    assertThat(on.processes.told).isEmpty();
    on.at(on.day("C1").atTime(0, 1).atZone(BusinessClock.ZONE).toInstant());
    on.process.tellTheDay();
    assertThat(on.processes.told).containsExactly("p" + wave + " waveDayCame");
  }

  @Test
  void aWaveThatWasHeldOverItsDayGoesOnToTheNextOfItsBillingDay() {
    var wave = on.released("C1");
    var day = on.day("C1");
    on.at(day.plusDays(1).atTime(0, 1).atZone(BusinessClock.ZONE).toInstant());
    on.fresh();

    on.process.tellTheDay();
    assertThat(on.processes.told).isEmpty();
    assertThatThrownBy(() -> on.carrying.open(in.lease, wave, in.lease.jobId(), on.lead.id()))
        .hasMessageContaining("has passed");
    on.passed.giveUp();
    on.passed.giveUp();

    assertThat(on.waves.read(wave).state()).isEqualTo("CALLED_OFF");
    assertThat(on.day("C1")).isAfter(day).matches(next -> next.getDayOfMonth() == 5);
    assertThat(on.state("C1")).isEqualTo("MOVED");
    assertThat(on.processes.told).containsExactly("p" + wave + " waveEnded");
    assertThat(on.work).containsOnlyOnce("lookAtPassedWave");
  }

  @Test
  void aPassedWaveThatCannotBeGivenUpStopsNoOther() {
    var one = on.released("C1");
    var other = on.released("C2");
    var first = Math.min(one, other);
    in.sql("update wave_decision set verdict = 'NO_GO', reason = 'x' where wave_id = " + first);
    var last = Stream.of(on.day("C1"), on.day("C2")).max(Comparator.naturalOrder()).orElseThrow();
    on.at(last.plusDays(1).atTime(0, 1).atZone(BusinessClock.ZONE).toInstant());

    on.passed.giveUp();

    assertThat(on.waves.read(first).state()).isEqualTo("RELEASED");
    assertThat(on.waves.read(Math.max(one, other)).state()).isEqualTo("CALLED_OFF");
  }

  @Test
  void whatWasCarriedBeforeMidnightAndIsNotOverByThenCountsForNothing() {
    var wave = on.released("C1");
    var day = on.day("C1");
    on.at(day.atTime(23, 50).atZone(BusinessClock.ZONE).toInstant());
    on.fresh();
    on.carrySlices(on.carrying.open(in.lease, wave, in.lease.jobId(), on.lead.id()));
    on.at(day.plusDays(1).atTime(0, 5).atZone(BusinessClock.ZONE).toInstant());

    assertThatThrownBy(() -> on.carrying.goLive(in.lease, wave, in.lease.jobId()))
        .hasMessageContaining("has passed");
    on.passed.giveUp();

    assertThat(customersLive()).isEmpty();
    assertThat(on.carrying.find(wave)).isEmpty();
    assertThat(on.wentOver.all).isEmpty();
  }

  @Test
  void linesOfContactsThatAWaveCarriedAreNoLongerRepaired() {
    on.goesOver("C1");

    assertThat(
            in.number(
                """
                select count(*) from merger_delivery d where d.company_id = %d and d.entity = 'CONTACT'
                   and d.id not in (select id from merger_carried_delivery)"""
                    .formatted(in.theirs)))
        .isZero();
  }

  @Test
  void noWaveBeginsWhileTheMergerIsHeld() {
    var wave = on.released("C1");
    on.at(on.day("C1").atTime(0, 1).atZone(BusinessClock.ZONE).toInstant());
    in.sql(
        "insert into brake_hold (subject_kind, subject_id, subject_name, held_by, held_at, reason) values ('merger', %d, 'Zuiderwind', %d, now(), 'Storing')"
            .formatted(in.merger, in.operator));

    on.process.tellTheDay();
    assertThat(on.processes.told).isEmpty();

    in.sql(
        "update brake_hold set released_by = held_by, released_at = now(), release_reason = 'Opgelost'");
    on.process.tellTheDay();
    assertThat(on.processes.told).containsExactly("p" + wave + " waveDayCame");
  }

  @Test
  void theFirstWaveIsTakenBackAndTheSecondStays() {
    var first = on.goesOver("C1");
    on.sign(first);
    on.goesOver("C2");

    on.later();
    on.undo.takeBack(in.lease, first, on.finance.id());

    assertThat(customersLive()).containsExactly("B2");
    assertThat(on.state("C1")).isEqualTo("MOVED");
    assertThat(on.state("C2")).isEqualTo("OVER");
    assertThat(on.waves.read(first).state()).isEqualTo("UNDONE");
    assertThat(on.takenBack.all).hasSize(1);
    on.undo.takeBack(in.lease, first, on.finance.id());
    assertThat(on.takenBack.all).as("again does nothing").hasSize(1);
  }

  @Test
  void whoWasTakenBackGoesOverAgainWithALaterWave() {
    var first = on.goesOver("C1");
    on.later();
    on.undo.takeBack(in.lease, first, on.finance.id());

    on.goesOver("C1");

    assertThat(customersLive()).contains("B1", "B3", "B4");
    assertThat(
            in.number(
                "select count(*) from customer_party where founder_id = " + on.identity("B4")))
        .isEqualTo(1);
  }

  @Test
  void aStatementOfAWaveBalancesAndALostCentShowsInIt() {
    var wave = on.goesOver("C1");
    var cutover = on.carrying.find(wave).orElseThrow().id();
    assertThat(in.reconciliation.make(cutover, on.clock.now()).lines())
        .isNotEmpty()
        .allMatch(StatementLine::balances);

    in.sql(
        "update contract_contract set monthly_amount = monthly_amount - 0.01 where cutover_id = "
            + cutover);

    assertThat(
            in.reconciliation.make(cutover, on.clock.now()).lines().stream()
                .filter(line -> !line.balances())
                .map(StatementLine::measure))
        .containsExactlyInAnyOrder("FIELDS", "SUM_monthly_amount");
  }

  @Test
  void everyDeliveredRecordHasAnOutcomeWhileWavesGo() {
    assertThat(balance())
        .allSatisfy(whole -> assertThat(whole.missing()).isZero())
        .allSatisfy(whole -> assertThat(whole.of(Outcome.WAITING)).isEqualTo(whole.delivered()));

    on.sign(on.goesOver("C1"));

    assertThat(balance()).allSatisfy(whole -> assertThat(whole.missing()).isZero());
    assertThat(whole(Entity.CUSTOMER).of(Outcome.OVER)).isEqualTo(3);
    assertThat(whole(Entity.CUSTOMER).of(Outcome.WAITING)).isEqualTo(1);
    assertThat(whole(Entity.CUSTOMER).of(Outcome.ASIDE)).as("delivered twice").isEqualTo(1);
    assertThat(whole(Entity.CUSTOMER).of(Outcome.REJECTED)).isEqualTo(1);
    assertThat(whole(Entity.CONTRACT).parts())
        .filteredOn(part -> part.outcome() == Outcome.WAITING)
        .singleElement()
        .satisfies(part -> assertThat(part.waveId()).isEqualTo(on.wave("C2")))
        .satisfies(part -> assertThat(part.amount()).isEqualByComparingTo("61.25"));

    on.moves.hold(on.member("C2"), on.version("C2"), "Eerst bellen", on.lead);
    assertThat(whole(Entity.INVOICE).of(Outcome.HELD_BACK)).isEqualTo(1);
  }

  @Test
  void aLineThatWasLostShowsInTheWhole() {
    on.sign(on.goesOver("C1"));
    in.sql("delete from merger_staged_invoice where source_key = 'I2'");

    assertThat(whole(Entity.INVOICE).missing()).isEqualTo(1);
  }

  @Test
  void aRunThatIsTakenBackEndsItsWaves() {
    var first = on.goesOver("C1");
    on.sign(first);
    var second = on.released("C2");

    new RunCutovers(in.database, in.transfer)
        .takeBack(
            on.takeover.run,
            List.of(Kind.HISTORY, Kind.TRANSFER, Kind.OWN),
            in.operator,
            on.clock.now());
    on.undo.onRunTakenBack(new RunTakenBack(on.takeover.run, in.operator));

    assertThat(on.waves.read(first).state()).isEqualTo("UNDONE");
    assertThat(on.waves.read(second).state()).isEqualTo("CALLED_OFF");
    assertThat(on.state("C1")).isEqualTo("PLANNED");
    assertThat(customersLive()).isEmpty();
    assertThat(on.takenBack.all)
        .singleElement()
        .satisfies(wave -> assertThat(wave.waveId()).isEqualTo(first));
    assertThat(on.processes.told).contains("p" + second + " waveEnded");
  }

  @Test
  void aWaveOfWhichACustomerWentOnWithALaterOneGoesBackAfterThat() {
    in.sql(
        """
        insert into rehearsal.contract_contract (id, identity_id, cutover_id, source_key, billing_account_key, billing_day, state)
        select 99999, identity_id, cutover_id, 'C9', 'A9', 20, 'ACTIVE' from rehearsal.contract_contract where source_key = 'C1'""");
    on.plan();
    var first = on.goesOver("C1");
    on.sign(first);
    var second = on.goesOver("C2");
    on.later();

    assertThatThrownBy(() -> on.undo.takeBack(in.lease, first, on.finance.id()))
        .hasMessageContaining("Take that wave back first");
    on.undo.takeBack(in.lease, second, on.finance.id());
    on.undo.takeBack(in.lease, first, on.finance.id());

    assertThat(customersLive()).isEmpty();
  }

  @Test
  void whatOurDeskNotedSinceStaysWhenAWaveGoesBack() {
    var first = on.goesOver("C1");
    in.sql(
        "insert into contact_contact (identity_id, occurred_at, channel, text) values (%d, now(), 'PHONE', 'Belde over de golf')"
            .formatted(on.identity("B1")));

    on.later();
    on.undo.takeBack(in.lease, first, on.finance.id());

    assertThat(in.number("select count(*) from contact_contact where text = 'Belde over de golf'"))
        .isEqualTo(1);
    assertThat(
            in.number(
                "select count(*) from contact_contact where cutover_id in (select id from customer_cutover_live)"))
        .isZero();
  }

  private List<WaveBalance.Whole> balance() {
    return new WaveBalance(in.database, on.facts).of(in.merger);
  }

  private WaveBalance.Whole whole(Entity entity) {
    return balance().stream().filter(each -> each.entity() == entity).findFirst().orElseThrow();
  }

  private List<String> customersLive() {
    return in.texts(
        """
        select i.source_key from customer_identity i join customer_party_link l on l.identity_id = i.id and l.ended_at is null
         where i.company_id = %d and l.cutover_id in (select id from customer_cutover_live) order by 1"""
            .formatted(in.theirs));
  }

  private List<String> factsLive(String table) {
    return in.texts(
        "select source_key from %s where cutover_id in (select id from customer_cutover_live) order by 1"
            .formatted(table));
  }

  @Test
  void nothingGoesOverWhileTheMergerIsHeldEvenIfItWasLetGoBefore() {
    var wave = on.released("C1");
    on.at(on.day("C1").atTime(1, 0).atZone(BusinessClock.ZONE).toInstant());
    on.fresh();
    var brakes =
        new Brakes(
            in.database,
            on.clock,
            new Audit(in.database, on.clock),
            new org.klantbrug.shared.Heard<>(changed -> {}),
            List.<HeldWork>of());
    brakes.hold(in.merger, "Noord en Zuid", "Dubbele incasso", on.lead);

    assertThatThrownBy(() -> on.carrying.open(in.lease, wave, in.lease.jobId(), on.lead.id()))
        .hasMessageContaining("Dubbele incasso");

    brakes.release(in.merger, "Opgelost", on.lead);
    on.later();
    assertThat(on.carrying.open(in.lease, wave, in.lease.jobId(), on.lead.id())).isPositive();
  }
}
