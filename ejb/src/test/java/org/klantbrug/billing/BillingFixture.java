package org.klantbrug.billing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.MergerTerms;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.wave.WaveFacts;

/** The small takeover, live: what a merger of it changes for the money. */
final class BillingFixture implements AutoCloseable {
  static final String CREDITOR = "DE98ZZZ09999999999";
  static final String IBAN = "NL91ABNA0417164300";
  static final LocalDate FROM = LocalDate.parse("2026-06-01");

  final MadeUpMerger in;
  final BusinessClock clock = new BusinessClock();
  final Audit audit;
  final ChangeSheets sheets;
  final LabelChanges changes;
  final TakenFiles files;
  final Bills bills;
  final BillComparison comparison;
  final BillingSettings settings;
  final Staff operator;
  final Staff finance;

  BillingFixture() {
    in = SmallTakeover.live().in;
    at(MadeUpMerger.T);
    audit = new Audit(in.database, clock);
    sheets = new ChangeSheets(in.database, new MergerTerms(in.database, audit), clock, audit);
    changes = new LabelChanges(in.database);
    files = new TakenFiles(in.database, clock, audit);
    var facts = new WaveFacts(in.database, in.rehearsal, new RunCutovers(in.database, in.transfer));
    bills = new Bills(files, facts);
    comparison = new BillComparison(in.database, audit);
    settings = new BillingSettings(in.database, clock, audit);
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

  ChangeSheet newest(String label) {
    return sheets.of(in.merger, label).get(0);
  }

  @Override
  public void close() {
    in.close();
  }
}
