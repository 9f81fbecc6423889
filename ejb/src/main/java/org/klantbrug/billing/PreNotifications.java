package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * When customers heard of the first debit by their new creditor: 14 days before it, unless another
 * term was agreed (SEPA Direct Debit Core Scheme Rulebook, EPC016-06, pre-notification). Looked at
 * where it is confirmed what changes for the label, and once those days have begun. A notice that
 * left in time counts, and what was noted of another way.
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
   * @throws RuleBroken {@code billing.told-day}: no day
   */
  public void told(long waveId, LocalDate toldOn, Staff by) {
    if (toldOn == null) {
      throw new RuleBroken("billing.told-day");
    }
    database.inTransaction(
        handle -> {
          var members =
              handle
                  .createQuery("select id from wave_member where wave_id = :wave")
                  .bind("wave", waveId)
                  .mapTo(Long.class)
                  .list();
          told(handle, members, toldOn);
          audit.record(
              handle, by.id(), by.login(), "billingDebitTold", "wave", waveId, toldOn.toString());
          return null;
        });
  }

  /**
   * Notes that accounts heard of their first debit; an earlier day that was noted before stays.
   *
   * @param handle of the transaction in which it is known
   * @param toldOn the day on which the message left
   */
  public static void told(Handle handle, Collection<Long> members, LocalDate toldOn) {
    handle
        .createUpdate(
            """
            insert into billing_prenotification (member_id, identity_id, told_on)
            select m.id, m.identity_id, :day from wave_member m where m.id = any(:members)
            on conflict (member_id) do update set told_on = least(billing_prenotification.told_on, excluded.told_on)""")
        .bind("day", toldOn)
        .bindArray("members", Long.class, members)
        .execute();
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
          left join billing_prenotification n on n.member_id = m.id
         where m.by_debit and m.day - %1$d <= cast(:today as date) and (n.told_on is null or n.told_on > m.day - %1$d)
           and %2$s is not null
        """
        .formatted(DAYS, SheetRows.CONFIRMED_OF_MEMBER);
  }
}
