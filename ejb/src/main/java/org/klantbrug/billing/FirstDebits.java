package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * The first debits of accounts that went over: once, by us, for the right amount. What is other
 * becomes a task; no reminder goes out before finance verified it.
 */
@ApplicationScoped
public class FirstDebits {
  /** Element of the process of a wave in which finance looks at them. */
  static final String VERIFY = "verifyFirstDebit";

  /** Days after the billing day by which a debit must have been seen. */
  private static final int SEEN_WITHIN = 5;

  private static final int SHOWN = 50;

  private Database database;
  private BillingTasks tasks;
  private WorkItems workItems;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected FirstDebits() {}

  /** Works with these. */
  @Inject
  public FirstDebits(
      Database database,
      BillingTasks tasks,
      WorkItems workItems,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.tasks = tasks;
    this.workItems = workItems;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * The first debits of a wave.
   *
   * @param expected accounts that are paid by direct debit
   * @param missing of which nothing was seen in time
   * @param watchedUntil until when the last of them can be paid back without a reason: eight weeks
   *     (PSD2, art. 77); null before the first
   * @param blocked accounts that may not be sent reminders
   */
  public record Figures(
      long waveId,
      LocalDate day,
      long expected,
      long right,
      long wrong,
      long missing,
      long refused,
      long refunded,
      long waiting,
      long blocked,
      LocalDate watchedUntil,
      Instant verifiedAt,
      String verifiedBy) {}

  /** Which first debits are shown. */
  public enum Show {
    EXPECTED("a.by_debit"),
    RIGHT("a.by_debit and a.debit_state = 'RIGHT'"),
    WRONG("a.debit_state in ('WRONG_AMOUNT', 'TWICE', 'BOTH', 'OLD_ONLY')"),
    MISSING(
        "a.by_debit and a.debit_state = 'NONE' and a.first_debit_on < cast(:today as date) - "
            + SEEN_WITHIN),
    REFUSED("a.debit_state = 'REFUSED'"),
    REFUNDED("a.debit_state = 'REFUNDED'"),
    BLOCKED("a.dunning_from is null");

    private final String condition;

    Show(String condition) {
      this.condition = condition;
    }
  }

  /**
   * The first debit of an account.
   *
   * @param amount that it should be
   * @param debited what we debited so far; null if nothing
   * @param reason code of the bank; null if it gave none
   */
  public record FirstDebit(
      long memberId,
      String customer,
      String account,
      DebitState state,
      LocalDate due,
      LocalDate debitedOn,
      BigDecimal amount,
      BigDecimal debited,
      BigDecimal byOld,
      String reason,
      boolean dunning) {}

  /** The first debits of each wave that was handed over, the earliest first. */
  public List<Figures> of(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select w.id as wave_id, w.day, count(*) filter (where %s) as expected, count(*) filter (where %s) as "right",
                           count(*) filter (where %s) as wrong, count(*) filter (where %s) as missing,
                           count(*) filter (where %s) as refused, count(*) filter (where %s) as refunded,
                           count(*) filter (where a.by_debit and a.debit_state = 'NONE' and a.first_debit_on >= cast(:today as date) - %d) as waiting,
                           count(*) filter (where %s) as blocked, max(a.debited_on) + 56 as watched_until,
                           max(v.at) as verified_at, max(s.full_name) as verified_by
                      from billing_account a join wave_wave w on w.id = a.wave_id
                      left join lateral (select * from billing_verification x where x.wave_id = w.id order by x.id desc limit 1) v on true
                      left join identity_staff s on s.id = v.staff_id
                     where a.merger_id = :merger and a.undone_at is null and a.state <> 'HELD'
                     group by w.id order by w.day, w.id"""
                        .formatted(
                            Show.EXPECTED.condition,
                            Show.RIGHT.condition,
                            Show.WRONG.condition,
                            Show.MISSING.condition,
                            Show.REFUSED.condition,
                            Show.REFUNDED.condition,
                            SEEN_WITHIN,
                            Show.BLOCKED.condition))
                .bind("merger", mergerId)
                .bind("today", clock.today())
                .map(ConstructorMapper.of(Figures.class))
                .list());
  }

  /**
   * The rows behind a figure; that they were shown is written down.
   *
   * @param after the member behind which the page begins; null for the first
   */
  public List<FirstDebit> page(long waveId, Show show, Long after, Staff by) {
    return database.inTransaction(
        handle -> {
          audit.record(
              handle, by.id(), by.login(), "billingDebitsListed", "wave", waveId, show.name());
          return handle
              .createQuery(
                  """
                  select a.member_id, i.source_key as customer, a.account_key as account, a.debit_state as state,
                         a.first_debit_on as due, a.debited_on, a.amount, d.debited, d.by_old, d.reason,
                         a.dunning_from is not null as dunning
                    from billing_account a join customer_identity i on i.id = a.identity_id
                    left join lateral (%s) d on true
                   where a.wave_id = :wave and a.undone_at is null and a.state <> 'HELD' and a.member_id > :after and %s
                   order by a.member_id limit :most"""
                      .formatted(SEEN, show.condition))
              .bind("wave", waveId)
              .bind("today", clock.today())
              .bind("after", after == null ? 0 : after)
              .bind("most", SHOWN)
              .map(ConstructorMapper.of(FirstDebit.class))
              .list();
        });
  }

  /**
   * SQL: what was seen of account {@code a} from the day of its wave on, until its second debit. A
   * return can come for eight weeks, and for thirteen months where the customer says that he gave
   * no leave (PSD2, art. 71 and 77).
   */
  private static final String SEEN =
      """
      select sum(b.amount) filter (where b.kind = 'DEBIT' and b.side = 'NEW') as debited,
             count(*) filter (where b.kind = 'DEBIT' and b.side = 'NEW') as debits,
             count(*) filter (where b.kind = 'DEBIT' and b.side = 'NEW' and b.booked_on < a.first_debit_on - 3) as early,
             sum(b.amount) filter (where b.kind = 'DEBIT' and b.side = 'OLD') as by_old,
             min(b.booked_on) filter (where b.kind = 'DEBIT' and b.side = 'NEW') as booked_on,
             bool_or(b.kind = 'RETURN' and b.reason_code in %s) as refunded,
             bool_or(b.kind in ('RETURN', 'REJECT')) as refused,
             max(b.reason_code) as reason
        from billing_debit b join wave_wave x on x.id = a.wave_id
       where b.member_id = a.member_id and b.booked_on >= x.day - 3
         and (b.kind in ('RETURN', 'REJECT') and b.side = 'NEW' or b.kind = 'DEBIT' and b.booked_on < a.first_debit_on + 25)
      """
          .formatted(BankReason.refunds());

  private static final String VERDICT =
      """
      case when d.by_old is not null and d.debits > 0 or d.early > 0 then 'BOTH'
           when d.refunded then 'REFUNDED'
           when d.refused then 'REFUSED'
           when d.debits > 1 then 'TWICE'
           when d.by_old is not null then 'OLD_ONLY'
           when d.debits = 1 and (a.amount is null or d.debited = a.amount) then 'RIGHT'
           when d.debits = 1 then 'WRONG_AMOUNT'
           else 'NONE' end
      """;

  private record Wrong(
      long party, String customer, String account, String state, String evidence) {}

  /** Judges the accounts of which a file told something; what is wrong becomes a task. */
  void book(Handle handle, long mergerId, long fileId) {
    var wrong =
        handle
            .createQuery(
                """
                with now as (
                  select a.member_id, a.debit_state as before, %s as state, d.* from billing_account a join lateral (%s) d on true
                   where a.merger_id = :merger and a.undone_at is null
                     and a.member_id in (select b.member_id from billing_debit b where b.file_id = :file)
                ), told as (
                  update billing_account a
                     set debit_state = n.state, debited_on = n.booked_on, version = a.version + 1,
                         dunning_from = case when n.state <> 'RIGHT' then null
                                             when a.dunning_from is null and exists (select from billing_verification v where v.wave_id = a.wave_id)
                                             then cast(:at as timestamptz) else a.dunning_from end
                    from now n where n.member_id = a.member_id
                  returning a.member_id, a.identity_id, a.account_key, a.amount
                )
                select l.party_id as party, i.source_key as customer, t.account_key as account, n.state,
                       concat_ws(' · ', t.account_key, '€ ' || coalesce(n.debited, n.by_old) , '(€ ' || t.amount || ')', n.reason, n.booked_on) as evidence
                  from told t join now n on n.member_id = t.member_id join customer_identity i on i.id = t.identity_id
                  join customer_party_link l on l.identity_id = t.identity_id and %s
                 where n.state not in ('NONE', 'RIGHT') and n.state <> n.before"""
                    .formatted(VERDICT, SEEN, Sight.LINK_COUNTS))
            .bind("merger", mergerId)
            .bind("file", fileId)
            .bind("at", clock.now())
            .map(
                (row, context) ->
                    new Wrong(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
            .list();
    wrong.forEach(
        each ->
            tasks.askAbout(
                each.party(),
                BillingTasks.WRONG_DEBIT,
                "finance",
                each.customer(),
                each.evidence()));
  }

  /**
   * Finance looked at the first debits of a wave: reminders may be sent on accounts whose debit was
   * right, and on those that pay otherwise. The others stay as they are until theirs is.
   */
  public void verify(long waveId, Staff by) {
    database.inTransaction(
        handle -> {
          note(handle, waveId, by);
          workItems.happened("wave", waveId, VERIFY, by, "verified");
          return null;
        });
  }

  /** Finance answered the task of the wave. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (answer.item().kind().equals(VERIFY) && answer.item().subjectKind().equals("wave")) {
      database.use(handle -> note(handle, answer.item().subjectId(), answer.staff()));
    }
  }

  private void note(Handle handle, long waveId, Staff by) {
    handle
        .createUpdate(
            """
            insert into billing_verification (wave_id, staff_id, at, expected, verified, other)
            select :wave, :by, :at, count(*) filter (where by_debit), count(*) filter (where debit_state = 'RIGHT'),
                   count(*) filter (where by_debit and debit_state <> 'RIGHT')
              from billing_account where wave_id = :wave and undone_at is null and state <> 'HELD'""")
        .bind("wave", waveId)
        .bind("by", by.id())
        .bind("at", clock.now())
        .execute();
    handle
        .createUpdate(
            """
            update billing_account set dunning_from = :at, version = version + 1
             where wave_id = :wave and undone_at is null and state <> 'HELD' and dunning_from is null
               and (debit_state = 'RIGHT' or not by_debit and debit_state = 'NONE')""")
        .bind("wave", waveId)
        .bind("at", clock.now())
        .execute();
    audit.record(handle, by.id(), by.login(), "billingDebitsVerified", "wave", waveId, null);
  }
}
