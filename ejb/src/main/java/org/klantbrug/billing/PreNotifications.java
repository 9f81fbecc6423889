package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * When customers heard of the first debit by their new creditor: 14 days before it, unless another
 * term was agreed (SEPA Direct Debit Core Scheme Rulebook, EPC016-06, pre-notification). Looked at
 * where it is confirmed what changes for the label, and once those days have begun.
 */
@ApplicationScoped
public class PreNotifications implements GuardOfOthers {
  private static final int DAYS = 14;

  /** For the container. */
  public PreNotifications() {}

  /**
   * Notes that customers were told; who was told before keeps the earlier day if the day of the
   * debit is the same.
   *
   * @param handle of the transaction in which it is known that they were told
   * @param members accounts in the plan
   * @param toldOn the day on which the message left
   */
  public void told(Handle handle, Collection<Long> members, LocalDate toldOn) {
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
         where m.by_debit and m.day - %1$d <= :today and (n.told_on is null or n.told_on > m.day - %1$d)
           and %2$s is not null
        """
        .formatted(DAYS, SheetRows.CONFIRMED_OF_MEMBER);
  }
}
