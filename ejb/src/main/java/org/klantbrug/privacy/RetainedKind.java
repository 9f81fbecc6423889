package org.klantbrug.privacy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.merger.Entity;

/**
 * A kind of data of people that goes after a time: which of it is old enough, why some of it stays
 * all the same, and what of it is emptied. A statement of what is old enough gives {@code id},
 * {@code owner} (the identity, where it is of one) and {@code kept}: a code of why it stays, or
 * null. It needs {@code :before}, {@code :beforeAt} and {@code :today}.
 */
enum RetainedKind {
  /** What was said in contacts, counted from the contact. */
  CONTACT(
      """
      select f.id, f.identity_id as owner,
             case when f.identity_id in (select identity_id from privacy_held_identity) then 'HOLD'
                  when exists (select from complaint_complaint k where k.identity_id = f.identity_id
                                  and k.stage not in ('CLOSED', 'WITHDRAWN')) then 'COMPLAINT' end as kept
        from contact_contact f
       where f.occurred_at < :beforeAt and %s
         and (num_nonnulls(f.subject, f.sub_subject, f.text, f.outcome, f.extra, f.author) > 0
              or exists (select from contact_question q where q.contact_id = f.id and q.asked <> '–'))""",
      "f.id = any(:ids) and f.identity_id = any(:owners)",
      Retaining.OWNERS_HELD,
      Map.of(
          "contact_contact", "t.id = any(:ids) and t.identity_id = any(:owners)",
          "contact_note", "t.contact_id = any(:ids)")),
  /** What was said about complaints, counted from their end, or from that of a dispute after it. */
  COMPLAINT(
      """
      select k.id, k.identity_id as owner,
             case when k.identity_id in (select identity_id from privacy_held_identity)
                    or k.id in (select complaint_id from privacy_hold where lifted_at is null and complaint_id is not null) then 'HOLD'
                  when k.stage = 'CLOSED' and k.feedback_due_on is not null and k.feedback_given_at is null then 'FEEDBACK'
                  when exists (select from complaint_dispute d where d.complaint_id = k.id and d.state <> 'ENDED') then 'DISPUTE'
                  when exists (select from privacy_incident n where n.source_kind = 'complaint' and n.source_id = k.id
                                  and n.state <> 'ENDED') then 'LEAK'
                  when exists (select from signal_linked x where x.complaint_id = k.id and x.told_at is null
                                  and x.tell_by is not null) then 'SIGNAL'
                  when exists (select from outbound_message m where m.subject_kind = 'complaint' and m.subject_id = k.id
                                  and m.state in ('WAITING', 'SENDING', 'UNKNOWN')) then 'MESSAGE' end as kept
        from complaint_complaint k
       where k.closed_at < :beforeAt and k.stage in ('CLOSED', 'WITHDRAWN') and %s
         and not exists (select from complaint_dispute d where d.complaint_id = k.id
                            and (d.verdict_on >= :before or d.done_at >= :beforeAt))
         and (k.text <> '–' or exists (select from complaint_event e where e.complaint_id = k.id and e.words <> '–'))""",
      "k.id = any(:ids)",
      "select k.id from complaint_complaint k where k.id = any(:ids) order by k.id for update",
      Retaining.OF_COMPLAINTS),
  /** Customers who left, counted from the last that happened with them at any company. */
  CUSTOMER(
      """
      with past as (
        select i.id from customer_identity i
         where %s
           and greatest(coalesce(i.changed_at, i.registered_at),
                        (select max(f.occurred_at) from contact_contact f where f.identity_id = i.id),
                        (select max(k.closed_at) from complaint_complaint k where k.identity_id = i.id)) < :beforeAt
           and coalesce(greatest(i.customer_since,
                        (select max(greatest(f.start_date, f.end_date)) from contract_contract f where f.identity_id = i.id),
                        (select max(greatest(f.issued_on, f.due_on, f.paid_on)) from contract_invoice f where f.identity_id = i.id),
                        (select max(greatest(f.signed_on, f.last_used_on)) from contract_mandate f where f.identity_id = i.id))
                        < :before, true)),
      gone as (
        select l.party_id from customer_party_link l left join past p on p.id = l.identity_id
         where l.ended_at is null group by l.party_id
        having bool_and(p.id is not null) and not bool_and(l.identity_id in (select identity_id from customer_erased))),
      him as (
        select l.identity_id as id, l.party_id from customer_party_link l join gone g on g.party_id = l.party_id where l.ended_at is null)
      select g.party_id as id, cast(null as bigint) as owner,
             (select min(o.kind) from (
      """
          + Obstacle.ROWS
          + """
               ) o join him h on h.id = o.identity_id where h.party_id = g.party_id) as kept
        from gone g""",
      "i.id in (select identity_id from customer_party_link where party_id = any(:ids) and ended_at is null)",
      "select i.id from customer_identity i where i.id in (select identity_id from customer_party_link"
          + " where party_id = any(:ids) and ended_at is null) order by i.id for update",
      Map.of()),
  /** Delivered lines, counted from the end of the run that took them in. */
  STAGED(
      """
      select d.id, cast(null as bigint) as owner,
             case when exists (select from merger_run o where o.merger_id = r.merger_id and o.closed_at is null) then 'RUN' end as kept
        from merger_delivery d join merger_run r on r.id = d.run_id
       where d.values_emptied_at is null and r.closed_at < :beforeAt and %s""",
      "d.id = any(:ids)",
      "select d.id from merger_delivery d where d.id = any(:ids) order by d.id for update",
      Retaining.ofLines()),
  /** What was written about data leaks, counted from when they were over. */
  LEAK(
      """
      select n.id, cast(null as bigint) as owner,
             case when coalesce(k.identity_id, n.identity_id) in (select identity_id from privacy_held_identity)
                    or k.id in (select complaint_id from privacy_hold where lifted_at is null and complaint_id is not null)
                  then 'HOLD' end as kept
        from privacy_incident n
        left join complaint_complaint k on n.source_kind = 'complaint' and k.id = n.source_id
       where n.state = 'ENDED' and greatest(n.decided_at, n.confirmed_at, n.informed_at) < :beforeAt and n.what <> '–' and %s""",
      "n.id = any(:ids)",
      "select n.id from privacy_incident n where n.id = any(:ids) order by n.id for update",
      Map.of("privacy_incident", "t.id = any(:ids)")),
  /**
   * Mail that belongs to no customer and no complaint, and our answers, counted from when it came.
   */
  MAIL(
      """
      select m.id, cast(null as bigint) as owner,
             case when exists (select from outbound_message o where o.subject_kind = 'mail' and o.subject_id = m.id
                                  and o.state in ('WAITING', 'SENDING', 'UNKNOWN')) then 'MESSAGE' end as kept
        from mailbox_message m
       where m.received_at < :beforeAt and m.about_kind is null and m.outcome is not null and m.from_address <> '–' and %s""",
      "m.id = any(:ids)",
      "select m.id from mailbox_message m where m.id = any(:ids) order by m.id for update",
      Map.of(
          "mailbox_message", "t.id = any(:ids)",
          "outbound_message", "t.subject_kind = 'mail' and t.subject_id = any(:ids)"));

  private final String due;
  private final String among;
  private final String held;
  private final Map<String, String> places;

  RetainedKind(String due, String among, String held, Map<String, String> places) {
    this.due = due;
    this.among = among;
    this.held = held;
    this.places = places;
  }

  /** SQL: all that is old enough. */
  String due() {
    return due.replaceFirst("%s", "true");
  }

  /** SQL: what is old enough of {@code :ids} (and {@code :owners}). */
  String dueAmong() {
    return due.replaceFirst("%s", among);
  }

  /** SQL: holds {@code :ids} (and {@code :owners}) until the end of the transaction. */
  String held() {
    return held;
  }

  /** By table: SQL about its row {@code t}, of what goes along with {@code :ids}. */
  Map<String, String> places() {
    return places;
  }

  /** So many go in one transaction: a delivery may have a million lines. */
  int slice() {
    return switch (this) {
      case STAGED -> 1;
      case CUSTOMER -> 100;
      default -> 500;
    };
  }

  /** Pieces of the statements above. */
  private static final class Retaining {
    /** Who places a hold refers to the customer, so comes before or after. */
    private static final String OWNERS_HELD =
        "select p.id from customer_party p where p.id in (select party_id from customer_party_link"
            + " where identity_id = any(:owners) and ended_at is null) order by p.id for update";

    private static final String OWN_SIGNALS =
        "(select x.signal_id from signal_customer x where x.complaint_id = any(:ids) except"
            + " select x.signal_id from signal_customer x where not coalesce(x.complaint_id = any(:ids)"
            + " or x.identity_id in (select identity_id from customer_erased), false))";

    private static final Map<String, String> OF_COMPLAINTS =
        Map.ofEntries(
            Map.entry("complaint_complaint", "t.id = any(:ids)"),
            Map.entry("complaint_part", "t.complaint_id = any(:ids)"),
            Map.entry("complaint_dispute", "t.complaint_id = any(:ids)"),
            Map.entry("complaint_leniency", "t.complaint_id = any(:ids)"),
            Map.entry(
                "complaint_payment",
                "t.leniency_id in (select l.id from complaint_leniency l where l.complaint_id = any(:ids))"),
            Map.entry("complaint_online", "t.complaint_id = any(:ids)"),
            Map.entry("complaint_pause", "t.complaint_id = any(:ids)"),
            Map.entry(
                "attachment_file", "t.subject_kind = 'complaint' and t.subject_id = any(:ids)"),
            Map.entry(
                "outbound_message", "t.subject_kind = 'complaint' and t.subject_id = any(:ids)"),
            Map.entry("mailbox_message", "t.about_kind = 'complaint' and t.about_id = any(:ids)"),
            Map.entry("work_item", "t.subject_kind = 'complaint' and t.subject_id = any(:ids)"),
            Map.entry("signal_customer", "t.complaint_id = any(:ids)"),
            Map.entry(
                "signal_told",
                "t.link_id in (select x.id from signal_customer x where x.complaint_id = any(:ids))"),
            Map.entry("signal_signal", "t.id in " + OWN_SIGNALS),
            Map.entry("signal_mailing", "t.signal_id in " + OWN_SIGNALS),
            Map.entry("signal_letters", "t.signal_id in " + OWN_SIGNALS),
            Map.entry(
                "transfer_held_complaint",
                "t.taken_as in (select number from complaint_complaint where id = any(:ids))"));

    private static final String NOT_HELD =
        "t.delivery_id = any(:ids) and not exists (select from privacy_held_identity h"
            + " join customer_identity i on i.id = h.identity_id"
            + " join merger_delivery d on d.id = t.delivery_id and d.company_id = i.company_id"
            + " where i.source_key = %s)";

    private static Map<String, String> ofLines() {
      var tables =
          List.of(Entity.values()).stream()
              .collect(
                  Collectors.toMap(
                      Entity::stagingTable,
                      each ->
                          NOT_HELD.formatted(
                              each == Entity.CUSTOMER ? "t.source_key" : "t.customer_key")));
      tables.put("merger_reject", NOT_HELD.formatted("t.customer_key"));
      tables.put(
          "merger_warning",
          "t.delivery_id = any(:ids) and (t.delivery_id, t.line_no) not in (select s.delivery_id, s.line_no"
              + " from privacy_staged_line s join privacy_held_identity h on true join customer_identity i"
              + " on i.id = h.identity_id and i.company_id = s.company_id and i.source_key = s.customer_key)");
      return Map.copyOf(tables);
    }
  }
}
