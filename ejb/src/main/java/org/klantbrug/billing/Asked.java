package org.klantbrug.billing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What a side is asked besides to start and to stop: that an account ended for it, or that it
 * collects a day that nobody else does. Its answers come in the same files.
 */
final class Asked {
  private Asked() {}

  /**
   * SQL: question {@code q} waits for its answer. One to collect a day waits no longer once that is
   * settled otherwise.
   */
  static final String WAITS =
      """
      (q.answer is null and (q.kind = 'ENDED' or exists (
         select from billing_uncollected z where z.handover_id = q.handover_id and z.member_id = q.member_id and z.state = 'ASKED')))""";

  /** Sides must say that they heard of each account or day to collect that a hand-over ended. */
  static void ended(Handle handle, long handoverId) {
    handle
        .createUpdate(
            """
            insert into billing_asked (handover_id, side, member_id, identity_id, kind)
            select handover_id, side, member_id, identity_id, 'ENDED' from billing_handover_line
             where handover_id = :handover and kind in ('ACCOUNT', 'COLLECTION') and change = 'ENDED'
            on conflict do nothing""")
        .bind("handover", handoverId)
        .execute();
  }

  /** A side must say that it collects what a hand-over asks of it. */
  static void collect(Handle handle, long handoverId) {
    handle
        .createUpdate(
            """
            insert into billing_asked (handover_id, side, member_id, identity_id, kind)
            select distinct handover_id, side, member_id, identity_id, 'COLLECT' from billing_handover_line
             where handover_id = :handover and kind = 'COLLECTION'""")
        .bind("handover", handoverId)
        .execute();
  }

  /**
   * SQL: keeps answers to what was asked. A line that names a hand-over is about that one; one that
   * names none is about the last of an account that was not handed over again since.
   */
  private static final String KEEP =
      """
      with given as (
        select g.line, g.answer, g.reason, q.handover_id, q.member_id, q.answer as before
          from unnest(cast(:lines as bigint[]), cast(:customers as text[]), cast(:accounts as text[]), cast(:answers as text[]),
                      cast(:reasons as text[]), cast(:handovers as text[])) as g (line, customer, account, answer, reason, handover)
          join merger_merger f on f.id = :merger
          join customer_identity i on i.company_id = f.acquired_id and i.source_key = g.customer
          join wave_member m on m.merger_id = f.id and m.identity_id = i.id and m.account_key = g.account
          join lateral (
            select q.handover_id, q.member_id, q.answer from billing_asked q join billing_handover h on h.id = q.handover_id
             where q.member_id = m.id and q.side = :side
               and (g.handover = %1$s
                 or g.handover = '' and not exists (select from billing_account a where a.member_id = m.id and a.undone_at is null))
             order by q.handover_id desc limit 1) q on true
      ), kept as (
        update billing_asked q set answer = g.answer, reason = nullif(g.reason, ''), answered_at = :at
          from given g
         where q.handover_id = g.handover_id and q.member_id = g.member_id and q.side = :side
           and g.before is distinct from 'ACCEPTED' and (g.before is null or g.answer = 'ACCEPTED' or q.reason is distinct from g.reason)
        returning q.handover_id, q.member_id
      )
      select g.line, case when k.member_id is not null then 'USED'
                          when g.answer = g.before then 'billing.line.known' else '%2$s' end
        from given g left join kept k on k.handover_id = g.handover_id and k.member_id = g.member_id
      """
          .formatted(HandOverFile.NAME, HandOverAnswers.CONTRADICTS);

  /** Keeps answers of a side; gives of each line that is one what became of it. */
  static Map<Long, String> keep(
      Handle handle, long mergerId, Side side, List<HandOverAnswers.Line> lines, Instant at) {
    return HandOverAnswers.bind(handle, KEEP, mergerId, side, lines, at)
        .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether answers that were read at this moment refuse something. */
  static boolean isRefused(Handle handle, long mergerId, Instant at) {
    return handle
        .createQuery(
            """
            select exists (select from billing_asked q join billing_handover h on h.id = q.handover_id
                            where h.merger_id = :merger and q.answer = 'REFUSED' and q.answered_at = :at)""")
        .bind("merger", mergerId)
        .bind("at", at)
        .mapTo(Boolean.class)
        .one();
  }
}
