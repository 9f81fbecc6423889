package org.klantbrug.threat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/** Reports of threats as they are stored. */
final class ThreatRows {
  /** SQL: what a report looks like. */
  static final String SELECT =
      """
      select t.id, t.number, t.origin, t.source, t.severity, t.text, t.who, t.page, t.party_id, t.complaint_id,
             k.number as complaint_number, t.merger_id, m.name as merger, t.wave_id, w.day as wave_day, t.alarm_id,
             t.reported_by as reported_by_id, r.full_name as reported_by, t.noticed_at, t.reported_at, t.state,
             t.joined_to, j.number as joined_number, t.waits_since, t.due_at, t.next_at, t.calls, t.holder_id,
             h.full_name as holder, t.look_again_at, t.judged_by as judged_by_id, b.full_name as judged_by, t.judged_at,
             t.reason, t.seen_at, t.process_id, t.version
        from threat_report t
        left join complaint_complaint k on k.id = t.complaint_id
        left join merger_merger m on m.id = t.merger_id
        left join wave_wave w on w.id = t.wave_id
        left join identity_staff r on r.id = t.reported_by
        left join threat_report j on j.id = t.joined_to
        left join identity_staff h on h.id = t.holder_id
        left join identity_staff b on b.id = t.judged_by
      """;

  private ThreatRows() {}

  static ThreatReport read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where t.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(ThreatReport.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("threat.unknown", id));
  }

  /** As {@link #read}, until the end of the transaction nobody else takes a step. */
  static ThreatReport hold(Handle handle, long id) {
    handle
        .createQuery("select id from threat_report where id = :id for update")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
    return read(handle, id);
  }

  /**
   * As {@link #hold} with two: whoever holds two begins with the same one, so nobody waits for
   * ever.
   */
  static void holdInOrder(Handle handle, long one, long other) {
    handle
        .createQuery(
            "select id from threat_report where id in (:one, :other) order by id for update")
        .bind("one", one)
        .bind("other", other)
        .mapTo(Long.class)
        .list();
  }

  /** The report that came with this key; empty if none did. */
  static Optional<Long> sentWith(Handle handle, String key) {
    return handle
        .createQuery("select id from threat_report where form_key = :key")
        .bind("key", key)
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Adds it, unless it came before.
   *
   * @param by null if no colleague reported it
   */
  static Optional<Long> insert(
      Handle handle, NewThreat threat, Origin origin, Long by, Instant now) {
    return handle
        .createQuery(
            """
            insert into threat_report (number, form_key, origin, source, severity, text, who, page, party_id, complaint_id,
                   merger_id, wave_id, alarm_id, reported_by, noticed_at, reported_at, state, waits_since)
            values ('D' || :year || '-' || lpad(nextval('threat_number_seq')::text, 6, '0'), :key, :origin, :source, :severity,
                    :text, :who, :page, (select id from customer_party where id = :partyId),
                    (select id from complaint_complaint where id = :complaintId),
                    coalesce((select merger_id from wave_wave where id = :waveId), (select id from merger_merger where id = :mergerId)),
                    (select id from wave_wave where id = :waveId), (select id from alarm_alarm where id = :alarmId), :by, :noticedAt, :now, 'OPEN', :now)
            on conflict (form_key) do nothing returning id""")
        .bindMethods(threat)
        .bindMethods(threat.about())
        .bind("year", now.atZone(BusinessClock.ZONE).getYear())
        .bind("origin", origin)
        .bind("by", by)
        .bind("now", now)
        .mapTo(Long.class)
        .findOne();
  }

  /** Attaches what was counted; nothing happens if it was already. */
  static void figures(Handle handle, long id, List<Finding> findings) {
    figures(handle, id, 0, findings);
  }

  /** Attaches what was counted later to what is attached already. */
  static void moreFigures(Handle handle, long id, List<Finding> findings) {
    var there =
        handle
            .createQuery("select coalesce(max(no) + 1, 0) from threat_figure where report_id = :id")
            .bind("id", id)
            .mapTo(Integer.class)
            .one();
    figures(handle, id, there, findings);
  }

  private static void figures(Handle handle, long id, int first, List<Finding> findings) {
    for (var no = 0; no < findings.size(); no++) {
      var each = findings.get(no);
      handle
          .createUpdate(
              """
              insert into threat_figure (report_id, no, means, kind, cut, value, hours, counted, expected, most)
              values (:id, :no, :means, :kind, :cut, :value, :hours, :counted, :expected, :most) on conflict do nothing""")
          .bind("id", id)
          .bind("no", first + no)
          .bindMethods(each)
          .bindMethods(each.series())
          .execute();
    }
  }

  static void ledBy(Handle handle, long id, String process) {
    handle
        .createUpdate("update threat_report set process_id = :process where id = :id")
        .bind("process", process)
        .bind("id", id)
        .execute();
  }

  /**
   * It is with somebody now.
   *
   * @param calls how many were called since it waits
   * @param next when the next one is called
   */
  static void with(Handle handle, long id, Long holder, int calls, Instant due, Instant next) {
    handle
        .createUpdate(
            """
            update threat_report set holder_id = :holder, calls = :calls, due_at = :due, next_at = :next,
                   version = version + 1 where id = :id""")
        .bind("holder", holder)
        .bind("calls", calls)
        .bind("due", due)
        .bind("next", next)
        .bind("id", id)
        .execute();
  }

  /** What was said of it; it waits no more. */
  record Verdict(
      State state, String reason, Long joinedTo, Instant lookAgainAt, long by, Instant at) {}

  static void judged(Handle handle, ThreatReport report, Verdict verdict, Duration within) {
    handle
        .createUpdate(
            """
            update threat_report
               set state = :state, reason = :reason, joined_to = :joinedTo, look_again_at = :lookAgainAt, judged_by = :by,
                   judged_at = :at, due_at = null, next_at = null, seen_at = null, version = version + 1
             where id = :id""")
        .bind("state", verdict.state())
        .bind("reason", verdict.reason())
        .bind("joinedTo", verdict.joinedTo())
        .bind("lookAgainAt", verdict.lookAgainAt())
        .bind("by", verdict.by())
        .bind("at", verdict.at())
        .bind("id", report.id())
        .execute();
    handle
        .createUpdate("update threat_report set seen_at = null where joined_to = :id")
        .bind("id", report.id())
        .execute();
    handle
        .createUpdate(
            """
            insert into threat_judgement (report_id, at, staff_id, judgement, reason, waited_since, due_at)
            values (:id, :at, :by, :state, :reason, :since, :due)""")
        .bind("at", verdict.at())
        .bind("by", verdict.by())
        .bind("state", verdict.state())
        .bind("reason", verdict.reason())
        .bind("id", report.id())
        .bind("since", report.waitsSince())
        .bind("due", report.dueAt() == null ? report.waitsSince().plus(within) : report.dueAt())
        .execute();
  }

  /** Its day came: it waits to be judged again. */
  static void waitsAgain(Handle handle, long id, Instant now) {
    handle
        .createUpdate(
            """
            update threat_report set state = 'OPEN', look_again_at = null, waits_since = :now, calls = 0, holder_id = null,
                   version = version + 1 where id = :id""")
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /** What is joined to a report goes along with it to another; that one is as bad as the worst. */
  static void joinAll(Handle handle, ThreatReport report, long to) {
    handle
        .createUpdate("update threat_report set joined_to = :to where joined_to = :id")
        .bind("to", to)
        .bind("id", report.id())
        .execute();
    handle
        .createUpdate(
            "update threat_report set severity = greatest(severity, :severity), version = version + 1 where id = :to")
        .bind("severity", report.severity())
        .bind("to", to)
        .execute();
  }

  /**
   * Notes what happened.
   *
   * @param by null for what happened by itself
   * @param told who was called; null if nobody
   * @param how a code or a number; null if there is none
   */
  static void note(
      Handle handle, long id, String kind, Long by, Long told, String how, Instant at) {
    handle
        .createUpdate(
            """
            insert into threat_event (report_id, at, kind, staff_id, told_id, how)
            values (:id, :at, :kind, :by, :told, :how)""")
        .bind("id", id)
        .bind("at", at)
        .bind("kind", kind)
        .bind("by", by)
        .bind("told", told)
        .bind("how", how)
        .execute();
  }
}
