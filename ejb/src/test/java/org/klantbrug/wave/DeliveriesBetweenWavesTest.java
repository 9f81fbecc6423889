package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Runs;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.StatementLine;
import org.klantbrug.wave.WaveBalance.Outcome;
import org.klantbrug.wave.WaveDecisions.Side;

/** The old company delivers again after the first wave, with B1, went over; B2 waits. */
@OnDatabase
class DeliveriesBetweenWavesTest {
  private final WaveFixture on = WaveFixture.ready();
  private final MadeUpMerger in = on.in;
  private final long run = on.takeover.run;

  @BeforeEach
  void theFirstWaveIsOver() {
    on.nothingStopsThem();
    on.plan();
    on.sign(on.goesOver("C1"));
    on.later();
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void whoIsNotOverGoesWithHisNewestVersion() {
    opensFiles();
    contract("DELTA", "C2", "B2", "70.00");
    rehearsedAnew();

    on.goesOver("C2");

    assertThat(live("select cast(monthly_amount as text) from contract_contract f", "C2"))
        .containsExactly("70.00");
    assertThat(whole(Entity.CONTRACT).missing()).isZero();
    assertThat(whole(Entity.CONTRACT).of(Outcome.OVER)).isEqualTo(2);
    assertThat(whole(Entity.CONTRACT).of(Outcome.ASIDE)).as("what it said before").isEqualTo(1);
  }

  @Test
  void aFullFileTakesThePlaceOfTheOneBefore() {
    opensFiles();
    contract("FULL", "C8", "B2", "12.00");
    rehearsedAnew();
    on.plan();
    assertThat(on.state("C2")).as("their contract is there no more").isEqualTo("GONE");

    on.goesOver("C8");

    assertThat(live("select source_key from contract_contract f", "C8")).containsExactly("C8");
    assertThat(live("select source_key from contract_contract f", "C2")).isEmpty();
    assertThat(whole(Entity.CONTRACT).missing()).isZero();
    assertThat(whole(Entity.CONTRACT).of(Outcome.ASIDE)).isEqualTo(1);
  }

  @Test
  void newsOfWhoIsOverEndsNothingHereAndShowsInTheWhole() {
    opensFiles();
    var file = contract("DELTA", "C1", "B1", "0.00");
    in.sql("update merger_staged_contract set state = 'ENDED' where delivery_id = " + file);
    rehearsedAnew();
    on.goesOver("C2");

    assertThat(live("select state || ' ' || monthly_amount from contract_contract f", "C1"))
        .as("the old company ends what it handed over")
        .containsExactly("ACTIVE 42.50");
    assertThat(whole(Entity.CONTRACT).of(Outcome.LATE)).isEqualTo(1);
    assertThat(whole(Entity.CONTRACT).missing()).isZero();
  }

  @Test
  void theListOfLateNewsHoldsJustWhatTheWholeCountsAndWhatAPersonDid() {
    opensFiles();
    contract("DELTA", "C1", "B1", "0.00");
    contract("DELTA", "C2", "B2", "70.00");
    in.sql(
        "update merger_delivery set extract_as_of = '%s' where round = 2"
            .formatted(on.clock.now()));
    rehearsedAnew();
    var late = new LateRecords(in.database, on.facts, on.clock, new Audit(in.database, on.clock));

    var row =
        late.page(in.merger, Entity.CONTRACT, null, 50, on.lead).stream()
            .reduce((one, other) -> null)
            .orElseThrow();

    assertThat(row.customer()).isEqualTo("B1");
    assertThat(row.file()).isEqualTo("tweede_CONTRACT.csv");
    assertThat(row.news()).contains(new LateRecords.News("monthly_amount", "42.50", "0.00"));
    assertThat(late.of(in.merger))
        .containsExactly(
            new LateRecords.OfEntity(Entity.CONTRACT, whole(Entity.CONTRACT).of(Outcome.LATE), 1));
    note(late, row, "C1 is hier al beëindigd");
    assertThat(late.of(in.merger))
        .singleElement()
        .extracting(LateRecords.OfEntity::open)
        .isEqualTo(0L);
    assertThat(late.page(in.merger, Entity.CONTRACT, null, 50, on.lead))
        .extracting(LateRecords.Row::words)
        .containsExactly("C1 is hier al beëindigd");
  }

  @Test
  void whatIsNotLateNewsIsNotNoted() {
    opensFiles();
    contract("DELTA", "C1", "B1", "0.00");
    in.sql(
        "update merger_delivery set extract_as_of = '%s' where round = 2"
            .formatted(on.clock.now()));
    rehearsedAnew();
    var late = new LateRecords(in.database, on.facts, on.clock, new Audit(in.database, on.clock));
    var row = late.page(in.merger, Entity.CONTRACT, null, 50, on.lead).get(0);

    assertThatThrownBy(() -> note(late, row, " ")).extracting("key").isEqualTo("wave.late-words");
    on.undo.takeBack(in.lease, on.wave("C1"), on.finance.id());
    assertThatThrownBy(() -> note(late, row, "Gedaan"))
        .extracting("key")
        .isEqualTo("wave.late-unknown");
  }

  private void note(LateRecords late, LateRecords.Row row, String words) {
    late.note(
        in.merger,
        new LateRecords.Wish(
            Entity.CONTRACT, row.deliveryId(), row.line(), LateRecords.Deed.NOTHING, words),
        on.lead);
  }

  @Test
  void aCustomerWhoIsNewInTheSecondDeliveryGoesWithHisWave() {
    opensFiles();
    var customers = delivery(Entity.CUSTOMER, "DELTA");
    in.stage(customers, Entity.CUSTOMER, "source_key", "B9", "family_name", "Nieuw");
    in.reject(customers, "NO_KEY");
    contract("DELTA", "C9", "B9", "33.00");
    in.identities.registerIdentities(in.lease, run, in.theirs, on.clock.now());
    rehearsedAnew();
    on.plan();

    var wave = on.goesOver("C9");

    assertThat(live("select source_key from contract_contract f", "C9")).containsExactly("C9");
    assertThat(whole(Entity.CUSTOMER).missing()).isZero();
    assertThat(whole(Entity.CUSTOMER).of(Outcome.REJECTED))
        .as("of both files, each booked by the first wave after it")
        .isEqualTo(2);
    assertThat(
            in.reconciliation
                .make(on.carrying.find(wave).orElseThrow().id(), on.clock.now())
                .lines())
        .isNotEmpty()
        .allMatch(StatementLine::balances);
  }

  @Test
  void noWaveGoesUntilWhatCameIsRehearsedAndApproved() {
    opensFiles();
    contract("DELTA", "C2", "B2", "70.00");
    on.toDecideOn("C2");
    assertThatThrownBy(() -> on.decisions.go(on.wave("C2"), Side.LEAD, on.lead))
        .hasMessageContaining("on their way to a rehearsal");

    rehearsed();
    assertThatThrownBy(() -> on.decisions.go(on.wave("C2"), Side.LEAD, on.lead))
        .hasMessageContaining("on their way to a rehearsal");
    in.sql("update merger_run set state = 'READY'");
    on.plan();
    on.decisions.go(on.wave("C2"), Side.LEAD, on.lead);
  }

  @Test
  void noWaveGoesByAPlanFromBeforeTheNewFiles() {
    opensFiles();
    contract("DELTA", "C2", "B2", "70.00");
    on.plan();
    approvedAnew();
    on.toDecideOn("C2");

    assertThatThrownBy(() -> on.decisions.go(on.wave("C2"), Side.LEAD, on.lead))
        .as("planned by what was rehearsed before")
        .hasMessageContaining("Plan again first");
    on.plan();
    on.decisions.go(on.wave("C2"), Side.LEAD, on.lead);
  }

  @Test
  void aGoFromBeforeTheNewFilesCountsNoMore() {
    on.toDecideOn("C2");
    var wave = on.wave("C2");
    on.decisions.go(wave, Side.LEAD, on.lead);
    opensFiles();
    contract("DELTA", "C2", "B2", "70.00");
    rehearsedAnew();
    on.later();
    on.fresh();
    assertThat(on.decisions.standing(wave)).isEmpty();
    assertThat(on.decisions.of(wave)).singleElement().matches(WaveDecisions.Decision::past);

    assertThat(on.decisions.go(wave, Side.FINANCE, on.finance)).as("it is the first").isFalse();
    on.later();
    assertThat(on.decisions.go(wave, Side.LEAD, on.lead)).isTrue();
  }

  @Test
  void anotherAccountOfWhoIsOverIsStoppedWhileNewsOfHimIsNotCarried() {
    opensFiles();
    contract("DELTA", "C7", "B1", "55.00");
    rehearsedAnew();
    assertThat(on.stops("C7")).containsExactly("NEWER_RECORDS tweede_CONTRACT.csv");
    assertThat(on.stops("C2")).as("nobody of his is over").isEmpty();
    assertThat(whole(Entity.CONTRACT).of(Outcome.LATE)).as("he is not over with all").isZero();
    assertThat(whole(Entity.CONTRACT).of(Outcome.HELD_BACK)).isEqualTo(1);
    assertThat(whole(Entity.CONTRACT).missing()).isZero();

    on.goesOver("C2");

    assertThat(on.state("C2")).isEqualTo("OVER");
    assertThat(on.state("C7")).as("does not go by what is stale").isNotEqualTo("OVER");
  }

  @Test
  void whoIsNewAndNotPlannedDoesNotGoAlongWithTheRest() {
    opensFiles();
    var customers = delivery(Entity.CUSTOMER, "DELTA");
    in.stage(customers, Entity.CUSTOMER, "source_key", "B9", "family_name", "Nieuw");
    contract("DELTA", "C9", "B9", "33.00");
    in.identities.registerIdentities(in.lease, run, in.theirs, on.clock.now());
    approvedAnew();
    in.sql(
        """
        insert into wave_planning (merger_id, run_id, round, at, staff_id, accounts, added, moved, gone, without)
        values (%d, %d, 2, now(), %d, 0, 0, 0, 0, 0)"""
            .formatted(in.merger, run, on.lead.id()));

    on.goesOver("C2");

    assertThat(live("select source_key from contract_contract f", "C9")).isEmpty();
    assertThat(whole(Entity.CONTRACT).of(Outcome.WAITING))
        .as("shows, and must be planned")
        .isEqualTo(1);
  }

  @Test
  void aRepairAfterTheApprovalIsRehearsedBeforeAWaveGoes() {
    var wave = on.released("C2");
    on.at(on.day("C2").atTime(1, 0).atZone(BusinessClock.ZONE).toInstant());
    in.sql("update merger_delivery set version = version + 1 where entity = 'INVOICE'");

    assertThatThrownBy(() -> on.carrying.open(in.lease, wave, in.lease.jobId(), on.lead.id()))
        .hasMessageContaining("Since the rehearsal was approved");
  }

  @Test
  void whileItIsRehearsedAnewNobodyPlansByHalfOfIt() {
    opensFiles();
    in.rehearsal.dropOlder(run, in.operator, on.clock.now());

    assertThatThrownBy(on::plan).hasMessageContaining("being rehearsed");
    assertThat(on.state("C2")).isEqualTo("PLANNED");
    assertThat(whole(Entity.CUSTOMER).missing()).as("the whole shows as before").isZero();
  }

  @Test
  void aWaveThatIsTakenBackAfterNewFilesGoesOverAnewByThem() {
    var first = on.wave("C1");
    opensFiles();
    contract("DELTA", "C1", "B1", "50.00");
    rehearsedAnew();
    on.undo.takeBack(in.lease, first, on.finance.id());
    on.plan();

    on.goesOver("C1");

    assertThat(live("select cast(monthly_amount as text) from contract_contract f", "C1"))
        .containsExactly("50.00");
    assertThat(List.of(Entity.CUSTOMER, Entity.CONTRACT, Entity.CONTACT))
        .allSatisfy(entity -> assertThat(whole(entity).missing()).isZero());
  }

  @Test
  void whatIsStaleIsTheNewestOfEachSortOnly() {
    opensFiles();
    for (var sort : List.of(Entity.CONTRACT, Entity.INVOICE, Entity.MANDATE)) {
      delivery(sort, "DELTA");
    }
    rehearsedAnew();
    on.at(on.day("C2").minusDays(1).atTime(9, 0).atZone(BusinessClock.ZONE).toInstant());
    in.sql(
        "update merger_delivery set extract_as_of = '%s' where round = 2"
            .formatted(on.clock.now()));
    on.check();

    assertThat(on.waves.wholeStops(on.wave("C2"))).isEmpty();
  }

  private void opensFiles() {
    in.database.use(handle -> Runs.nextRound(handle, run));
    in.sql("update merger_run set state = 'IMPORTING'");
  }

  private void rehearsedAnew() {
    approvedAnew();
    on.plan();
  }

  private void approvedAnew() {
    rehearsed();
    in.sql("update merger_run set state = 'READY'");
  }

  private void rehearsed() {
    in.rehearsal.dropOlder(run, in.operator, on.clock.now());
    in.rehearsal.open(run, in.operator, on.clock.now());
    in.rehearse(run, Kind.TRANSFER);
    in.rehearse(run, Kind.HISTORY);
    on.nothingStopsThem();
    on.later();
  }

  private long delivery(Entity entity, String mode) {
    var id = in.delivery(run, in.theirs, entity, "tweede_" + entity + ".csv");
    in.sql("update merger_delivery set mode = '%s' where id = %d".formatted(mode, id));
    in.sql(
        "update merger_delivery set extract_as_of = extract_as_of + interval '60 days' where id = "
            + id);
    return id;
  }

  private long contract(String mode, String key, String customer, String amount) {
    var file = delivery(Entity.CONTRACT, mode);
    in.stageAs(
        key.equals("C1") || key.equals("C2") ? "CHANGED" : "NEW",
        file,
        Entity.CONTRACT,
        "source_key",
        key,
        "customer_key",
        customer,
        "product",
        "Gas",
        "monthly_amount",
        amount,
        "billing_day",
        "20",
        "state",
        "ACTIVE");
    return file;
  }

  private List<String> live(String select, String key) {
    return in.texts(
        select
            + " where f.source_key = '%s' and f.cutover_id in (select id from customer_cutover_live)"
                .formatted(key));
  }

  private WaveBalance.Whole whole(Entity entity) {
    return new WaveBalance(in.database, on.facts)
        .of(in.merger).stream().filter(each -> each.entity() == entity).findFirst().orElseThrow();
  }
}
