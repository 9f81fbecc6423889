package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
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
          handle
              .createUpdate(
                  """
                  insert into billing_prenotification (member_id, identity_id, told_on)
                  select m.id, m.identity_id, :day from wave_member m where m.wave_id = :wave
                  on conflict (member_id) do update set told_on = least(billing_prenotification.told_on, excluded.told_on)""")
              .bind("day", toldOn)
              .bind("wave", waveId)
              .execute();
          audit.record(
              handle, by.id(), by.login(), "billingDebitTold", "wave", waveId, toldOn.toString());
          return null;
        });
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
           and not exists (select from notice_account a join notice_notice x on x.id = a.notice_id
                            where a.member_id = m.id and x.state = 'SENT'
                              and cast(x.sent_at at time zone 'Europe/Amsterdam' as date) <= m.day - %1$d)
           and %2$s is not null
        """
        .formatted(DAYS, SheetRows.CONFIRMED_OF_MEMBER);
  }
}
