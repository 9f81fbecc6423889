package org.klantbrug.signal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Messages;

/** Mails to many as they are stored, and who gets them. */
final class MailingRows {
  /** In place of a customer: all of it is written. */
  static final String DONE = "~";

  private static final String ROW =
      """
      select g.id, g.signal_id, g.purpose, g.words_version, g.language, g.subject_line, g.body, g.as_feedback, g.last_link, g.done_to,
             g.customers, g.state, g.written_by as writer_id, w.full_name as written_by, g.written_at,
             r.full_name as released_by, g.released_at, e.full_name as ended_by, g.ended_at, n.sent, n.under_way, n.refused
        from signal_mailing g
        join identity_staff w on w.id = g.written_by
        left join identity_staff r on r.id = g.released_by
        left join identity_staff e on e.id = g.ended_by
        cross join lateral (
          select count(*) filter (where m.state = 'SENT') as sent,
                 count(*) filter (where m.state in ('WAITING', 'SENDING')) as under_way,
                 count(*) filter (where m.state = 'REFUSED') as refused
            from outbound_message m where m.bulk_id = g.id and m.subject_kind = 'signal') n
      """;

  /**
   * Customers who wait, whose address is known and who do not like letters better, to whom no mail
   * is under way and no letter is ready, and who did not get these words: each once, by the first
   * link of his that has an address.
   */
  private static final String REACHED =
      """
      with busy as (
        select y.who from outbound_message m
          join signal_linked y on y.id = cast(split_part(m.occasion, '.', 1) as bigint)
         where m.subject_kind = 'signal' and m.subject_id = :signal and m.purpose in ('SIGNAL_PASSED_ON', 'SIGNAL_FEEDBACK')
           and (m.state in ('WAITING', 'SENDING', 'UNKNOWN')
                or m.state = 'SENT' and m.purpose = :purpose and split_part(m.occasion, '.', 2) = cast(:version as text))
        union
        select y.who from signal_letters l
          join signal_letter t on t.letters_id = l.id join signal_linked y on y.id = t.link_id
         where l.signal_id = :signal and l.state = 'WAITING')
      select distinct on (r.who) r.who, r.link, r.identity_id, r.company, r.name, r.address
        from (select x.who, x.id as link, x.identity_id, c.name as company, %s as name, %s as address,
                     bool_or(%s) over (partition by x.who) as likes_letters
                from signal_linked x
                left join complaint_complaint k on k.id = x.complaint_id
                left join customer_identity o on o.id = x.identity_id
                left join customer_company c on c.id = o.company_id
               where x.signal_id = :signal and x.told_at is null and x.tell_by is not null and x.who > :after
                 and x.id <= :last and %s and x.who not in (select b.who from busy b)) r
       where r.address is not null and not r.likes_letters
       order by r.who, r.link
      """
          .formatted(
              CustomerName.sql("o"),
              SignalMail.ADDRESS,
              LetterRows.LIKES_LETTERS,
              SignalRows.LINK_SEEN);

  /**
   * A customer who gets it.
   *
   * @param who tells customers apart, and puts them in an order
   * @param link the key of what links him to the signal
   * @param company the company that knows him as this identity; null for somebody we do not know
   */
  record Reached(
      String who, long link, Long identityId, String company, String name, String address) {}

  private MailingRows() {}

  /**
   * Whom words are for.
   *
   * @param number of the signal
   * @param after customers behind this one, in the order in which it is written
   * @param last the key of the customer who was linked last
   */
  record Range(long signal, String number, Purpose purpose, int version, String after, long last) {
    static Range of(Handle handle, Mailing mailing) {
      return new Range(
          mailing.signalId(),
          SignalRows.number(handle, mailing.signalId()),
          mailing.purpose(),
          mailing.wordsVersion(),
          mailing.doneTo(),
          mailing.lastLink());
    }
  }

  static List<Reached> reached(Handle handle, Range range, int most, Sight sight) {
    return bind(handle.createQuery(REACHED + " limit :most"), range, sight)
        .bind("most", most)
        .map(
            (row, context) ->
                new Reached(
                    row.getString("who"),
                    row.getLong("link"),
                    row.getObject("identity_id", Long.class),
                    row.getString("company"),
                    row.getString("name"),
                    row.getString("address")))
        .list();
  }

  static long count(Handle handle, Range range, Sight sight) {
    return bind(handle.createQuery("select count(*) from (" + REACHED + ") n"), range, sight)
        .mapTo(Long.class)
        .one();
  }

  private static Query bind(Query query, Range range, Sight sight) {
    return sight
        .bindTo(query)
        .bind("signal", range.signal())
        .bind("purpose", range.purpose().message())
        .bind("version", range.version())
        .bind("after", range.after())
        .bind("last", range.last());
  }

  /** The key of the customer who was linked last; 0 if nobody is. */
  static long lastLink(Handle handle, long signal) {
    return handle
        .createQuery("select coalesce(max(id), 0) from signal_customer where signal_id = :signal")
        .bind("signal", signal)
        .mapTo(Long.class)
        .one();
  }

  /** The version of these words: that of the mailing that had them, else a new one. */
  static int version(Handle handle, long signal, Purpose purpose, Mailings.Wanted words) {
    return handle
        .createQuery(
            """
            select coalesce(min(words_version) filter (where language = :language and subject_line = :line and body = :body),
                            max(words_version) + 1, 1)
              from signal_mailing where signal_id = :signal and purpose = :purpose""")
        .bind("signal", signal)
        .bind("purpose", purpose)
        .bind("language", words.language())
        .bind("line", words.subjectLine())
        .bind("body", words.body())
        .mapTo(Integer.class)
        .one();
  }

  static long add(
      Handle handle,
      Range range,
      Mailings.Wanted words,
      long customers,
      Mailing.State state,
      Staff by,
      Instant now) {
    return handle
        .createQuery(
            """
            insert into signal_mailing (signal_id, purpose, words_version, language, subject_line, body, as_feedback, last_link,
                                        customers, state, written_by, written_at)
            values (:signal, :purpose, :version, :language, :line, :body, :feedback, :last, :customers, :state, :by, :now)
            returning id""")
        .bind("signal", range.signal())
        .bind("purpose", range.purpose())
        .bind("version", range.version())
        .bind("language", words.language())
        .bind("line", words.subjectLine())
        .bind("body", words.body())
        .bind("feedback", words.asFeedback())
        .bind("last", range.last())
        .bind("customers", customers)
        .bind("state", state)
        .bind("by", by.id())
        .bind("now", now)
        .mapTo(Long.class)
        .one();
  }

  /** Those of a signal, the last on top. */
  static List<Mailing> of(Handle handle, long signal) {
    return handle
        .createQuery(ROW + " where g.signal_id = :signal order by g.id desc limit 20")
        .bind("signal", signal)
        .map(ConstructorMapper.of(Mailing.class))
        .list();
  }

  static Optional<Mailing> hold(Handle handle, long id) {
    return handle
        .createQuery(ROW + " where g.id = :id for update of g")
        .bind("id", id)
        .map(ConstructorMapper.of(Mailing.class))
        .findOne();
  }

  /** That of a signal which waits or goes on; held. */
  static Optional<Mailing> holdOpen(Handle handle, long signal) {
    return handle
        .createQuery(
            ROW
                + " where g.signal_id = :signal and g.state in ('WAITING', 'GOING') for update of g")
        .bind("signal", signal)
        .map(ConstructorMapper.of(Mailing.class))
        .findOne();
  }

  /**
   * One that goes on and has less than a part under way, held; nobody else's at this moment.
   *
   * @param passed keys of those to pass over
   */
  static Optional<Mailing> holdNext(Handle handle, int part, Collection<Long> passed) {
    return handle
        .createQuery(
            ROW
                + " where g.state = 'GOING' and (n.under_way = 0 or n.under_way < :part and g.done_to is distinct from :done)"
                + " and g.id <> all(:passed) order by g.id limit 1 for update of g skip locked")
        .bindArray("passed", Long.class, passed)
        .bind("part", part)
        .bind("done", DONE)
        .map(ConstructorMapper.of(Mailing.class))
        .findOne();
  }

  static void writtenTo(Handle handle, long id, String who) {
    handle
        .createUpdate("update signal_mailing set done_to = :who where id = :id")
        .bind("who", who)
        .bind("id", id)
        .execute();
  }

  static void released(Handle handle, long id, Staff by, Instant now) {
    handle
        .createUpdate(
            "update signal_mailing set state = 'GOING', released_by = :by, released_at = :now where id = :id")
        .bind("by", by.id())
        .bind("now", now)
        .bind("id", id)
        .execute();
  }

  /**
   * Ends it; what of it waits is not sent.
   *
   * @param by who stopped it; null if all of it was sent
   */
  static void ended(Handle handle, Mailing mailing, Staff by, Instant now) {
    handle
        .createUpdate(
            "update signal_mailing set state = :state, ended_by = :by, ended_at = :now where id = :id")
        .bind("state", by == null ? Mailing.State.OVER : Mailing.State.STOPPED)
        .bind("by", by == null ? null : by.id())
        .bind("now", now)
        .bind("id", mailing.id())
        .execute();
    if (by != null) {
      Messages.dropAll(handle, Signals.SUBJECT, mailing.id(), "signalStopped", by, now);
    }
  }

  /** Whether who wrote a message to many said that it is the feedback that was promised. */
  static boolean isFeedback(Handle handle, long message) {
    return handle
        .createQuery(
            """
            select exists (select from outbound_message m join signal_mailing g on g.id = m.bulk_id
                            where m.id = :message and m.subject_kind = 'signal' and g.as_feedback)""")
        .bind("message", message)
        .mapTo(Boolean.class)
        .one();
  }

  /** Whether a message is of a mail to many that was stopped. */
  static boolean isStopped(Handle handle, long message) {
    return handle
        .createQuery(
            """
            select exists (select from outbound_message m join signal_mailing g on g.id = m.bulk_id
                            where m.id = :message and m.subject_kind = 'signal' and g.state = 'STOPPED')""")
        .bind("message", message)
        .mapTo(Boolean.class)
        .one();
  }
}
