package org.klantbrug.billing;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.billing.HandOverRows.Making;

/**
 * Days that a side was asked to collect, or said it would, and that it must collect no longer: it
 * hears so by a further hand-over, and must answer that, or the day is debited twice.
 */
final class Revoked {
  private Revoked() {}

  /** SQL: a side was asked to collect day {@code u}, and did not refuse. */
  private static final String COLLECTS =
      """
      u.state in ('ASKED', 'OLD', 'NEW') and exists (
        select from billing_asked q where q.handover_id = u.handover_id and q.member_id = u.member_id and q.kind = 'COLLECT')""";

  /** Days that somebody was asked to collect, of accounts that are handed over with their wave. */
  static List<Long> going(Handle handle, long waveId) {
    return handle
        .createQuery(
            """
            select u.id from billing_uncollected u
              join billing_account a on a.member_id = u.member_id and a.wave_id = u.wave_id and a.undone_at is null
             where u.wave_id = :wave and %s order by u.id for update of u"""
                .formatted(COLLECTS))
        .bind("wave", waveId)
        .mapTo(Long.class)
        .list();
  }

  /** SQL: a day to come that the new billing is to bill to somebody who does not come over. */
  private static final String STAYS =
      """
      u.day > :today and %s and exists (
        select from billing_asked q where q.handover_id = u.handover_id and q.member_id = u.member_id and q.side = 'START')
      and exists (select from wave_member m where m.id = u.member_id and (m.state in ('GONE', 'STAYS') or exists (
        select from wave_stayer y where y.merger_id = u.merger_id and y.identity_id = u.identity_id)))"""
          .formatted(COLLECTS);

  /** Waves with days that the new billing is to bill to somebody who stays after all. */
  static List<Long> wavesWithStayers(Handle handle, LocalDate today) {
    return handle
        .createQuery(
            "select distinct u.wave_id from billing_uncollected u where " + STAYS + " order by 1")
        .bind("today", today)
        .mapTo(Long.class)
        .list();
  }

  /** Those of a wave; finance must decide on them anew. */
  static List<Long> staying(Handle handle, long waveId, LocalDate today) {
    return handle
        .createQuery(
            "update billing_uncollected u set state = 'OPEN', version = version + 1 where u.wave_id = :wave and "
                + STAYS
                + " returning u.id")
        .bind("wave", waveId)
        .bind("today", today)
        .mapTo(Long.class)
        .list();
  }

  /** Tells the sides that were asked that they do not collect these days. */
  static void tell(Handle handle, Making making, List<Long> ids) {
    var no = HandOverRows.next(handle, making.waveId());
    var id = HandOverRows.insertCollection(handle, making, no);
    handle
        .createUpdate(
            """
            insert into billing_handover_line (handover_id, side, no, member_id, identity_id, kind, row_key, change, line)
            select :handover, l.side, row_number() over (partition by l.side order by l.member_id, l.row_key), l.member_id,
                   l.identity_id, l.kind, l.row_key, 'ENDED', l.line
              from billing_uncollected u
              join billing_handover_line l on l.handover_id = u.handover_id and l.member_id = u.member_id
               and l.kind = 'COLLECTION' and l.row_key = cast(u.day as text)
             where u.id = any(:ids)""")
        .bind("handover", id)
        .bindArray("ids", Long.class, ids)
        .execute();
    Asked.ended(handle, id);
    HandOverFile.register(handle, id, making.waveId(), no);
  }
}
