package org.klantbrug.alarm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;

/** Counts what customers of the waves of a merger did, set by set, by the hour. */
final class AlarmCounting {
  /**
   * SQL: each person once, with the first of his waves: when he was told, and when we debit him
   * first.
   */
  private static final String PERSON =
      """
      person as materialized (
        select distinct on (m.person_id) m.person_id, w.id as wave_id, w.day,
               min((n.sent_at at time zone 'Europe/Amsterdam')::date) over mine as notice_day,
               coalesce(min(a.first_debit_on) over mine, w.day) as debit_day
          from wave_wave w join wave_member m on m.wave_id = w.id and m.state <> 'GONE'
          left join notice_account na on na.member_id = m.id
          left join notice_notice n on n.id = na.notice_id and n.sent_at is not null
          left join billing_account a on a.member_id = m.id and a.undone_at is null
         where w.merger_id = :merger and w.state in ('PLANNED', 'RELEASED', 'OVER')
        window mine as (partition by m.person_id, w.id)
         order by m.person_id, w.day, w.id)""";

  /** SQL: every identity under which one of these persons may have been noted. */
  private static final String WHOSE =
      """
      member as (select distinct m.identity_id, m.person_id from wave_member m where m.merger_id = :merger),
      whose as materialized (
        select identity_id, min(person_id) as person_id
          from (select identity_id, person_id from member
                union
                select o.identity_id, m.person_id
                  from member m
                  join customer_party_link l on l.identity_id = m.identity_id and %s
                  join customer_party_link o on o.party_id = l.party_id and o.ended_at is null) each
         group by identity_id)"""
          .formatted(Sight.LINK_COUNTS);

  /** SQL: what happened, with what it is about; all that is counted from :from on. */
  private static final String HAPPENED =
      """
      contact as materialized (
        select f.id, s.person_id, f.occurred_at as at
          from whose s join contact_contact f on f.identity_id = s.identity_id and f.occurred_at >= :from and f.occurred_at < :until
         where f.direction is distinct from 'OUT' and %s),
      asked as materialized (
        select distinct c.id, c.person_id, c.at, q.topic, q.product
          from contact c join contact_question q on q.contact_id = c.id),
      noted as (
        select distinct n.contact_id as id, s.person_id, n.occurred_at as at, q.topic
          from whose s join contact_note n on n.identity_id = s.identity_id and n.occurred_at < :until
           and n.occurred_at >= cast(:from as timestamptz) - make_interval(days => (select value from contact_setting where name = 'repeat_days'))
          join contact_question q on q.contact_id = n.contact_id),
      repeated as (
        select id, person_id, at, topic
          from (select n.*, lag(at) over (partition by person_id, topic order by at, id) as before from noted n) each
         where at >= :from
           and before >= at - make_interval(days => (select value from contact_setting where name = 'repeat_days'))),
      happened as (
        select 'CONTACT' as kind, person_id, at, 'ALL' as cut, '' as value from contact
        union all select 'CONTACT', person_id, at, 'TOPIC', topic from (select distinct id, person_id, at, topic from asked) each
        union all select 'CONTACT', person_id, at, 'PRODUCT', product from (select distinct id, person_id, at, product from asked) each
        union all select 'REPEAT', person_id, at, 'ALL', '' from (select distinct id, person_id, at from repeated) each
        union all select 'REPEAT', person_id, at, 'TOPIC', topic from repeated
        union all
        select 'COMPLAINT', s.person_id, c.received_at, v.cut, v.value
          from whose s join complaint_complaint c on c.identity_id = s.identity_id and c.received_at >= :from and c.received_at < :until
          cross join lateral (values ('ALL', ''), ('TOPIC', c.cause), ('PRODUCT', c.product)) v (cut, value)
        union all
        select 'OBJECTION', s.person_id, o.received_at, v.cut, v.value
          from whose s join objection_objection o on o.identity_id = s.identity_id and o.merger_id = :merger
           and o.received_at >= :from and o.received_at < :until
          cross join lateral (values ('ALL', ''), ('TOPIC', o.about)) v (cut, value)
        union all
        select 'RETURNED', s.person_id, e.at, v.cut, v.value
          from whose s join notice_event e on e.identity_id = s.identity_id and e.kind in ('BOUNCED', 'RETURNED')
           and e.at >= :from and e.at < :until
          cross join lateral (values ('ALL', ''), ('TOPIC', e.way)) v (cut, value)
        union all
        select 'WRONG_DEBIT', s.person_id, d.at, v.cut, v.value
          from whose s join (
            select identity_id, (booked_on + time '12:00') at time zone 'Europe/Amsterdam' as at, kind as state
              from billing_debit where merger_id = :merger and kind in ('RETURN', 'REJECT')
            union all
            select identity_id, (debited_on + time '12:00') at time zone 'Europe/Amsterdam', debit_state
              from billing_account
             where merger_id = :merger and undone_at is null and debit_state in ('WRONG_AMOUNT', 'TWICE', 'BOTH', 'OLD_ONLY')
               and debited_on is not null) d on d.identity_id = s.identity_id and d.at >= :from and d.at < :until
          cross join lateral (values ('ALL', ''), ('TOPIC', d.state)) v (cut, value))"""
          .formatted(Sight.FACT_COUNTS);

  private static final int LONGEST_VALUE = 200;

  private AlarmCounting() {}

  /** The customers of the waves of a merger, by what happened to them on which days. */
  static List<Customers> customers(Handle handle, long merger) {
    return handle
        .createQuery(
            "with "
                + PERSON
                + """
                   select wave_id, day, notice_day, debit_day, count(*) as customers
                    from person group by wave_id, day, notice_day, debit_day order by wave_id, notice_day, debit_day""")
        .bind("merger", merger)
        .map(ConstructorMapper.of(Customers.class))
        .list();
  }

  /**
   * Counts anew what happened since a moment; what was counted before that stays as it was.
   *
   * @param from a whole hour
   */
  static void count(Handle handle, long merger, Instant from, Instant until) {
    handle
        .createUpdate("delete from alarm_count where merger_id = :merger and hour >= :from")
        .bind("merger", merger)
        .bind("from", from)
        .execute();
    handle
        .createUpdate(
            "insert into alarm_count (merger_id, wave_id, kind, cut, value, hour, stage, age, n) with "
                + PERSON
                + ",\n"
                + WHOSE
                + ",\n"
                + HAPPENED
                + """
                  ,
                  day as (
                    select p.wave_id, h.kind, h.cut, left(btrim(h.value), %d) as value, date_trunc('hour', h.at) as hour,
                           (h.at at time zone 'Europe/Amsterdam')::date as day, p.notice_day, p.debit_day
                      from happened h join person p on p.person_id = h.person_id
                     where h.cut = 'ALL' or btrim(h.value) <> '')
                  select :merger, wave_id, kind, cut, value, hour, stage,
                         least(%d, case stage when 'DEBIT' then day - debit_day when 'NOTICE' then day - notice_day else 0 end) as age,
                         count(*)
                    from (select d.*, case when day >= debit_day then 'DEBIT' when day >= notice_day then 'NOTICE' else 'BEFORE' end as stage
                            from day d) each
                   group by wave_id, kind, cut, value, hour, stage, age"""
                    .formatted(LONGEST_VALUE, Customers.OLDEST))
        .bind("merger", merger)
        .bind("from", from)
        .bind("until", until)
        .execute();
  }

  /** What was counted. */
  static List<Count> counts(Handle handle, long merger) {
    return handle
        .createQuery(
            "select wave_id, kind, cut, value, hour, stage, age, n from alarm_count where merger_id = :merger")
        .bind("merger", merger)
        .map(ConstructorMapper.of(Count.class))
        .list();
  }

  /** When contacts of these customers came in, over a time. */
  record Habits(double[] weekdays, long[] hours, long contacts, long customers) {}

  /**
   * What contacts came in from customers of a merger in the weeks before they were told: as they
   * came over, or at our own desk.
   *
   * @param from the first day
   * @param until the day after the last
   */
  static Habits habits(Handle handle, long merger, LocalDate from, LocalDate until) {
    var weekdays = new double[7];
    var hours = new long[24];
    var contacts = new long[1];
    handle
        .createQuery(
            "with "
                + WHOSE
                + """
                   select extract(isodow from at)::integer as weekday, extract(hour from at)::integer as hour, count(*) as n
                    from (select f.occurred_at at time zone 'Europe/Amsterdam' as at
                            from whose s join contact_contact f on f.identity_id = s.identity_id
                             and f.occurred_at >= :from and f.occurred_at < :until
                           where f.direction is distinct from 'OUT' and %s) each
                   group by 1, 2"""
                    .formatted(Sight.FACT_COUNTS))
        .bind("merger", merger)
        .bind("from", WaveWatch.start(from))
        .bind("until", WaveWatch.start(until))
        .map(
            row ->
                new int[] {
                  row.getColumn("weekday", Integer.class),
                  row.getColumn("hour", Integer.class),
                  row.getColumn("n", Integer.class)
                })
        .forEach(
            each -> {
              weekdays[each[0] - 1] += each[2];
              hours[each[1]] += each[2];
              contacts[0] += each[2];
            });
    return new Habits(weekdays, hours, contacts[0], persons(handle, merger));
  }

  private static long persons(Handle handle, long merger) {
    return handle
        .createQuery("select count(distinct person_id) from wave_member where merger_id = :merger")
        .bind("merger", merger)
        .mapTo(Long.class)
        .one();
  }

  /** The last day of contacts that came over; null if none did. */
  static LocalDate lastDelivered(Handle handle, long merger) {
    return handle
        .createQuery(
            """
            select max((d.extract_as_of at time zone 'Europe/Amsterdam')::date)
              from merger_delivery d join merger_run r on r.id = d.run_id
             where r.merger_id = :merger and d.entity = 'CONTACT' and d.state = 'IMPORTED'""")
        .bind("merger", merger)
        .mapTo(LocalDate.class)
        .findOne()
        .orElse(null);
  }
}
