package org.klantbrug.report;

import org.klantbrug.customer.Sight;

/**
 * What is counted. Each is a statement whose rows have the columns of {@link Row} and those that
 * measures and cuts name. It takes the period, company and channel, and shows nobody behind the
 * wall.
 */
public enum Topic {
  /** Complaints that were received in the period. */
  COMPLAINT(Statements.complaintsBy("k.received_at")),
  /** Complaints that were closed in the period, whenever they were received. */
  CLOSING(Statements.complaintsBy("k.closed_at") + " and k.stage = 'CLOSED'"),
  /** Leniencies that were granted in the period. */
  LENIENCY(Statements.LENIENCIES),
  /**
   * What customers wait for: clocks that began in the period; what was withdrawn in time does not
   * count.
   */
  CLOCK(Statements.CLOCKS),
  /** Complaints that came over and that nobody took up, as they wait now, whatever the period. */
  HELD(Statements.HELD),
  /** Questions of customers in the period, once for each contact and topic with a fixed name. */
  QUESTION(Statements.QUESTIONS),
  /** Customers who objected to going over in the period, by the wave with which they would go. */
  OBJECTION(Statements.OBJECTIONS);

  private final String rows;

  Topic(String rows) {
    this.rows = rows;
  }

  /** SQL: the rows; needs what {@link Asked#bindTo} gives. */
  String rows() {
    return rows;
  }

  private static final class Statements {
    private static final String ASKED =
        "(w.visible_from is null or w.visible_from <= :today or :cleanTeam)"
            + " and (cast(:company as bigint) is null or o.company_id = :company)"
            + " and (cast(:channel as text) is null or %s = :channel)"
            + " and %s >= :from and %s < :until";

    private static final String LENIENCIES =
        """
        select k.id, k.number as name, l.decided_at as at, k.channel, o.company_id, w.name as company, k.product, l.cause as code, cast(null as timestamptz) as due, cast(null as timestamptz) as ended,
               l.amount as figure, case when l.decided_by = l.asked_by then 'WITHIN' else 'APPROVED' end as mandate,
               l.role_code as role
          from complaint_leniency l join complaint_complaint k on k.id = l.complaint_id
          left join customer_identity o on o.id = k.identity_id
          left join customer_company w on w.id = o.company_id
         where l.state = 'GRANTED'
           and
        """
            + asked("k.channel", "l.decided_at");

    private static final String CLOCKS =
        """
        select c.id,
               coalesce(c.subject_name, (select q.number from %2$s l join customer_party q on q.id = l.party_id)) as name,
               c.received_at as at,
               c.channel, o.company_id, w.name as company, cast(null as text) as product, c.stage as code,
               cast(null as numeric) as figure, c.stage || '/' || coalesce(c.channel, '') as stage_and_channel,
               c.limit_at as due, c.ended_at as ended,
               case when %1$s then 'LATE' when c.state = 'MET' then 'KEPT' else 'RUNNING' end as kept
          from sla_clock c
          left join complaint_complaint k on c.subject_kind = 'COMPLAINT' and k.id = c.subject_id
          left join contact_promise_work p on c.subject_kind = 'PROMISE' and p.promise_id = c.subject_id
          left join customer_identity o on o.id = coalesce(k.identity_id, p.identity_id)
          left join customer_company w on w.id = o.company_id
         where c.subject_kind in ('COMPLAINT', 'PROMISE', 'MAIL') and c.stage <> 'DISPUTE' and (c.state <> 'WITHDRAWN' or %1$s)
           and
        """
                .formatted(late("c"), Sight.deskParty("o.id"))
            + asked("c.channel", "c.received_at");

    private static final String HELD =
        """
        select f.id, coalesce(f.source_key, cast(f.id as text)) as name, f.received_at as at, f.channel, o.company_id,
               w.name as company, f.product, f.state as code, cast(null as numeric) as figure,
               coalesce(t.due_at, cast(f.answer_due_on + 1 as timestamp) at time zone 'Europe/Amsterdam') as due,
               cast(null as timestamptz) as ended,
               coalesce(t.due_at < :now, f.answer_due_on < cast(:today as date), false) as late
          from contact_held_complaint f
          join customer_identity o on o.id = f.identity_id
          join customer_company w on w.id = o.company_id
          left join work_item t on t.kind = 'takeUpComplaint' and t.state = 'OPEN' and t.subject_id = f.id
         where f.taken_at is null and f.cutover_id is not null and %s
           and (w.visible_from is null or w.visible_from <= :today or :cleanTeam)
           and (cast(:company as bigint) is null or o.company_id = :company)
           and (cast(:channel as text) is null or f.channel = :channel)
        """
            .formatted(Sight.FACT_COUNTS);

    private static final String QUESTIONS =
        """
        select o.party_id as id, o.number as name, o.occurred_at as at, o.channel, o.company_id, w.name as company,
               cast(null as text) as product, o.topic as code, cast(null as timestamptz) as due, cast(null as timestamptz) as ended, cast(o.minutes as numeric) as figure, o.repeated
          from (select q.*, coalesce(q.occurred_at - lag(q.occurred_at) over (partition by q.party_id, q.topic
                                       order by q.occurred_at, q.contact_id)
                                     <= make_interval(days => s.value), false) as repeated
                  from (select n.contact_id, n.occurred_at, i.company_id, l.party_id, p.number, a.topic, h.channel,
                               sum(a.minutes) as minutes
                          from contact_note n
                          join contact_question a on a.contact_id = n.contact_id
                          join customer_identity i on i.id = n.identity_id
                          cross join lateral %s l
                          join customer_party p on p.id = l.party_id
                          left join contact_contact h on h.identity_id = n.identity_id and h.occurred_at = n.occurred_at
                                                     and h.id = n.contact_id
                         where a.topic <> 'OTHER' and n.occurred_at < :until
                           and n.occurred_at >= cast(:from as timestamptz)
                               - make_interval(days => (select value from contact_setting where name = 'repeat_days'))
                         group by n.contact_id, n.occurred_at, i.company_id, l.party_id, p.number, a.topic, h.channel) q
                  cross join contact_setting s where s.name = 'repeat_days') o
          join customer_company w on w.id = o.company_id
         where
        """
                .formatted(Sight.deskParty("n.identity_id"))
            + asked("o.channel", "o.occurred_at");

    /** Who leaves is in no wave any more: he counts with the one that he was taken out of. */
    private static final String OBJECTIONS =
        """
        select b.id, b.number as name, b.received_at as at, b.channel, o.company_id, w.name as company, cast(null as text) as product,
               b.stage as code, cast(null as numeric) as figure, cast(null as timestamptz) as due, cast(null as timestamptz) as ended,
               b.stage, coalesce(b.outcome, b.stage) as outcome,
               cast(coalesce((select min(v.day) from wave_member m join wave_wave v on v.id = m.wave_id
                               where m.merger_id = b.merger_id and m.identity_id = b.identity_id),
                             (select max(v.day) from wave_event e join wave_member m on m.id = e.member_id
                                join wave_wave v on v.id = e.from_wave
                               where m.merger_id = b.merger_id and m.identity_id = b.identity_id and e.kind = 'GONE')) as text) as wave_day
          from (select p.*, case p.way when 'LINK' then 'WEB_APP' when 'MAIL' then 'EMAIL' when 'DESK' then 'IN_PERSON' else p.way end
                         as channel from objection_objection p) b
          join customer_identity o on o.id = b.identity_id
          join customer_company w on w.id = o.company_id
         where
        """
            + asked("b.channel", "b.received_at");

    /** Whoever waited longer than he should did so also if he gave up in the end. */
    private static String late(String clock) {
      return """
             (%1$s.state = 'BREACHED_THEN_MET'
              or %1$s.state in ('RUNNING', 'WITHDRAWN') and coalesce(%1$s.ended_at, :now) > %1$s.limit_at
              or %1$s.state = 'SUSPENDED' and %1$s.paused_at > %1$s.limit_at)\
             """
          .formatted(clock);
    }

    private static String asked(String channel, String moment) {
      return ASKED.formatted(channel, moment, moment);
    }

    /** Whose cut-over a customer came with is looked up through all links that came with one. */
    private static String complaintsBy(String moment) {
      return """
             select k.id, k.number as name, %s as at, k.channel, o.company_id, w.name as company, btrim(k.product) as product, upper(left(btrim(k.product), 1)) || lower(substr(btrim(k.product), 2)) as sort,
                    k.stage as code, cast(null as numeric) as figure, cast(null as timestamptz) as due, cast(null as timestamptz) as ended, k.stage, k.cause, k.first_time_fix, k.reopened,
                    k.feedback_due_on, k.feedback_given_at,
                    (select max(l.cutover_id) from customer_party_link l
                      where l.identity_id = k.identity_id and l.cutover_id in (select id from customer_cutover_live)) as cutover_id,
                    k.id in (select x.subject_id from sla_clock x
                              where x.subject_kind = 'COMPLAINT' and x.stage <> 'DISPUTE'
                                and %s) as breached,
                    k.id in (select d.complaint_id from complaint_dispute d) as disputed,
                    k.id in (select d.complaint_id from complaint_dispute d where d.state <> 'ENDED') as dispute_open,
                    k.id in (select d.complaint_id from complaint_dispute d
                              where d.verdict in ('UPHELD', 'PARTLY')) as dispute_upheld
               from complaint_complaint k
               left join customer_identity o on o.id = k.identity_id
               left join customer_company w on w.id = o.company_id
              where
             """
              .formatted(moment, late("x"))
          + asked("k.channel", moment);
    }
  }
}
