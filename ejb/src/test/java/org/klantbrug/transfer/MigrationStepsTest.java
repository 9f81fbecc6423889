package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.matching.RunModels;
import org.klantbrug.matching.Verdict;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;

/** What the answers to the tasks of a run do, and which may not be given. */
@OnDatabase
class MigrationStepsTest {
  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;
  private final long run = takeover.run;
  private final BusinessClock clock = new BusinessClock();
  private final MigrationSteps steps =
      new MigrationSteps(
          in.database,
          new RunsInTables(in),
          new RunCutovers(in.database, in.transfer),
          in.reconciliation,
          in.rehearsal,
          new RunModels(in.database),
          new RunFacts(in.database),
          clock,
          new Audit(in.database, clock));
  private final Staff lead =
      new Staff(in.finance, "lead", "Joris", "nl", false, null, Set.of("lead"), Set.of());

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void aRunOfWhichCustomersAreLiveIsTakenBackAndNotAbandoned() {
    in.carryLive(run, Kind.OWN);
    in.carryLive(run, Kind.TRANSFER);

    assertThatThrownBy(() -> answer("repairRun", "abandon"))
        .hasMessageContaining("Take the run back first");

    assertThat(in.text("select state from merger_run")).isNotEqualTo("ABANDONED");
    assertThat(in.text("select state from merger_merger")).isNotEqualTo("ABANDONED");
  }

  @Test
  void aRunThatIsHalfCarriedIsTakenBackAndNotAbandoned() {
    in.carryLive(run, Kind.OWN);
    in.carry(run, Kind.TRANSFER);

    assertThatThrownBy(() -> answer("repairRun", "abandon"))
        .hasMessageContaining("Take the run back first");
  }

  @Test
  void aRunOfWhichOnlyOurOwnCustomersAreLiveCanBeAbandoned() {
    in.carryLive(run, Kind.OWN);

    answer("repairRun", "abandon");

    assertThat(in.text("select state from merger_merger")).isEqualTo("ABANDONED");
  }

  @Test
  void anAbandonedRunGivesOurOwnCustomersBackWhatTheyHad() {
    in.carryLive(run, Kind.OWN);
    var later = in.run();
    var again = in.delivery(later, in.ours, Entity.CUSTOMER, "acquirer_again.csv");
    in.stageAs("CHANGED", again, Entity.CUSTOMER, "source_key", "A1", "city", "Nieuw");
    in.register(later);
    in.carryLive(later, Kind.OWN);
    assertThat(cityOfA1()).isEqualTo("Nieuw");

    answer(later, "repairRun", "abandon");

    assertThat(cityOfA1()).isEqualTo("Ede");
    assertThat(in.party(in.ours, "A1")).isPositive();
  }

  @Test
  void ourOwnCustomersWhoWereHalfCarriedByAnAbandonedRunAreCarriedByTheNext() {
    in.carry(run, Kind.OWN);
    answer("repairRun", "abandon");
    var next = in.run();
    deliverAgain(next);

    in.carryLive(next, Kind.OWN);
    in.carryLive(next, Kind.TRANSFER);

    assertThat(
            in.texts(
                "select entity || ' ' || record_key || ' ' || outcome from transfer_ledger"
                    + " where company_id = %d and cutover_id in (select id from customer_cutover_live) order by 1"
                        .formatted(in.ours)))
        .containsExactly(
            "CONTRACT C9 CREATED",
            "CUSTOMER A1 CREATED",
            "CUSTOMER A2 CREATED",
            "CUSTOMER A3 CREATED");
    assertThat(in.texts("select kind || ' ' || state from transfer_cutover order by id"))
        .containsExactly("OWN UNDONE", "OWN LIVE", "TRANSFER LIVE");
  }

  @Test
  void aCustomerOfOursWhomOnlyAnAbandonedRunDeliveredIsNotWaitedFor() {
    in.carry(run, Kind.OWN);
    answer("repairRun", "abandon");
    var next = in.run();
    deliverAgain(next);
    in.sql(
        "delete from merger_staged_customer where source_key = 'A3' and delivery_id in (select id from merger_delivery where run_id = %d)"
            .formatted(next));
    in.sql(
        "update customer_identity set delivery_id = %d where source_key = 'A3'"
            .formatted(takeover.customersOurs));

    assertThatThrownBy(() -> in.carry(next, Kind.TRANSFER)).hasMessageContaining("not all live");
    in.carryLive(next, Kind.OWN);
    in.carryLive(next, Kind.TRANSFER);

    assertThat(in.party(in.theirs, "B2")).isPositive();
  }

  private void deliverAgain(long next) {
    var ours = in.delivery(next, in.ours, Entity.CUSTOMER, "acquirer_customers.csv");
    for (var key : List.of("A1", "A2", "A3")) {
      in.stage(ours, Entity.CUSTOMER, "source_key", key, "family_name", "Vries");
    }
    in.stage(
        in.delivery(next, in.ours, Entity.CONTRACT, "acquirer_contracts.csv"),
        Entity.CONTRACT,
        "source_key",
        "C9",
        "customer_key",
        "A1",
        "product",
        "Stroom");
    var theirs = in.delivery(next, in.theirs, Entity.CUSTOMER, "acquired_klanten.csv");
    in.stage(theirs, Entity.CUSTOMER, "source_key", "B2", "family_name", "Bakker");
    in.register(next);
  }

  private String cityOfA1() {
    return in.text("select city from customer_identity where source_key = 'A1'");
  }

  @Test
  void givingUpASecondRunLeavesTheMergerAsTheFirstMadeIt() {
    in.carryLive(run, Kind.OWN);
    in.carryLive(run, Kind.TRANSFER);

    answer(in.run(), "confirmMapping", "abandon");

    assertThat(in.text("select state from merger_merger")).isEqualTo("TRANSFERRED");
  }

  @Test
  void givingUpAFurtherRunOfASignedMergerLeavesItSigned() {
    takeover.carriedLive();
    var statement = in.reconciliation.make(in.number("select max(id) from transfer_cutover"), T);
    in.reconciliation.sign(statement.id(), "Geen totalen", in.finance, T);

    answer(in.run(), "confirmMapping", "abandon");

    assertThat(in.text("select state from merger_merger")).isEqualTo("SIGNED");
  }

  @Test
  void theWallStandsWhileAnythingOfTheCompanyIsLive() {
    in.carryLive(run, Kind.OWN);
    var transfer = in.carryLive(run, Kind.TRANSFER);

    in.sql("update merger_merger set state = 'ABANDONED'");
    assertThat(wall()).containsExactly("2026-05-01");

    in.transfer.undo(transfer, in.operator, "Gaat niet door", T);
    assertThat(wall()).isEmpty();
  }

  @Test
  void aRunWhoseCustomerFileWasWithdrawnDoesNotGoOnAsOneOfHistoryOnly() {
    in.carryLive(run, Kind.OWN);
    var second = in.run();
    in.delivery(second, in.theirs, Entity.CONTACT, "acquired_contacten_later.csv");

    for (var answer : List.of("confirmMapping/confirmed", "repairRun/goOn")) {
      var task = answer.split("/");
      assertThatThrownBy(() -> answer(second, task[0], task[1]))
          .hasMessageContaining("no customer file of the acquired company");
    }

    in.carryLive(run, Kind.TRANSFER);
    answer(second, "confirmMapping", "confirmed");
    in.sql("delete from merger_delivery where run_id = " + second);
    assertThatThrownBy(() -> answer(second, "confirmMapping", "confirmed"))
        .hasMessageContaining("no files yet");
  }

  @Test
  void onlyWhatThisRunRehearsedAndReconciledIsApproved() {
    in.carryLive(run, Kind.OWN);
    in.rehearsal.begin(run, in.operator, T);
    var rehearsed = in.carry(run, Kind.TRANSFER, true);
    assertThatThrownBy(() -> answer("approveRehearsal", "approved"))
        .hasMessageContaining("no rehearsal with a reconciliation");
    in.transfer.goLive(in.lease, rehearsed, T);
    in.reconciliation.make(rehearsed, T);
    var other = in.run();
    assertThatThrownBy(() -> answer(other, "approveRehearsal", "approved"))
        .hasMessageContaining("no rehearsal with a reconciliation");

    answer("approveRehearsal", "approved");

    assertThat(in.rehearsal.isUnderWay()).isFalse();
  }

  @Test
  void aRehearsalIsApprovedOnlyWhileTheFilesAreAsTheyWereRehearsed() {
    rehearsed(Kind.TRANSFER);
    in.sql("update merger_delivery set version = version + 1 where entity = 'CONTACT'");
    in.sql("update merger_delivery set version = version + 1 where id = " + takeover.contracts);

    assertThatThrownBy(() -> answer("approveRehearsal", "approved"))
        .hasMessageContaining("rehearsed again");
    assertThat(in.rehearsal.isUnderWay()).isTrue();

    answer("approveRehearsal", "again");
    rehearsed(Kind.TRANSFER);
    answer("approveRehearsal", "approved");
    assertThat(in.rehearsal.isUnderWay()).isFalse();
  }

  @Test
  void aRehearsalOfTheHistoryIsApprovedOnlyWhileItsFilesAreAsTheyWereRehearsed() {
    in.carryLive(run, Kind.OWN);
    in.carryLive(run, Kind.TRANSFER);
    rehearsed(Kind.HISTORY);
    in.sql("update merger_delivery set version = version + 1 where entity = 'CONTACT'");

    assertThatThrownBy(() -> answer("approveHistoryRehearsal", "approved"))
        .hasMessageContaining("rehearsed again");
  }

  @Test
  void aRehearsalIsNotApprovedWhenAPairWasDecidedAfterItBegan() {
    rehearsed(Kind.TRANSFER);
    decideAPair();

    assertThatThrownBy(() -> answer("approveRehearsal", "approved"))
        .hasMessageContaining("rehearsed again");
  }

  @Test
  void aRehearsalThatSawEveryVerdictIsApproved() {
    decideAPair();
    rehearsed(Kind.TRANSFER);

    answer("approveRehearsal", "approved");

    assertThat(in.rehearsal.isUnderWay()).isFalse();
  }

  /** By a clock that stands still: what a rehearsal saw is not told by moments. */
  private void decideAPair() {
    new SmallVerdicts(in.database).say(Verdict.DOUBT);
  }

  @Test
  void aRehearsalIsNotApprovedWhileAPairWaitsForAVerdict() {
    rehearsed(Kind.TRANSFER);
    in.sql("update matching_pair set decision = 'REVIEW' where decision = 'LINK'");

    assertThatThrownBy(() -> answer("approveRehearsal", "approved"))
        .hasMessageContaining("1 pairs wait for a verdict");
  }

  private void rehearsed(Kind kind) {
    if (kind == Kind.TRANSFER && in.number("select count(*) from transfer_cutover") == 0) {
      in.carryLive(run, Kind.OWN);
    }
    in.rehearsal.begin(run, in.operator, T);
    var cutover = in.carry(run, kind, true);
    in.transfer.goLive(in.lease, cutover, T);
    in.reconciliation.make(cutover, T);
  }

  @Test
  void givingUpOneRunLeavesTheRehearsalOfAnother() {
    in.carryLive(run, Kind.OWN);
    in.rehearsal.begin(run, in.operator, T);
    in.carry(run, Kind.TRANSFER, true);

    answer(in.run(), "confirmMapping", "abandon");

    assertThat(in.rehearsal.isUnderWay()).isTrue();
    assertThat(in.number("select count(*) from rehearsal.transfer_ledger")).isPositive();
  }

  private List<String> wall() {
    return in.texts(
        "select visible_from from customer_company where visible_from is not null and id = "
            + in.theirs);
  }

  private void answer(String task, String outcome) {
    answer(run, task, outcome);
  }

  private void answer(long about, String task, String outcome) {
    var item =
        new WorkItem(task, "1", "1", "run", about, "ZUID", "lead", null, List.of(outcome), null, T);
    item.complete(lead, outcome, "Gezien", T);
    steps.onAnswer(new WorkItemCompleting(item, lead, outcome, "Gezien"));
  }
}
