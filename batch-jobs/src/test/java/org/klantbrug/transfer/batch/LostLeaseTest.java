package org.klantbrug.transfer.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.RunFacts;
import org.klantbrug.transfer.RunsInTables;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.LeaseLost;

/**
 * A server that was halted before or after the slices of its job goes on when another has the job.
 */
@OnDatabase
class LostLeaseTest {
  private static final String EVERYTHING =
      """
      select md5(string_agg(query_to_xml(
               format('select * from %I.%I t order by t::text', nspname, relname), true, false, '')::text, '' order by c.oid))
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where relkind = 'r' and nspname in ('public', 'rehearsal')
      """;

  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;
  private final BusinessClock clock = new BusinessClock();
  private final JobRuns jobRuns =
      new JobRuns(in.database, new Outbox(in.database, clock, null), null);
  private final RunsInTables mergers = new RunsInTables(in);
  private final JobLease lost = in.lease;
  private final JobLease held = new JobLease(lost.jobId(), lost.epoch() + 1);

  LostLeaseTest() {
    clock.set(Clock.fixed(MadeUpMerger.T, BusinessClock.ZONE));
  }

  @AfterEach
  void close() {
    in.close();
  }

  /**
   * What a job does outside its slices.
   *
   * @param first whether before them
   * @param live what is live by then
   * @param rehearsed that, or null
   */
  record Part(JobWork work, boolean first, List<Kind> live, Kind rehearsed) {
    void run(JobLease lease, JobRequest job) {
      if (first) {
        work.prepare(lease, job);
      } else {
        work.finish(lease, job);
      }
    }

    @Override
    public String toString() {
      return (first ? "prepare " : "finish ") + work.kind();
    }
  }

  static Stream<Part> parts() {
    var own = List.of(Kind.OWN);
    var customers = List.of(Kind.OWN, Kind.TRANSFER);
    var all = List.of(Kind.values());
    return Stream.of(
        new Part(new LoadOwnCustomers(), true, List.of(), null),
        new Part(new RehearseTransfer(), true, own, null),
        new Part(new RehearseTransfer(), false, own, Kind.TRANSFER),
        new Part(new TransferCustomers(), true, own, null),
        new Part(new ReconcileTransfer(), false, customers, null),
        new Part(new RehearseContactHistory(), true, customers, null),
        new Part(new RehearseContactHistory(), false, customers, Kind.HISTORY),
        new Part(new MoveContactHistory(), true, customers, null),
        new Part(new ReconcileContactHistory(), false, all, null),
        new Part(new TakeBackHistory(), false, all, null),
        new Part(new UndoContactHistory(), false, all, null),
        new Part(new UndoTransfer(), false, all, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void whoLostTheJobWritesNothingAndWhoHoldsItDoes(Part part) {
    part.live().forEach(kind -> in.carryLive(takeover.run, kind));
    if (part.rehearsed() != null) {
      in.rehearsal.begin(takeover.run, in.operator, MadeUpMerger.T);
      in.transfer.goLive(in.lease, in.carry(takeover.run, part.rehearsed(), true), MadeUpMerger.T);
    }
    inject(part.work(), new RunCutovers(in.database, in.transfer));
    anotherTakesTheJob();
    var before = in.text(EVERYTHING);

    assertThatThrownBy(() -> part.run(lost, job(part.work()))).isInstanceOf(LeaseLost.class);
    assertThat(in.text(EVERYTHING)).isEqualTo(before);

    part.run(held, job(part.work()));
    assertThat(in.text(EVERYTHING)).isNotEqualTo(before);
  }

  @Test
  void whoSawNothingLiveBeforeItWasHaltedBeginsNothingBesideWhatTheOtherCarried() {
    in.carryLive(takeover.run, Kind.OWN);
    var other = inject(new TransferCustomers(), new RunCutovers(in.database, in.transfer));
    var halted =
        inject(
            new TransferCustomers(),
            new RunCutovers(in.database, in.transfer) {
              @Override
              public Optional<Cutover> find(
                  long runId, Kind kind, boolean rehearsal, String state) {
                var seen = super.find(runId, kind, rehearsal, state);
                anotherTakesTheJob();
                carryAll(other);
                return seen;
              }
            });

    assertThatThrownBy(() -> halted.prepare(lost, job(halted))).isInstanceOf(LeaseLost.class);

    assertThat(in.texts("select kind || ' ' || state from transfer_cutover order by id"))
        .containsExactly("OWN LIVE", "TRANSFER LIVE");
  }

  private void carryAll(JobWork work) {
    for (var slice : work.prepare(held, job(work))) {
      work.work(held, job(work), slice);
    }
    work.finish(held, job(work));
  }

  private void anotherTakesTheJob() {
    in.sql("update work_job set epoch = %d".formatted(held.epoch()));
  }

  private JobRequest job(JobWork work) {
    return new JobRequest(lost.jobId(), work.kind(), "run", takeover.run, Map.of(), in.operator);
  }

  private <T extends JobWork> T inject(T work, RunCutovers cutovers) {
    if (work instanceof CarryWork carry) {
      carry.transfer = in.transfer;
      carry.cutovers = cutovers;
      carry.jobRuns = jobRuns;
      carry.clock = clock;
    }
    if (work instanceof LoadOwnCustomers own) {
      own.identities = in.identities;
      own.mergers = mergers;
    }
    if (work instanceof RehearseContactHistory history) {
      history.facts = new RunFacts(in.database);
    }
    if (work instanceof RehearseWork rehearse) {
      rehearse.rehearsal = in.rehearsal;
      rehearse.reconciliation = in.reconciliation;
    }
    if (work instanceof ReconcileWork reconcile) {
      reconcile.reconciliation = in.reconciliation;
      reconcile.cutovers = cutovers;
      reconcile.jobRuns = jobRuns;
      reconcile.clock = clock;
    }
    if (work instanceof UndoWork undo) {
      undo.cutovers = cutovers;
      undo.jobRuns = jobRuns;
      undo.clock = clock;
    }
    if (work instanceof UndoTransfer undo) {
      undo.mergers = mergers;
    }
    if (work instanceof UndoContactHistory undo) {
      undo.mergers = mergers;
    }
    return work;
  }
}
