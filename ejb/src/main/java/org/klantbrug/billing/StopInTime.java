package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.BankDays;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;
import org.klantbrug.wave.LatestGo;

/**
 * Both companies accept in time that one starts and the other stops: the old one gives the
 * collections of a day to its bank days before, and what it gave is debited. So a wave is let go
 * and handed over so many bank days ahead, and who is not accepted by then stays. It counts once
 * the merger says of any label what changes for the money, also of a wave that was let go before:
 * who is debited and was not handed over stays until he is, and both sides accepted it.
 */
@ApplicationScoped
public class StopInTime implements LatestGo, GuardOfOthers {
  /** SQL: the merger of member {@code w} says what changes for the money. */
  static final String IS_NEEDED =
      "exists (select from billing_sheet s where s.merger_id = w.merger_id)";

  /** SQL: member {@code w} was not handed over with its wave. */
  static final String UNTOLD =
      "not exists (select from billing_account a where a.member_id = w.id and a.wave_id = w.wave_id and a.undone_at is null)";

  /** For the container. */
  public StopInTime() {}

  /** Whether a merger says what changes for the money. */
  static boolean isNeeded(Handle handle, long mergerId) {
    return handle
        .createQuery("select exists (select from billing_sheet where merger_id = :merger)")
        .bind("merger", mergerId)
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public LocalDate latest(Handle handle, long mergerId, LocalDate day) {
    return isNeeded(handle, mergerId)
        ? BankDays.before(day, BillingSettings.read(handle, mergerId).bankDays())
        : day;
  }

  @Override
  public Guard guard() {
    return Guard.STOP_NOT_ACCEPTED;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'ANSWER' as kind,
               concat_ws(' ', case when a.start_answer is distinct from 'ACCEPTED' then 'START' end,
                              case when a.stop_answer is distinct from 'ACCEPTED' then 'STOP' end) as key,
               cast(h.answer_by as text) as detail
          from due m join wave_member w on w.id = m.id and w.state = 'RELEASED'
          join billing_account a on a.member_id = m.id and a.wave_id = m.wave_id and a.undone_at is null
          join lateral (select min(b.answer_by) as answer_by from billing_handover b
                         where b.wave_id = m.wave_id and b.undone_at is null) h on h.answer_by < cast(:today as date)
         where a.start_answer is distinct from 'ACCEPTED' or a.stop_answer is distinct from 'ACCEPTED'
        union all
        select m.wave_id, m.id, 'ANSWER', 'START STOP', null
          from due m join wave_member w on w.id = m.id and w.state = 'RELEASED'
         where m.by_debit and %s and %s
        """
        .formatted(IS_NEEDED, UNTOLD);
  }
}
