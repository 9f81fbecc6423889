package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * When customers heard of the first debit by their new creditor: 14 days before it, unless another
 * term was agreed (SEPA Direct Debit Core Scheme Rulebook, EPC016-06, pre-notification). Looked at
 * where it is confirmed that the creditor or the account number changes, and once those days have
 * begun. A notice that left in time and named what is confirmed counts, and what was noted of
 * another way.
 */
@ApplicationScoped
public class PreNotifications implements GuardOfOthers {
  private static final int DAYS = 14;

  private Database database;
  private Audit audit;

  /** For the container. */
  protected PreNotifications() {}

  /** Works with these. */
  @Inject
  public PreNotifications(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Notes that the accounts of a wave heard of their first debit by another way than our notices.
   *
   * @param toldOn the day on which the message left; an earlier one that was noted before stays
   * @throws RuleBroken {@code billing.told-day}: no day; {@code billing.told-nothing}: it is not
   *     confirmed of any account that its creditor or account number changes
   */
  public void told(long waveId, LocalDate toldOn, Staff by) {
    if (toldOn == null) {
      throw new RuleBroken("billing.told-day");
    }
    database.inTransaction(
        handle -> {
          var members =
              handle
                  .createQuery(
                      "select w.id as member_id, %s as sheet_id from wave_member w where w.wave_id = :wave"
                          .formatted(SheetRows.LAST_CONFIRMED_OF_MEMBER))
                  .bind("wave", waveId)
                  .map(ConstructorMapper.of(Told.class))
                  .list();
          if (told(handle, members, toldOn) == 0) {
            throw new RuleBroken("billing.told-nothing");
          }
          audit.record(
              handle, by.id(), by.login(), "billingDebitTold", "wave", waveId, toldOn.toString());
          return null;
        });
  }

  /**
   * An account that was told.
   *
   * @param sheetId of what it was told to change; null if nothing
   */
  public record Told(long memberId, Long sheetId) {}

  /**
   * Notes that accounts heard of their first debit, if what they heard names a new creditor or a
   * new account number. An earlier day that was noted before stays, unless a newer sheet names
   * another creditor or account number than they heard then.
   *
   * @param handle of the transaction in which it is known
   * @param toldOn the day on which the message left
   * @return of how many accounts it was noted
   */
  public static int told(Handle handle, Collection<Told> accounts, LocalDate toldOn) {
    var known = accounts.stream().filter(each -> each.sheetId() != null).toList();
    return handle
        .createUpdate(
            """
            insert into billing_prenotification as p (member_id, identity_id, told_on, sheet_id)
            select distinct on (m.id) m.id, m.identity_id, :day, t.sheet_id
              from unnest(cast(:members as bigint[]), cast(:sheets as bigint[])) as t (member_id, sheet_id)
              join wave_member m on m.id = t.member_id
             where %s order by m.id, t.sheet_id desc
            on conflict (member_id) do update
               set told_on = case when %s then least(p.told_on, excluded.told_on) else excluded.told_on end,
                   sheet_id = excluded.sheet_id
             where p.sheet_id is null or p.sheet_id <= excluded.sheet_id"""
                .formatted(names("t.sheet_id"), same("p.sheet_id", "excluded.sheet_id")))
        .bind("day", toldOn)
        .bindArray("members", Long.class, known.stream().map(Told::memberId).toList())
        .bindArray("sheets", Long.class, known.stream().map(Told::sheetId).toList())
        .execute();
  }

  private static final String OF_DEBIT =
      "from billing_change g where g.sheet_id = %s and g.subject in ('CREDITOR_ID', 'IBAN')";

  /** SQL: a sheet names a new creditor or account number. */
  private static String names(String sheet) {
    return "exists (select " + OF_DEBIT.formatted(sheet) + " and not g.stays)";
  }

  /** SQL: both sheets name the same creditor and account number; of none nothing is the same. */
  private static String same(String one, String other) {
    var says =
        "(select string_agg(concat_ws(' ', g.subject, coalesce(g.new_value, g.old_value)), ' ' order by g.subject) "
            + OF_DEBIT
            + ")";
    return "(%1$s is not null and (%1$s = %2$s or %3$s is not distinct from %4$s))"
        .formatted(one, other, says.formatted(one), says.formatted(other));
  }

  @Override
  public Guard guard() {
    return Guard.G14_PRENOTIFICATION_MISSING;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'DAY' as kind, cast(m.day as text) as key, cast(n.told_on as text) as detail
          from due m join wave_member w on w.id = m.id
          join lateral (select %2$s as sheet_id) c on %3$s
          left join billing_prenotification n on n.member_id = m.id
         where m.by_debit and m.day - %1$d <= cast(:today as date)
           and (n.told_on is null or n.told_on > m.day - %1$d or not %4$s)
        """
        .formatted(
            DAYS,
            SheetRows.CONFIRMED_OF_MEMBER,
            names("c.sheet_id"),
            same("n.sheet_id", "c.sheet_id"));
  }
}
