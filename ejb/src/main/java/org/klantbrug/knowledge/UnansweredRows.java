package org.klantbrug.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Questions without an answer as rows, with each time that they were asked. */
final class UnansweredRows {
  /** As alike as this, from 0 to 1, two questions are one. */
  static final double ALIKE = 0.55;

  private static final int LONGEST = 1000;

  /** The words of occasion {@code o} that stand with a contact, and whose customer that was of. */
  private static final String CONTACT =
      """
      left join contact_question q on q.contact_id = o.contact_id and q.no = o.no
      left join contact_note cn on cn.contact_id = o.contact_id
      left join customer_identity ci on ci.id = cn.identity_id
      left join customer_company c on c.id = ci.company_id
      """;

  private static final String SELECT =
      """
      select u.id, u.topic, u.state, f.words, n.times, u.item_id, coalesce(i.question_nl, i.question_en) as item, u.reason,
             u.opened_at, u.last_at, d.full_name as decided_by, u.decided_at, n.mine, f.noted, u.version
        from knowledge_unanswered u
       cross join lateral (
         select coalesce(min(w.words), '–') as words, coalesce(bool_or(w.noted), false) as noted from (
           select coalesce(o.said, left(q.asked, 300)) as words, o.contact_id is not null as noted
             from knowledge_occasion o %s
            where o.unanswered_id = u.id and (:all or o.staff_id = :me) and %s
            order by coalesce(o.said, q.asked) = '–', o.id limit 1) w) f
       cross join lateral (
         select count(*) as times, coalesce(bool_or(o.staff_id = :me), false) as mine from knowledge_occasion o
          where o.unanswered_id = u.id) n
        left join knowledge_item i on i.id = u.item_id
        left join identity_staff d on d.id = u.decided_by
      """
          .formatted(CONTACT, Sight.COMPANY_SEEN);

  private static final String REOPEN =
      """
      update knowledge_unanswered u
         set state = 'OPEN', item_id = null, reason = null, decided_by = null, decided_at = null, version = version + 1
      """;

  private UnansweredRows() {}

  /** Who looks: at the words of all or his own, of customers whom he may see. */
  record Reader(Staff staff, boolean all, LocalDate today) {
    private Query bindTo(Query query) {
      return new Sight(today, staff.cleanTeam())
          .bindTo(query)
          .bind("me", staff.id())
          .bind("all", all);
    }
  }

  static List<Unanswered> list(Handle handle, boolean open, Reader reader, int most) {
    return reader
        .bindTo(
            handle.createQuery(
                "%s where (u.state in ('OPEN', 'WAITING')) = :open and (:all or n.mine) order by u.state, n.times desc, u.last_at desc, u.id limit :most"
                    .formatted(SELECT)))
        .bind("open", open)
        .bind("most", most)
        .map(ConstructorMapper.of(Unanswered.class))
        .list();
  }

  static Unanswered read(Handle handle, long id, Reader reader) {
    return reader
        .bindTo(handle.createQuery(SELECT + " where u.id = :id"))
        .bind("id", id)
        .map(ConstructorMapper.of(Unanswered.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("knowledge.unanswered-unknown", Unanswered.name(id)));
  }

  /** As {@link #read}, until the end of the transaction nobody else decides. */
  static Unanswered hold(Handle handle, long id, Reader reader) {
    handle
        .createQuery("select id from knowledge_unanswered where id = :id for update")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
    return read(handle, id, reader);
  }

  static List<UnansweredQuestions.Occasion> occasions(
      Handle handle, long id, Reader reader, int most) {
    return reader
        .bindTo(
            handle.createQuery(
                """
                select o.origin, case when %s then coalesce(o.said, left(q.asked, %d)) else '–' end as words,
                       s.full_name as who, o.at, o.staff_id
                  from knowledge_occasion o %s
                  left join identity_staff s on s.id = o.staff_id
                 where o.unanswered_id = :id and (:all or o.staff_id = :me) order by o.id desc limit :most"""
                    .formatted(Sight.COMPANY_SEEN, LONGEST, CONTACT)))
        .bind("id", id)
        .bind("most", most)
        .map(ConstructorMapper.of(UnansweredQuestions.Occasion.class))
        .list();
  }

  /** A question that a colleague noted at the desk and did not find. */
  public record NotFound(
      long contactId, int no, String topic, String asked, long staffId, Instant notedAt) {}

  /** What was noted and not found since a moment, and is not among these yet. */
  static List<NotFound> notFound(Handle handle, Instant since, int most) {
    return handle
        .createQuery(
            """
            select q.contact_id, q.no, q.topic, left(q.asked, %d) as asked, n.staff_id, n.noted_at
              from contact_question q join contact_note n on n.contact_id = q.contact_id
             where q.answer = 'NOT_FOUND' and n.noted_at >= :since
               and not exists (select from knowledge_occasion o where o.contact_id = q.contact_id and o.no = q.no)
             order by n.noted_at, q.contact_id, q.no limit :most"""
                .formatted(LONGEST))
        .bind("since", since)
        .bind("most", most)
        .map(ConstructorMapper.of(NotFound.class))
        .list();
  }

  /** One gatherer at a time, so that the same question asked twice at once is not two. */
  static void alone(Handle handle) {
    handle.execute("select pg_advisory_xact_lock(hashtext('knowledge_unanswered'))");
  }

  /**
   * The question most like this one that still waits, or that was decided against not long ago.
   *
   * @param since what was decided against before then is asked anew
   */
  static Optional<Long> alike(Handle handle, String language, String words, Instant since) {
    return handle
        .createQuery(
            """
            select c.id from (
              select u.id, knowledge_likeness(:language, :words, f.words) as likeness
                from knowledge_unanswered u
               cross join lateral (
                 select coalesce(o.said, left(q.asked, %d)) as words from knowledge_occasion o
                   left join contact_question q on q.contact_id = o.contact_id and q.no = o.no
                  where o.unanswered_id = u.id order by coalesce(o.said, q.asked) = '–', o.id limit 1) f
               where (u.state in ('OPEN', 'WAITING') or u.state = 'DISMISSED' and u.decided_at >= :since)
                 and (similarity(knowledge_plain(:words), knowledge_plain(f.words)) > 0.1)
               order by u.last_at desc limit 2000) c
             where c.likeness >= :alike order by c.likeness desc, c.id limit 1"""
                .formatted(LONGEST))
        .bind("language", language)
        .bind("words", words)
        .bind("since", since)
        .bind("alike", ALIKE)
        .mapTo(Long.class)
        .findOne();
  }

  static long insert(Handle handle, String topic, String language, Instant at) {
    return handle
        .createQuery(
            """
            insert into knowledge_unanswered (topic, language, state, opened_at, last_at)
            values (:topic, :language, 'OPEN', :at, :at) returning id""")
        .bind("topic", topic)
        .bind("language", language)
        .bind("at", at)
        .mapTo(Long.class)
        .one();
  }

  static void asked(Handle handle, long id, Asked asked) {
    handle
        .createUpdate(
            """
            insert into knowledge_occasion (unanswered_id, origin, contact_id, no, said, staff_id, at)
            values (:id, :origin, :contact, :no, :said, :staff, :at)""")
        .bind("id", id)
        .bind("origin", asked.origin())
        .bind("contact", asked.contactId())
        .bind("no", asked.no())
        .bind("said", asked.contactId() == null ? asked.words() : null)
        .bind("staff", asked.staffId())
        .bind("at", asked.at())
        .execute();
    handle
        .createUpdate(
            "update knowledge_unanswered set last_at = greatest(last_at, :at) where id = :id")
        .bind("at", asked.at())
        .bind("id", id)
        .execute();
  }

  static void decided(
      Handle handle, long id, Unanswered.State state, Long item, String why, Staff by, Instant at) {
    handle
        .createUpdate(
            """
            update knowledge_unanswered
               set state = :state, item_id = :item, reason = :why, decided_by = :by, decided_at = :at, version = version + 1
             where id = :id""")
        .bind("state", state)
        .bind("item", item)
        .bind("why", why)
        .bind("by", by.id())
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  /**
   * Nothing is decided any more of a question that gets no answer, if it was asked so often since.
   *
   * @return whether that is so
   */
  static boolean reopened(Handle handle, long id, int times) {
    return handle
            .createUpdate(
                REOPEN
                    + """
                     where u.id = :id and u.state = 'DISMISSED'
                       and (select count(*) from knowledge_occasion o
                             where o.unanswered_id = u.id and o.at > u.decided_at) >= :times""")
            .bind("id", id)
            .bind("times", times)
            .execute()
        > 0;
  }

  /** Nothing is decided any more of questions whose answer was taken away before it was seen. */
  static List<Long> withdrawn(Handle handle) {
    return handle
        .createQuery(
            REOPEN
                + """
                 where u.state = 'WAITING'
                   and exists (select from knowledge_item i where i.id = u.item_id and i.state = 'WITHDRAWN')
                returning u.id""")
        .mapTo(Long.class)
        .list();
  }

  static boolean dismissed(Handle handle, long id) {
    return handle
        .createQuery("select state = 'DISMISSED' from knowledge_unanswered where id = :id")
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  static void answered(Handle handle, long id) {
    handle
        .createUpdate(
            "update knowledge_unanswered set state = 'ANSWERED', version = version + 1 where id = :id")
        .bind("id", id)
        .execute();
  }

  /** Questions whose answer readers see by now, and nobody was told. */
  static List<Long> nowShown(Handle handle, Object today) {
    return handle
        .createQuery(
            """
            select u.id from knowledge_unanswered u
             where u.state = 'WAITING'
               and exists (select from knowledge_published p where p.item_id = u.item_id and p.valid_until >= :today)
             order by u.id for update of u skip locked""")
        .bind("today", today)
        .mapTo(Long.class)
        .list();
  }

  /** Somebody who asked and is told what came of it, with a role under which he does work. */
  public record Asker(long staffId, String role) {}

  /** Who asked and was not told yet; from now on they were. */
  static List<Asker> tell(Handle handle, long id, Instant at) {
    return handle
        .createQuery(
            """
            with told as (
              update knowledge_occasion set told_at = :at
               where unanswered_id = :id and told_at is null and staff_id is not null returning staff_id)
            select t.staff_id, min(r.role_code) as role
              from (select distinct staff_id from told) t
              join identity_staff s on s.id = t.staff_id and s.active
              join identity_staff_role r on r.staff_id = t.staff_id
              join identity_permission p on p.role_code = r.role_code and p.action = 'work.do'
             group by t.staff_id order by t.staff_id""")
        .bind("at", at)
        .bind("id", id)
        .map(ConstructorMapper.of(Asker.class))
        .list();
  }

  /**
   * That a question was asked.
   *
   * @param contactId contact in which it was; null if in none
   * @param staffId who hears of the answer; null for nobody
   */
  record Asked(
      String origin,
      Long contactId,
      Integer no,
      String topic,
      String language,
      String words,
      Long staffId,
      Instant at) {}
}
