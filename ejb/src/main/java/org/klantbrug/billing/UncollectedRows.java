package org.klantbrug.billing;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Days on which nobody collects an account, in their table, written set by set. */
final class UncollectedRows {
  private UncollectedRows() {}

  /**
   * Notes whose day is collected by nobody of those whom a hand-over ended: the old company had
   * accepted to stop. It can still collect as usual if it says so until the day by which both had
   * to accept; after that somebody must decide.
   */
  static void note(Handle handle, long waveId, long handoverId, LocalDate today) {
    handle
        .createUpdate(
            """
            insert into billing_uncollected (merger_id, wave_id, member_id, identity_id, account_key, by_debit, day, amount, left_at,
                   answer_by, handover_id, state)
            select a.merger_id, a.wave_id, a.member_id, a.identity_id, a.account_key, a.by_debit, x.day, a.amount, a.undone_at,
                   h.answer_by, q.handover_id, case when h.answer_by >= :today then 'ASKED' else 'OPEN' end
              from billing_asked q
              join billing_account a on a.member_id = q.member_id and a.wave_id = :wave and a.undone_at is not null
              join wave_wave x on x.id = a.wave_id
              left join lateral (select min(b.answer_by) as answer_by from billing_handover b
                                  where b.wave_id = a.wave_id and b.undone_at is null) h on true
             where q.handover_id = :handover and q.side = 'STOP' and q.kind = 'ENDED' and a.stop_answer = 'ACCEPTED'
               and a.first_debit_on = x.day and a.debit_state = 'NONE'
            on conflict (member_id, day) do update
               set wave_id = excluded.wave_id, amount = excluded.amount, left_at = excluded.left_at, answer_by = excluded.answer_by,
                   handover_id = excluded.handover_id, state = excluded.state, reason = null, decided_by = null, decided_at = null,
                   version = billing_uncollected.version + 1""")
        .bind("wave", waveId)
        .bind("handover", handoverId)
        .bind("today", today)
        .execute();
  }

  /** Who was handed over again with the wave that he had left goes with it after all. */
  static void go(Handle handle, long waveId) {
    handle
        .createUpdate(
            """
            update billing_uncollected u set state = 'GOES', version = version + 1
             where u.wave_id = :wave and u.state <> 'GOES'
               and exists (select from billing_account a where a.member_id = u.member_id and a.wave_id = u.wave_id and a.undone_at is null)""")
        .bind("wave", waveId)
        .execute();
  }

  /**
   * What the sides answered counts: who accepts collects it. A refusal, a yes of the old company
   * that came too late for its bank, and silence until then are for somebody to decide.
   */
  static void settle(Handle handle, LocalDate today) {
    handle
        .createUpdate(
            """
            update billing_uncollected u
               set state = case when q.answer = 'ACCEPTED'
                                 and (q.kind = 'COLLECT' or cast(q.answered_at at time zone 'Europe/Amsterdam' as date) <= u.answer_by)
                                then case q.side when 'STOP' then 'OLD' else 'NEW' end
                                else 'OPEN' end,
                   version = version + 1
              from billing_asked q
             where u.state = 'ASKED' and q.handover_id = u.handover_id and q.member_id = u.member_id
               and (q.kind = 'COLLECT' or q.side = 'STOP')
               and (q.answer is not null or q.kind = 'ENDED' and u.answer_by < :today)""")
        .bind("today", today)
        .execute();
  }

  /** Waves of which somebody must decide on accounts that nobody collects. */
  static List<Long> open(Handle handle) {
    return handle
        .createQuery(
            "select distinct wave_id from billing_uncollected where state = 'OPEN' order by 1")
        .mapTo(Long.class)
        .list();
  }

  /** Whether somebody must decide on accounts of a wave. */
  static boolean isOpen(Handle handle, long waveId) {
    return handle
        .createQuery(
            "select exists (select from billing_uncollected where wave_id = :wave and state = 'OPEN')")
        .bind("wave", waveId)
        .mapTo(Boolean.class)
        .one();
  }

  /** Whether an account is of somebody who does not come over any more. */
  static boolean isOfStayer(Handle handle, List<Long> ids) {
    return handle
        .createQuery(
            """
            select exists (select from billing_uncollected u join wave_member m on m.id = u.member_id
                            where u.id = any(:ids) and (m.state in ('GONE', 'STAYS') or exists (
                              select from wave_stayer y where y.merger_id = u.merger_id and y.identity_id = u.identity_id)))""")
        .bindArray("ids", Long.class, ids)
        .mapTo(Boolean.class)
        .one();
  }

  /** Writes the lines by which a side is asked to collect accounts of a wave. */
  static void ask(Handle handle, long handoverId, Side side, List<Long> ids, long waveId) {
    handle
        .createUpdate(
            """
            insert into billing_handover_line (handover_id, side, no, member_id, identity_id, kind, row_key, change, line)
            select :handover, :side, row_number() over (order by m.member_id, m.day), m.member_id, m.identity_id, 'COLLECTION',
                   cast(m.day as text), 'NEW', %s
              from billing_uncollected m join customer_identity i on i.id = m.identity_id
             where m.id = any(:ids) and m.wave_id = :wave"""
                .formatted(HandOverLines.collection()))
        .bind("handover", handoverId)
        .bind("side", side)
        .bind("collects", side == Side.STOP ? "OLD" : "NEW")
        .bindArray("ids", Long.class, ids)
        .bind("wave", waveId)
        .execute();
  }
}
