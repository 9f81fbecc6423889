package org.klantbrug.crisis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/** Hand-overs between shifts as they are stored. */
final class HandoverRows {
  private static final String SELECT =
      """
      select h.id, h.crisis_id, k.number || ' ' || k.name as crisis, k.exercise, h.post, h.from_id, f.full_name as "from",
             h.to_id, t.full_name as "to", h.words, h.handed_at, h.received_at, h.withdrawn_at
        from crisis_handover h
        join crisis_crisis k on k.id = h.crisis_id
        left join identity_staff f on f.id = h.from_id
        join identity_staff t on t.id = h.to_id
      """;

  private HandoverRows() {}

  /** Those of a crisis, the newest first. */
  static List<Handover> of(Handle handle, long crisis) {
    return handle
        .createQuery(SELECT + " where h.crisis_id = :crisis order by h.id desc")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Handover.class))
        .list();
  }

  static Handover read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where h.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Handover.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("crisis.handover-unknown", id));
  }

  /** Who is on: of who leads, the crisis says it. */
  static List<Shifts.OnDuty> onDuty(Handle handle, long crisis) {
    return handle
        .createQuery(
            """
            select 'LEAD' as post, k.lead_id as staff_id, s.full_name as name,
                   coalesce((select max(h.received_at) from crisis_handover h
                              where h.crisis_id = k.id and h.post = 'LEAD' and h.to_id = k.lead_id), k.decided_at) as since
              from crisis_crisis k join identity_staff s on s.id = k.lead_id where k.id = :crisis
            union all
            select * from (
              select distinct on (h.post) h.post, h.to_id, s.full_name, h.received_at
                from crisis_handover h join identity_staff s on s.id = h.to_id
               where h.crisis_id = :crisis and h.post <> 'LEAD' and h.received_at is not null
               order by h.post, h.received_at desc, h.id desc) others""")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Shifts.OnDuty.class))
        .list();
  }

  static Optional<Shifts.OnDuty> on(Handle handle, long crisis, Handover.Post post) {
    return onDuty(handle, crisis).stream().filter(each -> each.post() == post).findFirst();
  }

  static long add(
      Handle handle,
      long crisis,
      Handover.Post post,
      Long from,
      long to,
      String words,
      Staff by,
      Instant at) {
    return handle
        .createQuery(
            """
            insert into crisis_handover (crisis_id, post, from_id, to_id, words, handed_by, handed_at)
            values (:crisis, :post, :from, :to, :words, :by, :at)
            on conflict do nothing returning id""")
        .bind("crisis", crisis)
        .bind("post", post)
        .bind("from", from)
        .bind("to", to)
        .bind("words", words)
        .bind("by", by.id())
        .bind("at", at)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("crisis.handover-waits"));
  }

  static void received(Handle handle, long id, Instant at) {
    seen(
        handle.execute(
            "update crisis_handover set received_at = ? where id = ? and received_at is null and withdrawn_at is null",
            at,
            id));
  }

  static void withdrawn(Handle handle, long id, Instant at) {
    seen(
        handle.execute(
            "update crisis_handover set withdrawn_at = ? where id = ? and received_at is null and withdrawn_at is null",
            at,
            id));
  }

  private static void seen(int rows) {
    if (rows == 0) {
      throw new ChangedMeanwhile("crisis.handover-over");
    }
  }

  static void leads(Handle handle, long crisis, long staff) {
    handle.execute(
        "update crisis_crisis set lead_id = ?, version = version + 1 where id = ?", staff, crisis);
  }
}
