package org.klantbrug.billing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.MergerTerms;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.wave.WaveFacts;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** The small takeover, live: what a merger of it changes for the money. */
final class BillingFixture implements AutoCloseable {
  static final String CREDITOR = "DE98ZZZ09999999999";
  static final String IBAN = "NL91ABNA0417164300";
  static final LocalDate FROM = LocalDate.parse("2026-06-01");

  final MadeUpMerger in;
  final BusinessClock clock = new BusinessClock();
  final Audit audit;
  final ChangeSheets sheets;
  final ConfirmedSheets changes;
  final TakenFiles files;
  final Bills bills;
  final BillComparison comparison;
  final HandOvers handovers;
  final MadeHandOvers made;
  final HandOverAnswers answers;
  final Uncollected uncollected;
  final HandOverChase chase;
  final BillingAccounts accounts;
  final PreNotifications told;
  final FirstDebits debits;
  final BankFiles bank;
  final LateItems late;
  final List<String> work = new ArrayList<>();
  final List<String> reasons = new ArrayList<>();
  final List<String> happened = new ArrayList<>();
  final BillingSettings settings;
  final Staff operator;
  final Staff finance;

  BillingFixture() {
    in = SmallTakeover.live().in;
    at(MadeUpMerger.T);
    audit = new Audit(in.database, clock);
    sheets = new ChangeSheets(in.database, new MergerTerms(in.database, audit), clock, audit);
    changes = new ConfirmedSheets(in.database);
    files = new TakenFiles(in.database, clock, audit);
    var facts = new WaveFacts(in.database, in.rehearsal, new RunCutovers(in.database, in.transfer));
    bills = new Bills(files, facts);
    comparison = new BillComparison(in.database, audit);
    settings = new BillingSettings(in.database, clock, audit);
    var tasks = new BillingTasks(new NotedWork(), clock);
    handovers = new HandOvers(in.database, facts, tasks, new StopInTime(), clock, audit);
    made = new MadeHandOvers(in.database, clock, audit);
    answers = new HandOverAnswers(files, tasks, clock);
    uncollected = new Uncollected(in.database, tasks, new NotedWork(), clock, audit);
    chase =
        new HandOverChase(
            in.database,
            handovers,
            uncollected,
            new WorkingCalendars(in.database, audit, null),
            tasks,
            clock);
    accounts = new BillingAccounts(in.database, audit);
    told = new PreNotifications(in.database, audit);
    debits = new FirstDebits(in.database, tasks, new NotedWork(), clock, audit);
    bank = new BankFiles(files, debits);
    late = new LateItems(in.database, files, tasks, clock, audit);
    operator = staff(in.operator, "operator", "migrationOperator");
    finance = staff(in.finance, "finance", "finance");
  }

  private static Staff staff(long id, String login, String role) {
    return new Staff(id, login, login, "nl", false, null, Set.of(role), Set.of());
  }

  void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  /** All stays but these. */
  static List<Change> but(Map<Subject, String> becomes) {
    return Arrays.stream(Subject.values())
        .map(
            subject ->
                becomes.containsKey(subject)
                    ? new Change(subject, false, null, becomes.get(subject))
                    : new Change(subject, true, null, null))
        .toList();
  }

  /** Enters and confirms what changes for a label. */
  void confirmed(String label, Map<Subject, String> becomes) {
    sheets.enter(in.merger, label, FROM, but(becomes), operator);
    sheets.confirm(in.merger, newest(label).id(), finance);
  }

  /** An account of one of their customers is planned. */
  void member(String customer, String account) {
    in.sql(
        """
        insert into wave_member (merger_id, identity_id, account_key, person_id, phase, by_debit)
        select %1$d, %2$d, '%3$s', %2$d, 'REST', true"""
            .formatted(in.merger, in.identity(in.theirs, customer), account));
  }

  /** A wave of this day. */
  long wave(String day) {
    in.sql(
        "insert into wave_wave (merger_id, billing_day, day, phase, state) values (%d, 20, '%s', 'REST', 'RELEASED')"
            .formatted(in.merger, day));
    return in.number("select max(id) from wave_wave");
  }

  /** An account that is debited and went over with a wave. */
  void memberOver(String customer, String account, long wave) {
    member(customer, account);
    in.sql(
        "update wave_member set wave_id = %d, state = 'OVER' where account_key = '%s'"
            .formatted(wave, account));
  }

  /** Whom a guard stops, with the row that shows it. */
  List<String> stopped(String rows) {
    return in.texts(
        """
        with due as (select m.id, m.wave_id, m.identity_id, m.account_key, m.person_id, m.by_debit, w.day
                       from wave_member m left join wave_wave w on w.id = m.wave_id)
        select x.account_key || ' ' || f.key from (%s) f join wave_member x on x.id = f.member_id order by 1"""
            .formatted(rows)
            .replace(":today", "date '%s'".formatted(clock.today())));
  }

  /** A file of the first hand-over of a wave, taken out by finance. */
  String file(long wave, Side side) {
    var out = new ByteArrayOutputStream();
    made.write(made.of(wave).get(0).id(), side, out, finance);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What changed by the lines of a hand-over. */
  List<String> changes(int no) {
    return in.texts(
        "select l.change from billing_handover_line l join billing_handover h on h.id = l.handover_id where h.no = %d"
            .formatted(no));
  }

  /** Both files of a hand-over without what changed. */
  List<String> lines(int no) {
    return in.texts(
        "select l.side || ' ' || l.line from billing_handover_line l join billing_handover h on h.id = l.handover_id where h.no = %d order by 1"
            .formatted(no));
  }

  /** How far the accounts are. */
  List<String> states() {
    return in.texts("select account_key || ' ' || state from billing_account order by 1");
  }

  /** A side answers, without saying which hand-over. */
  TakenFiles.Counts answer(Side side, String lines) {
    return answers(side, "customer;account;answer;reason\n" + lines);
  }

  TakenFiles.Counts answers(Side side, String file) {
    return answers.take(
        in.merger,
        side,
        "answers.csv",
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        operator);
  }

  private final class NotedWork extends WorkItems {
    @Override
    public void open(WorkItem item) {
      work.add(item.kind());
      reasons.add(item.reason());
    }

    @Override
    public void happened(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      happened.add(kind + " " + subjectId);
    }

    @Override
    public boolean asks(String subjectKind, long subjectId, String kind) {
      return work.contains(kind);
    }
  }

  ChangeSheet newest(String label) {
    return sheets.of(in.merger, label).get(0);
  }

  @Override
  public void close() {
    in.close();
  }
}
