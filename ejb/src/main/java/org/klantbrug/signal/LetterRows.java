package org.klantbrug.signal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.BulkBrake;

/** Letters to customers of signals as they are stored, and who gets one. */
final class LetterRows {
  /** SQL: customer {@code o} of link {@code x} said last that he likes letters. */
  static final String LIKES_LETTERS =
      "coalesce((select n.preferred_channel from contact_note n where n.identity_id = x.identity_id"
          + " and n.preferred_channel is not null order by n.occurred_at desc, n.contact_id desc limit 1),"
          + " o.preferred_channel, '') = 'LETTER'";

  /** SQL: the postal address in lines, as it was set by hand, else as the company knows it. */
  private static final String LINES =
      "concat_ws(E'\\n', coalesce(nullif(a.address_line, ''), nullif(concat_ws(' ', a.street, concat(a.house_number,"
          + " a.house_number_addition)), '')), nullif(concat_ws('  ', a.postcode, a.city), ''), nullif(a.country, 'NL'))";

  /**
   * Customers who wait, and like letters or have no mail address at any of the companies; each
   * once, by the first link of his with a postal address. Somebody who died, is under guardianship
   * or whose address is secret is for a person to reach.
   */
  private static final String REACHED =
      """
      select distinct on (r.who) r.link
        from (select x.who, x.id as link,
                     coalesce(o.address_line, o.street, '') <> '' and coalesce(o.city, o.postcode, '') <> '' as has_place,
                     bool_or(coalesce(o.circumstance, '') in ('DECEASED', 'GUARDIANSHIP', 'SECRET_ADDRESS')) over his as by_person,
                     bool_or(%s) over his as busy, bool_or(%s) over his as likes, count(%s) over his as mailboxes
                from signal_linked x
                left join customer_identity o on o.id = x.identity_id
                left join complaint_complaint k on k.id = x.complaint_id
               where x.signal_id = :signal and x.told_at is null and x.tell_by is not null and %s and not %s
              window his as (partition by x.who)) r
       where r.has_place and not r.by_person and not r.busy and (r.likes or r.mailboxes = 0)
       order by r.who, r.link
      """
          .formatted(
              SignalMail.UNDER_WAY,
              LIKES_LETTERS,
              SignalMail.ADDRESS,
              SignalRows.LINK_SEEN,
              BulkBrake.held("x.identity_id"));

  private static final String ROW =
      """
      select l.id, l.signal_id, l.purpose, l.language, l.body, l.as_feedback, l.state, w.full_name as written_by, l.written_at,
             e.full_name as ended_by, l.ended_at, (select count(*) from signal_letter t where t.letters_id = l.id) as customers
        from signal_letters l
        join identity_staff w on w.id = l.written_by
        left join identity_staff e on e.id = l.ended_by
      """;

  /**
   * Who gets one of them.
   *
   * @param link by which he is on the signal
   * @param partyId null if he is nobody's customer now
   */
  record To(long link, Long partyId, String name, String company, String lines) {}

  private LetterRows() {}

  static long count(Handle handle, long signal, Sight sight) {
    return bind(handle.createQuery("select count(*) from (" + REACHED + ") n"), signal, sight)
        .mapTo(Long.class)
        .one();
  }

  private static Query bind(Query query, long signal, Sight sight) {
    return sight.bindTo(query).bind("signal", signal);
  }

  static List<Long> reached(Handle handle, long signal, int most, Sight sight) {
    return bind(handle.createQuery(REACHED + " limit :most"), signal, sight)
        .bind("most", most)
        .mapTo(Long.class)
        .list();
  }

  static long add(
      Handle handle,
      Signal signal,
      String language,
      String body,
      boolean asFeedback,
      List<Long> links,
      Staff by,
      Instant now) {
    var id =
        handle
            .createQuery(
                """
                insert into signal_letters (signal_id, purpose, language, body, as_feedback, state, written_by, written_at)
                values (:signal, :purpose, :language, :body, :feedback, 'WAITING', :by, :now) returning id""")
            .bind("signal", signal.id())
            .bind("purpose", Purpose.of(signal.state()))
            .bind("language", language)
            .bind("body", body)
            .bind("feedback", asFeedback)
            .bind("by", by.id())
            .bind("now", now)
            .mapTo(Long.class)
            .one();
    handle
        .createUpdate("insert into signal_letter (letters_id, link_id) select :id, unnest(:links)")
        .bind("id", id)
        .bindArray("links", Long.class, links)
        .execute();
    return id;
  }

  static List<Letters> of(Handle handle, long signal) {
    return handle
        .createQuery(ROW + " where l.signal_id = :signal order by l.id desc limit 20")
        .bind("signal", signal)
        .map(ConstructorMapper.of(Letters.class))
        .list();
  }

  static Optional<Letters> hold(Handle handle, long signal, long id) {
    return handle
        .createQuery(ROW + " where l.id = :id and l.signal_id = :signal for update of l")
        .bind("id", id)
        .bind("signal", signal)
        .map(ConstructorMapper.of(Letters.class))
        .findOne();
  }

  /** Notes whose letter is on paper, the first time that it is taken out. */
  static void printed(Handle handle, long id, List<Long> links, Instant now) {
    handle
        .createUpdate(
            "update signal_letter set printed_at = :now where letters_id = :id and link_id = any(:links) and printed_at is null")
        .bind("id", id)
        .bind("now", now)
        .bindArray("links", Long.class, links)
        .execute();
  }

  /**
   * Links of those who still wait to hear it, and to whom it goes: whose letter is on paper,
   * whatever began since. Of letters that nobody took out, who is not held now.
   */
  static List<Long> waiting(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select x.id from signal_letter t join signal_linked x on x.id = t.link_id
             where t.letters_id = :id and x.told_at is null and x.tell_by is not null
               and (t.printed_at is not null
                 or not exists (select from signal_letter o where o.letters_id = t.letters_id and o.printed_at is not null) and not %s)
             order by x.id"""
                .formatted(BulkBrake.held("x.identity_id")))
        .bind("id", id)
        .mapTo(Long.class)
        .list();
  }

  /** Who of them still waits, in sight, in the order in which they are printed. */
  static List<To> to(Handle handle, long id, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select x.id, x.party_id, %s as name, c.name as company, %s as lines
                  from signal_letter t
                  join signal_linked x on x.id = t.link_id
                  join customer_identity o on o.id = x.identity_id
                  join customer_company c on c.id = o.company_id
                  left join customer_party p on p.id = x.party_id and p.set_by_hand
                 cross join lateral (
                   select p.address_line, p.street, p.house_number, p.house_number_addition, p.postcode, p.city, p.country
                    where p.id is not null
                   union all
                   select o.address_line, o.street, o.house_number, o.house_number_addition, o.postcode, o.city, o.country
                    where p.id is null) a
                 where t.letters_id = :id and x.told_at is null and x.tell_by is not null and %s and not %s
                 order by x.id
                """
                    .formatted(
                        CustomerName.sql("o"),
                        LINES,
                        Sight.COMPANY_SEEN,
                        BulkBrake.held("x.identity_id"))))
        .bind("id", id)
        .map(
            (row, context) ->
                new To(
                    row.getLong("id"),
                    row.getObject("party_id", Long.class),
                    row.getString("name"),
                    row.getString("company"),
                    row.getString("lines")))
        .list();
  }

  static void ended(Handle handle, long id, Letters.State state, Staff by, Instant now) {
    handle
        .createUpdate(
            "update signal_letters set state = :state, ended_by = :by, ended_at = :now where id = :id")
        .bind("state", state)
        .bind("by", by.id())
        .bind("now", now)
        .bind("id", id)
        .execute();
  }
}
