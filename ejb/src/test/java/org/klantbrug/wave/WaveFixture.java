package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.identity.Staff;
import org.klantbrug.privacy.HeldMembers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.RunFacts;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * The small takeover, live, whose customers B1 (billed on day 5) and B2 (day 20) have an account.
 */
final class WaveFixture implements AutoCloseable {
  final SmallTakeover takeover;
  final MadeUpMerger in;
  final BusinessClock clock = new BusinessClock();
  final List<String> work = new ArrayList<>();
  final WaveSettings settings;
  final WaveFacts facts;
  final GuardCheck guards;
  final WavePlans plans;
  final Waves waves;
  final WaveMoves moves;
  final GoTimes times;
  final WaveDecisions decisions;
  final WaveProcess process;
  final WaveCutovers carrying;
  final WaveUndo undo;
  final PassedWaves passed;
  final RunCutovers cutovers;
  final Heard<WaveLetGo> letGo = new Heard<>();
  final Heard<WaveWentOver> wentOver = new Heard<>();
  final Heard<WaveTakenBack> takenBack = new Heard<>();
  final NotedProcesses processes = new NotedProcesses();
  final MemberList members;
  final Mandates mandates;
  int needed;
  final Staff lead;
  final Staff finance;

  WaveFixture(SmallTakeover takeover) {
    this(takeover, new HeldMembers());
  }

  /** With guards of which other contexts keep the facts. */
  WaveFixture(SmallTakeover takeover, GuardOfOthers... others) {
    this.takeover = takeover;
    in = takeover.in;
    at(MadeUpMerger.T);
    var audit = new Audit(in.database, clock);
    var calendars = new WorkingCalendars(in.database, audit, null);
    settings = new WaveSettings(in.database, calendars, clock, audit);
    cutovers = new RunCutovers(in.database, in.transfer);
    facts = new WaveFacts(in.database, in.rehearsal, cutovers);
    var tasks = new WaveTasks(new NotedWork(), clock);
    guards = new GuardCheck(settings, facts, tasks, clock, List.of(others));
    plans = new WavePlans(in.database, facts, settings, guards, clock, audit);
    waves = new Waves(in.database, settings);
    moves = new WaveMoves(in.database, settings, tasks, clock, audit);
    process = new WaveProcess(in.database, processes, new RunFacts(in.database), clock);
    times =
        new GoTimes(
            in.database, settings, clock, List.of((handle, merger, day) -> day.minusDays(needed)));
    decisions =
        new WaveDecisions(
            in.database,
            facts,
            settings,
            waves,
            guards,
            moves,
            process,
            times,
            letGo,
            clock,
            audit);
    carrying =
        new WaveCutovers(
            in.database,
            facts,
            settings,
            waves,
            guards,
            moves,
            in.transfer,
            cutovers,
            clock,
            wentOver);
    undo =
        new WaveUndo(
            in.database, settings, waves, moves, process, in.transfer, cutovers, clock, takenBack);
    passed = new PassedWaves(in.database, settings, waves, undo, process, tasks, clock);
    members = new MemberList(in.database, audit);
    mandates = new Mandates(facts, settings, clock, audit);
    lead = staff(in.operator, "operator", "migrationLead", "merger.waves", "merger.approve");
    finance = staff(in.finance, "finance", "finance", "merger.sign");
  }

  /** What a colleague moves and holds with, on a connection of his own. */
  WaveMoves movesOfAColleague() {
    return new WaveMoves(
        new Database(in.source()),
        settings,
        new WaveTasks(new NotedWork(), clock),
        clock,
        new Audit(in.database, clock));
  }

  /** The small takeover, rehearsed and ready for waves, before any of them went. */
  static WaveFixture ready() {
    var takeover = SmallTakeover.staged();
    takeover.in.sql("update merger_merger set by_waves = true");
    takeover.in.carryLive(takeover.run, Kind.OWN);
    takeover.in.rehearsal.begin(takeover.run, takeover.in.operator, MadeUpMerger.T);
    for (var kind : List.of(Kind.TRANSFER, Kind.HISTORY)) {
      takeover.in.rehearse(takeover.run, kind);
    }
    takeover.in.sql("update merger_run set state = 'READY'");
    return new WaveFixture(takeover);
  }

  static WaveFixture live() {
    return new WaveFixture(SmallTakeover.live());
  }

  private static Staff staff(long id, String login, String role, String... actions) {
    return new Staff(id, login, login, "nl", false, null, Set.of(role), Set.of(actions));
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  /** A moment later, so that what is looked at again is told from what was found before. */
  void later() {
    at(clock.now().plusSeconds(60));
  }

  void plan() {
    later();
    plans.plan(in.merger, lead);
  }

  void check() {
    later();
    guards.check(in.merger, null);
  }

  /** Shortly before its wave goes, with what the old company delivered this morning. */
  void toDecideOn(String account) {
    at(day(account).minusDays(2).atTime(9, 0).atZone(BusinessClock.ZONE).toInstant());
    in.sql("update merger_delivery set extract_as_of = '%s'".formatted(clock.now()));
  }

  /** Another account of a customer of theirs. */
  void contract(String customer, String key, String account, int billingDay) {
    in.sql(
        """
        insert into contract_contract (identity_id, source_key, billing_account_key, billing_day, state, payment_method)
        values (%d, '%s', '%s', %d, 'ACTIVE', 'Automatische incasso')"""
            .formatted(identity(customer), key, account, billingDay));
  }

  long identity(String customer) {
    return in.identity(in.theirs, customer);
  }

  long member(String account) {
    return in.number("select id from wave_member where account_key = '%s'".formatted(account));
  }

  int version(String account) {
    return (int)
        in.number("select version from wave_member where account_key = '%s'".formatted(account));
  }

  String state(String account) {
    return in.text("select state from wave_member where account_key = '%s'".formatted(account));
  }

  LocalDate day(String account) {
    return LocalDate.parse(
        in.text(
            "select cast(w.day as text) from wave_member m join wave_wave w on w.id = m.wave_id where m.account_key = '%s'"
                .formatted(account)));
  }

  long wave(String account) {
    return in.number("select wave_id from wave_member where account_key = '%s'".formatted(account));
  }

  /** What stops an account now, with the row that shows it. */
  List<String> stops(String account) {
    return in.texts(
        """
        select g.code || ' ' || g.evidence_key from wave_guard_result g join wave_member m on m.id = g.member_id
         where m.account_key = '%s' and g.cleared_at is null and g.accepted_at is null order by 1"""
            .formatted(account));
  }

  /** Finance signs the reconciliation of the customers. */
  void sign() {
    var cutover =
        in.number(
            "select id from transfer_cutover where kind = '%s' and not rehearsal"
                .formatted(Kind.TRANSFER));
    in.sql(
        """
        insert into transfer_reconciliation (cutover_id, made_at, balanced, signed_by, signed_at)
        values (%d, now(), true, %d, now())"""
            .formatted(cutover, in.finance));
  }

  /** As if there were no debits and arrangements, which guards would stop. */
  void nothingStopsThem() {
    in.sql("update rehearsal.contract_contract set payment_method = null");
    in.sql("update rehearsal.contract_arrangement set state = 'KEPT'");
    in.sql("update merger_staged_arrangement set state = 'KEPT'");
  }

  /** The work list, which only notes what is asked. */
  WorkItems workItems() {
    return new NotedWork();
  }

  /** Lets the wave of an account go and carries it on its day. */
  long goesOver(String account) {
    var wave = released(account);
    at(day(account).atTime(1, 0).atZone(BusinessClock.ZONE).toInstant());
    fresh();
    carry(wave);
    return wave;
  }

  /** Both sides say that the wave of an account may go. */
  long released(String account) {
    toDecideOn(account);
    var wave = wave(account);
    decisions.go(wave, WaveDecisions.Side.LEAD, lead);
    later();
    assertThat(decisions.go(wave, WaveDecisions.Side.FINANCE, finance)).isTrue();
    return wave;
  }

  /** As if the old company had delivered just now. */
  void fresh() {
    in.sql("update merger_delivery set extract_as_of = '%s'".formatted(clock.now()));
  }

  void carry(long wave) {
    carrySlices(carrying.open(in.lease, wave, in.lease.jobId(), lead.id()));
    assertThat(carrying.goLive(in.lease, wave, in.lease.jobId())).isTrue();
  }

  void carrySlices(long cutover) {
    if ("RUNNING".equals(in.transfer.read(cutover).state())) {
      in.transfer
          .plan(in.lease, cutover)
          .forEach(slice -> in.transfer.transferSlice(in.lease, cutover, slice));
    }
  }

  /** Finance signs the statement of a wave. */
  void sign(long wave) {
    var statement = in.reconciliation.make(carrying.find(wave).orElseThrow().id(), clock.now());
    in.sql(
        "update transfer_reconciliation set signed_by = %d, signed_at = now() where id = %d"
            .formatted(in.finance, statement.id()));
  }

  @Override
  public void close() {
    in.close();
  }

  private final class NotedWork extends WorkItems {
    @Override
    public void open(WorkItem item) {
      work.add(item.kind());
    }

    @Override
    public boolean asks(String subjectKind, long subjectId, String kind) {
      return work.contains(kind);
    }
  }
}
