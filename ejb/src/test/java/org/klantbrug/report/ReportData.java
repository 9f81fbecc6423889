package org.klantbrug.report;

import org.klantbrug.transfer.MadeUpMerger;

/** Complaints, leniencies, clocks and questions of every kind, spread over weeks and customers. */
final class ReportData {
  private ReportData() {}

  static void fill(MadeUpMerger in, int complaints) {
    in.sql(
        """
        insert into complaint_complaint (number, identity_id, contact_given, channel, received_at, registered_at, text, product,
               regime_code, stage, cause, first_time_fix, reopened, feedback_due_on, feedback_given_at, closed_at)
        select 'K2026-9' || lpad(n::text, 5, '0'), case when n %% 4 > 0 then o.id end, 'Iemand',
               (array['EMAIL', 'PHONE', 'LETTER', null])[1 + n %% 4], t.at, t.at, 'Ik wacht al drie weken',
               (array['Stroom', 'Gas', '=1+1', null])[1 + n / 3 %% 4], 'GENERAL', s.stage,
               (array['BILLING', 'DEBIT', null])[1 + n / 5 %% 3], n %% 3 = 0, n %% 2,
               case when n %% 5 < 3 then date '2026-06-01' + n %% 30 end,
               case when n %% 5 = 0 then t.at + interval '20 days' end,
               case when s.stage in ('CLOSED', 'WITHDRAWN') then t.at + interval '9 days' end
          from generate_series(1, %d) n
         cross join lateral (select timestamptz '2026-04-20 08:00Z' + n * interval '11 hours' as at) t
         cross join lateral (select (array['CLOSED', 'ASSESSMENT', 'WITHDRAWN', 'CLOSED', 'OUTCOME'])[1 + n %% 5] as stage) s
         cross join lateral (select id from customer_identity order by id offset n %% (select count(*) from customer_identity) limit 1) o"""
            .formatted(complaints));
    in.sql(
        """
        insert into sla_clock (subject_kind, subject_id, subject_name, stage, channel, policy_id, received_at, counted_from, state,
               target_budget_ms, limit_budget_ms, running_since, target_at, limit_at, warn_at, ended_at, owner_role)
        select 'COMPLAINT', k.id, k.number, 'OUTCOME', k.channel, (select min(id) from sla_policy), k.received_at, k.received_at,
               s.state, 1, 1, case when s.state = 'RUNNING' then k.received_at end, k.received_at, k.received_at + interval '20 days',
               k.received_at, case when s.state <> 'RUNNING' then k.received_at + interval '9 days' end, 'adviser'
          from complaint_complaint k
         cross join lateral (select (array['MET', 'BREACHED_THEN_MET', 'RUNNING', 'WITHDRAWN', 'RUNNING'])[1 + k.id % 5] as state) s
         where k.number like 'K2026-9%'""");
    in.sql(
        """
        insert into complaint_leniency (complaint_id, amount, cause, mandate, asked_by, asked_at, state, decided_by, decided_at, role_code)
        select k.id, 5 + k.id % 40, coalesce(k.cause, 'OTHER'), 100,
               (select min(id) from identity_staff), k.received_at, 'GRANTED',
               case when k.id % 3 = 0 then (select max(id) from identity_staff) else (select min(id) from identity_staff) end,
               k.received_at + interval '2 days',
               (array['adviser', 'teamLead', null])[1 + k.id % 3]
          from complaint_complaint k where k.number like 'K2026-9%' and k.id % 2 = 0""");
    for (var n = 1; n <= 12; n++) {
      ask(
          in,
          n,
          n % 2 == 0 ? "A1" : "A2",
          "2026-05-%02dT10:00Z".formatted(n * 2),
          n % 3 == 0 ? "MOVING" : "BILL",
          n);
    }
  }

  /** A question that was asked at our desk. */
  static void ask(MadeUpMerger in, long contact, String key, String at, String topic, int minutes) {
    in.sql(
        """
        insert into contact_note (contact_id, identity_id, occurred_at, staff_id, noted_at, form_key, experience)
        select %d, id, '%s', (select min(id) from identity_staff), '%2$s', gen_random_uuid(), 'NOT_ASKED'
          from customer_identity where source_key = '%s'"""
            .formatted(contact, at, key));
    in.sql(
        """
        insert into contact_question (contact_id, no, topic, asked, answer, result, minutes)
        values (%d, 1, '%s', 'Waarom?', 'ELSEWHERE', 'ANSWERED', %d)"""
            .formatted(contact, topic, minutes));
  }
}
