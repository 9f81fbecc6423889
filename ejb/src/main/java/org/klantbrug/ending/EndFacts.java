package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.MergerWay;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.wave.WaveBalance;

/** What the books say about each criterion, counted anew each time. */
@ApplicationScoped
class EndFacts {
  /** So long a direct debit is paid back without a reason (SEPA core rulebook, 4.3). */
  static final int REFUND_WEEKS = 8;

  /** So long a debit that nobody allowed can be reported (art. 7:526 BW). */
  static final int UNAUTHORISED_MONTHS = 13;

  /** A check of the archive that is older than this many days says nothing any more. */
  static final int CHECKED_WITHIN = 7;

  /** Years that tax law keeps books (art. 52 AWR). */
  static final int TAX_YEARS = 7;

  private WaveBalance balance;
  private MergerWay way;
  private BusinessClock clock;

  /** For the container. */
  protected EndFacts() {}

  /** Works with these. */
  @Inject
  EndFacts(WaveBalance balance, MergerWay way, BusinessClock clock) {
    this.balance = balance;
    this.way = way;
    this.clock = clock;
  }

  /** All findings of a merger, by criterion. */
  List<Finding> of(Handle handle, long merger) {
    var all = new ArrayList<Finding>();
    for (var criterion : Criterion.values()) {
      var findings = new Findings(handle, merger, clock.today(), criterion);
      look(criterion, findings, merger);
      if (criterion.isSaid()) {
        findings.none(
            "SAY",
            "select case when exists (select from ending_word where merger_id = :merger and criterion = '%s') then 0 else 1 end"
                .formatted(criterion));
      }
      all.addAll(findings.made());
    }
    return all;
  }

  private void look(Criterion criterion, Findings findings, long merger) {
    switch (criterion) {
      case KEYS -> keys(findings, merger);
      case ARCHIVE -> archive(findings);
      case TAX -> tax(findings);
      case HOLDS -> holds(findings);
      case ACCESS -> access(findings);
      case LATE -> late(findings);
      case REFUNDS -> refunds(findings);
      default -> throw new IllegalStateException(criterion + " is not looked at");
    }
  }

  private void keys(Findings found, long merger) {
    found.none(
        "NOT_SIGNED",
        "select count(*) from merger_merger where id = :merger and state <> 'SIGNED'");
    found.none(
        "RUN_OPEN",
        "select count(*) from merger_run where merger_id = :merger and closed_at is null");
    found.none(
        "ACCOUNTS_LEFT",
        "select count(*) from wave_member where merger_id = :merger and state not in ('OVER', 'GONE', 'STAYS')");
    found.none(
        "OBJECTIONS_OPEN",
        "select count(*) from objection_objection where merger_id = :merger and ended_at is null");
    found.none(
        "REJECTS_OPEN",
        """
        select count(*) from merger_reject j join merger_delivery d on d.id = j.delivery_id join merger_run r on r.id = d.run_id
         where r.merger_id = :merger and j.state = 'OPEN' and d.id in (select id from merger_carried_delivery)""");
    if (way.isByWaves(merger)) {
      byWaves(found, merger);
    } else {
      found.none("LINES_WITHOUT_OUTCOME", WITHOUT_OUTCOME);
    }
    found.shown("LINES_BOOKED", found.count(BOOKED), "");
  }

  /** Waves book what later files replaced by it, so their own balance says what is left. */
  private void byWaves(Findings found, long merger) {
    var over =
        found.count("select count(*) from wave_wave where merger_id = :merger and state = 'OVER'");
    found.missingIf(over == 0, "NO_WAVE_OVER", 0, "");
    if (over > 0) {
      var left = balance.of(merger).stream().mapToLong(WaveBalance.Whole::left).sum();
      found.missingIf(left > 0, "RECORDS_LEFT", left, "");
    }
  }

  private static final String OF_THEIRS =
      """
      transfer_ledger g
        join transfer_cutover c on c.id = g.cutover_id and c.merger_id = :merger and c.state = 'LIVE' and not c.rehearsal
        join merger_merger m on m.id = c.merger_id and m.acquired_id = g.company_id""";

  private static final String BOOKED = "select count(*) from " + OF_THEIRS;

  /** Each line of a file that was carried has one row in the books. */
  private static final String WITHOUT_OUTCOME =
      """
      select abs((select coalesce(sum(d.read_lines), 0)
                    from merger_delivery d join merger_run r on r.id = d.run_id and r.merger_id = :merger
                    join merger_merger m on m.id = r.merger_id and m.acquired_id = d.company_id
                   where d.id in (select id from merger_carried_delivery))
                 - (%s))"""
          .formatted(BOOKED);

  private void archive(Findings found) {
    var newest =
        found.count(
            "select coalesce(max(id), 0) from ending_archive where merger_id = :merger and made_at is not null");
    found.missingIf(newest == 0, "NO_ARCHIVE", 0, "");
    if (newest == 0) {
      return;
    }
    found.none("FILES_NOT_IN_ARCHIVE", ArchiveRows.NOT_ARCHIVED);
    var checked =
        found.day(
            "select cast(max(checked_at) at time zone 'Europe/Amsterdam' as date) from ending_archive_check where archive_id = "
                + newest);
    var fresh = checked != null && !checked.isBefore(clock.today().minusDays(CHECKED_WITHIN));
    found.missingIf(!fresh, "NOT_CHECKED", CHECKED_WITHIN, "");
    found.none("ARCHIVE_BROKEN", BROKEN.formatted(newest));
    found.shown(
        "ARCHIVE_HOLDS",
        found.count("select count(*) from ending_archive_file where archive_id = " + newest),
        String.valueOf(found.day("select keep_until from ending_archive where id = " + newest)));
  }

  private static final String BROKEN =
      """
      select cardinality(wrong) from ending_archive_check
       where id = (select max(id) from ending_archive_check where archive_id = %d)
      union all select 0 limit 1""";

  private void tax(Findings found) {
    found.shown("INVOICES", found.count(FACTS.formatted("contract_invoice")), first(found));
    found.shown("CONTRACTS", found.count(FACTS.formatted("contract_contract")), "");
    found.shown(
        "PAID",
        found.count(FACTS.formatted("contract_invoice") + " and f.paid_on is not null"),
        "");
    found.none("NO_INVOICES", NO_INVOICES);
    found.shown("SEVEN_YEARS", TAX_YEARS, clock.today().minusYears(TAX_YEARS).getYear() + "");
  }

  private static String first(Findings found) {
    var day =
        found.day(
            FACTS.formatted("contract_invoice").replace("count(*)", "min(f.issued_on)")
                + " having min(f.issued_on) is not null");
    return day == null ? "" : day.toString();
  }

  private static final String FACTS =
      """
      select count(*) from %s f join customer_identity i on i.id = f.identity_id
        join merger_merger m on m.id = :merger and m.acquired_id = i.company_id where f.superseded_by is null""";

  private static final String NO_INVOICES =
      """
      select case when exists (select from merger_delivery d join merger_run r on r.id = d.run_id
                                join merger_merger m on m.id = r.merger_id and m.acquired_id = d.company_id
                                where r.merger_id = :merger and d.entity = 'INVOICE' and d.state = 'IMPORTED')
                    or exists (select from ending_word where merger_id = :merger and criterion = 'TAX') then 0 else 1 end""";

  private void holds(Findings found) {
    var here = found.count(HELD);
    found.shown("HOLDS_HERE", here, "");
    var theirs =
        found.count(
            """
            select coalesce((select number from ending_word where merger_id = :merger and criterion = 'HOLDS' order by id desc limit 1), 0)""");
    found.missingIf(theirs > here, "HOLDS_NOT_COPIED", theirs - here, "");
  }

  private static final String HELD =
      """
      select count(distinct h.hold_id) from privacy_held_identity h join customer_identity i on i.id = h.identity_id
        join merger_merger m on m.id = :merger and m.acquired_id = i.company_id""";

  private void access(Findings found) {
    found.none(
        "ACCESS_ITEM_OPEN",
        "select count(*) from programme_item where merger_id = :merger and code = 'ACCESS_AGREED' and state in ('OPEN', 'ASKED')");
    found.none("TOKENS_OF_WHO_LEFT", TOKENS);
    found.shown(
        "PEOPLE_WITH_ACCESS", found.count("select count(*) from identity_staff where active"), "");
  }

  private static final String TOKENS =
      """
      select count(*) from identity_token t join identity_staff s on s.id = t.staff_id
       where not s.active and t.revoked_at is null and t.expires_at > cast(:today as date)""";

  private void late(Findings found) {
    found.none("LATE_TASKS", TASKS.formatted("'handleLateMoney', 'handleLateNews'"));
    found.none(
        "DEBIT_TASKS",
        TASKS.formatted("'solveWrongDebit', 'solveRefusedHandover', 'lookAtHeldBilling'"));
    found.none(
        "NOT_BILLED_YET",
        "select count(*) from billing_account where merger_id = :merger and undone_at is null and state <> 'LIVE'");
    found.none(
        "COLLECTED_BY_NOBODY",
        "select count(*) from billing_uncollected where merger_id = :merger and state in ('ASKED', 'OPEN')");
    found.shown(
        "LATE_NOTED",
        found.count("select count(*) from billing_late_item where merger_id = :merger"),
        "");
  }

  private static final String TASKS =
      """
      select count(*) from work_item w
       where w.state = 'OPEN' and w.kind in (%s) and w.subject_kind = 'customer'
         and w.subject_id in (select l.party_id from customer_party_link l join customer_identity i on i.id = l.identity_id
                                join merger_merger m on m.id = :merger and m.acquired_id = i.company_id where l.ended_at is null)""";

  private void refunds(Findings found) {
    var last = found.day(LAST_DEBIT);
    if (last == null) {
      found.missingIf(true, "NOBODY_OVER", 0, "");
      return;
    }
    var until = last.plusWeeks(REFUND_WEEKS);
    found.missingIf(!clock.today().isAfter(until), "REFUNDS_UNTIL", REFUND_WEEKS, until.toString());
    found.shown("LAST_DEBIT", 0, last.toString());
    found.shown("UNAUTHORISED_UNTIL", UNAUTHORISED_MONTHS, unauthorised(last).toString());
  }

  private static LocalDate unauthorised(LocalDate last) {
    return last.plusMonths(UNAUTHORISED_MONTHS);
  }

  /**
   * The last first debit; where nothing was handed over from here, the day of the last transfer.
   */
  private static final String LAST_DEBIT =
      """
      select d from (select coalesce(
               greatest((select max(first_debit_on) from billing_account where merger_id = :merger and undone_at is null and by_debit),
                        (select max(booked_on) from billing_debit where merger_id = :merger and kind = 'DEBIT')),
               (select cast(max(live_at) at time zone 'Europe/Amsterdam' as date) from transfer_cutover
                 where merger_id = :merger and kind = 'TRANSFER' and state = 'LIVE' and not rehearsal)) as d) x
       where d is not null""";
}
