package org.klantbrug.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Campaigns and their words as they are stored. */
final class CampaignRows {
  private static final String ROW =
      """
      select c.id, c.merger_id, c.kind, c.name, c.state, c.words_no, c.process_id, w.full_name as created_by, c.created_at,
             r.full_name as released_by, c.released_at, e.full_name as ended_by, c.ended_at, c.why, c.failed_at, c.failed_nl,
             c.failed_en, c.failed_at + least(power(2, c.failures - 1), 32) * interval '10 minutes' as next_try, c.version
        from notice_campaign c
        join identity_staff w on w.id = c.created_by
        left join identity_staff r on r.id = c.released_by
        left join identity_staff e on e.id = c.ended_by
      """;

  private CampaignRows() {}

  static List<Campaign> of(Handle handle, long mergerId) {
    return handle
        .createQuery(ROW + " where c.merger_id = :merger order by c.id desc")
        .bind("merger", mergerId)
        .map(ConstructorMapper.of(Campaign.class))
        .list();
  }

  static Campaign read(Handle handle, long id) {
    return one(handle, id, "");
  }

  /** Until the end of the transaction nobody else takes a step of it. */
  static Campaign hold(Handle handle, long id) {
    return one(handle, id, " for update of c");
  }

  private static Campaign one(Handle handle, long id, String how) {
    return handle
        .createQuery(ROW + " where c.id = :id" + how)
        .bind("id", id)
        .map(ConstructorMapper.of(Campaign.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("notice.unknown", id));
  }

  /**
   * One whose customers are looked at now, held; empty if all were, a moment ago, or mail to many
   * is held.
   *
   * @param before a round that ended before this moment is followed by another
   */
  static Optional<Campaign> holdNext(Handle handle, Instant before, Instant now) {
    return handle
        .createQuery(
            ROW
                + " where c.state = 'RELEASED' and not exists (select from brake_hold where released_at is null and holds_mail)"
                + " and (c.failed_at is null or c.failed_at + least(power(2, c.failures - 1), 32) * interval '10 minutes' < :now)"
                + " and (c.done_to > 0 or c.looked_at is null or c.looked_at < :before)"
                + " order by c.looked_at nulls first, c.id limit 1 for update of c skip locked")
        .bind("before", before)
        .bind("now", now)
        .map(ConstructorMapper.of(Campaign.class))
        .findOne();
  }

  /**
   * Its customers could not be told; it is tried again after a while, each time twice as long.
   *
   * @param why in each language; nothing of what nobody foresaw
   */
  static void failed(Handle handle, long id, Map<String, String> why, Instant now) {
    handle
        .createUpdate(
            "update notice_campaign set failed_at = :now, failures = failures + 1, failed_nl = :nl, failed_en = :en where id = :id")
        .bind("now", now)
        .bind("nl", why.get("nl"))
        .bind("en", why.get("en"))
        .bind("id", id)
        .execute();
  }

  /** Key of the customer up to whom this round came; 0 at its beginning. */
  static long doneTo(Handle handle, long id) {
    return handle
        .createQuery("select done_to from notice_campaign where id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Goes on with the round.
   *
   * @param person up to whom it came; 0 if it is over
   */
  static void doneTo(Handle handle, long id, long person, Instant now) {
    handle
        .createUpdate(
            """
            update notice_campaign
               set done_to = :person, failed_at = null, failures = 0, failed_nl = null, failed_en = null,
                   looked_at = case when :person = 0 then cast(:now as timestamptz) else looked_at end
             where id = :id""")
        .bind("person", person)
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /** All are looked at again as soon as possible. */
  static void lookAgain(Handle handle, long mergerId) {
    handle
        .createUpdate(
            "update notice_campaign set looked_at = null, failed_at = null, failures = 0 where merger_id = :merger")
        .bind("merger", mergerId)
        .execute();
  }

  static Optional<Long> add(
      Handle handle, long mergerId, Campaign.Kind kind, String name, Staff by, Instant now) {
    return handle
        .createQuery(
            """
            insert into notice_campaign (merger_id, kind, name, state, created_by, created_at)
            values (:merger, :kind, :name, 'WRITING', :by, :now)
            on conflict (merger_id, kind) where state <> 'STOPPED' do nothing returning id""")
        .bind("merger", mergerId)
        .bind("kind", kind)
        .bind("name", name)
        .bind("by", by.id())
        .bind("now", now)
        .mapTo(Long.class)
        .findOne();
  }

  static void is(Handle handle, long id, Campaign.State state) {
    handle
        .createUpdate(
            "update notice_campaign set state = :state, version = version + 1 where id = :id")
        .bind("state", state)
        .bind("id", id)
        .execute();
  }

  static void released(Handle handle, long id, Staff by, Instant now) {
    handle
        .createUpdate(
            """
            update notice_campaign set state = 'RELEASED', released_by = :by, released_at = :now, version = version + 1
             where id = :id""")
        .bind("by", by.id())
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  static void stopped(Handle handle, long id, String why, Staff by, Instant now) {
    handle
        .createUpdate(
            """
            update notice_campaign set state = 'STOPPED', ended_by = :by, ended_at = :now, why = :why, version = version + 1
             where id = :id""")
        .bind("by", by.id())
        .bind("now", now)
        .bind("why", why)
        .bind("id", id)
        .execute();
  }

  /** The words as they are now, Dutch before English. */
  static List<NoticeText> texts(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select distinct on (t.language, t.situation) t.id, t.language, t.situation, t.words_no, t.subject_line, t.body,
                   s.full_name as written_by, t.written_at
              from notice_text t join identity_staff s on s.id = t.written_by
             where t.campaign_id = :id order by t.language desc, t.situation desc, t.words_no desc""")
        .bind("id", id)
        .map(ConstructorMapper.of(NoticeText.class))
        .stream()
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** All that was ever written, the newest first. */
  static List<NoticeText> history(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select t.id, t.language, t.situation, t.words_no, t.subject_line, t.body, s.full_name as written_by, t.written_at
              from notice_text t join identity_staff s on s.id = t.written_by
             where t.campaign_id = :id order by t.words_no desc, t.language desc, t.situation desc limit 200""")
        .bind("id", id)
        .map(ConstructorMapper.of(NoticeText.class))
        .list();
  }

  static void write(Handle handle, long id, List<NoticeText> changed, Staff by, Instant now) {
    var batch =
        handle.prepareBatch(
            """
            insert into notice_text (campaign_id, language, situation, words_no, subject_line, body, written_by, written_at)
            select id, :language, :situation, words_no + 1, :line, :body, :by, :now from notice_campaign where id = :id""");
    for (var text : changed) {
      batch
          .bind("id", id)
          .bind("language", text.language())
          .bind("situation", text.situation())
          .bind("line", text.subjectLine())
          .bind("body", text.body())
          .bind("by", by.id())
          .bind("now", now)
          .add();
    }
    batch.execute();
    handle
        .createUpdate(
            "update notice_campaign set words_no = words_no + 1, version = version + 1 where id = :id")
        .bind("id", id)
        .execute();
  }

  /** Whether somebody wrote words of it, now or before. */
  static boolean isWriter(Handle handle, long id, Staff staff) {
    return handle
        .createQuery(
            "select exists (select from notice_text where campaign_id = :id and written_by = :staff)")
        .bind("id", id)
        .bind("staff", staff.id())
        .mapTo(Boolean.class)
        .one();
  }
}
