package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.identity.Staff;
import org.klantbrug.matching.RunModels;
import org.klantbrug.matching.Verdict;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;

/** One says something of a pair while another approves, or begins, what builds on all verdicts. */
@OnDatabase
class VerdictsWhileApprovedTest {
  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;
  private final long run = takeover.run;
  private final TwoAtOnce two = new TwoAtOnce(in);
  private final Database first = two.first;
  private final Database second = two.second;
  private final Staff lead =
      new Staff(in.finance, "lead", "Joris", "nl", false, null, Set.of("lead"), Set.of());

  @AfterEach
  void close() {
    two.close();
    in.close();
  }

  @Test
  void anApprovalWaitsForAVerdictUnderWayAndIsThenRefused() {
    rehearsed();

    var approval =
        two.whileOpen(
            () -> new SmallVerdicts(first).say(Verdict.DOUBT), () -> approve(second), "approval");

    assertThatThrownBy(approval::get).hasMessageContaining("rehearsed again");
    assertThat(in.text("select verdict from matching_pair order by id desc limit 1"))
        .isEqualTo("DOUBT");
  }

  @Test
  void aVerdictWaitsForAnApprovalUnderWayAndIsThenRefused() {
    rehearsed();

    var verdict =
        two.whileOpen(
            () -> approve(first), () -> new SmallVerdicts(second).say(Verdict.DOUBT), "verdict");

    assertThatThrownBy(verdict::get).hasMessageContaining("rehearsal was approved");
    assertThat(in.number("select count(*) from matching_verdict")).isZero();
  }

  @Test
  void aRehearsalThatBeganWhileAVerdictWasUnderWaySawIt() throws Exception {
    in.carryLive(run, Kind.OWN);
    in.rehearsal.begin(run, in.operator, T);

    two.whileOpen(
            () -> new SmallVerdicts(first).say(Verdict.DOUBT), () -> begin(second), "rehearsal")
        .get();

    assertThat(in.number("select seen_verdict from transfer_cutover where rehearsal"))
        .isEqualTo(in.number("select max(id) from matching_verdict"));
  }

  @Test
  void aVerdictOfWhileARehearsalBeganWasNotSeenByIt() throws Exception {
    in.carryLive(run, Kind.OWN);
    in.rehearsal.begin(run, in.operator, T);

    two.whileOpen(() -> begin(first), () -> new SmallVerdicts(second).say(Verdict.DOUBT), "verdict")
        .get();

    assertThat(in.number("select seen_verdict from transfer_cutover where rehearsal")).isZero();
    assertThat(in.number("select count(*) from matching_verdict")).isEqualTo(1);
  }

  private void begin(Database database) {
    new Transfer(database, new GoldenRecord(database))
        .begin(run, Kind.TRANSFER, true, in.operator, T);
  }

  private void rehearsed() {
    in.carryLive(run, Kind.OWN);
    in.rehearsal.begin(run, in.operator, T);
    var cutover = in.carry(run, Kind.TRANSFER, true);
    in.transfer.goLive(in.lease, cutover, T);
    in.reconciliation.make(cutover, T);
  }

  /** As the work list does it: the answer and what it means in one transaction. */
  private void approve(Database database) {
    database.inTransaction(
        handle -> {
          handle.execute(
              """
              insert into work_item (kind, subject_kind, subject_id, role_code, state, outcome, created_at)
              values ('approveRehearsal', 'run', ?, 'migrationLead', 'DONE', 'approved', now())""",
              run);
          var item =
              new WorkItem(
                  "approveRehearsal",
                  "1",
                  "1",
                  "run",
                  run,
                  "ZUID",
                  "lead",
                  null,
                  List.of("approved"),
                  null,
                  T);
          item.complete(lead, "approved", null, T);
          steps(database).onAnswer(new WorkItemCompleting(item, lead, "approved", null));
          return null;
        });
  }

  private MigrationSteps steps(Database database) {
    var clock = new BusinessClock();
    var audit = new Audit(database, clock);
    var transfer = new Transfer(database, new GoldenRecord(database));
    return new MigrationSteps(
        database,
        new RunsInTables(in),
        new RunCutovers(database, transfer),
        new Reconciliation(database, audit),
        new Rehearsal(database),
        new RunModels(database),
        new RunFacts(database),
        clock,
        audit);
  }
}
