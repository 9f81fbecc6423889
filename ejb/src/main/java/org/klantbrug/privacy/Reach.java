package org.klantbrug.privacy;

/** How the rows of a customer are found in a table {@code t}: by his identities and parties. */
enum Reach {
  /** Personal data are not in it; the catalogue says why it is named. */
  NOT("false"),
  SELF_IDENTITY("t.id = any(:identities)"),
  SELF_PARTY("t.id = any(:parties)"),
  IDENTITY("t.identity_id = any(:identities)"),
  PARTY("t.party_id = any(:parties)"),
  MERGE("t.kept_party_id = any(:parties) or t.gone_party_id = any(:parties)"),
  COMPLAINT("t.complaint_id in " + Reach.COMPLAINTS),
  PAYMENT(
      "t.leniency_id in (select l.id from complaint_leniency l where l.complaint_id in "
          + Reach.COMPLAINTS
          + ")"),
  COMPLAINT_LINK("t.complaint_id in " + Reach.COMPLAINTS + " or t.other_id in " + Reach.COMPLAINTS),
  OBJECTION("t.objection_id in " + Reach.OBJECTIONS),
  CONTACT(
      "t.contact_id in (select n.contact_id from contact_note n where n.identity_id = any(:identities))"),
  PROMISE("t.promise_id in " + Reach.PROMISES),
  /** Through what it was found with: whose that is may be found out later. */
  LEAK(
      "t.source_kind = 'complaint' and t.source_id in "
          + Reach.COMPLAINTS
          + " or t.source_kind = 'customer' and t.source_id = any(:parties)"),
  ATTACHMENT(Reach.ATTACHMENTS),
  ATTACHMENT_CONTENT(
      "t.file_id in (select f.id from (select t.id from attachment_file t where "
          + Reach.ATTACHMENTS
          + ") f)"),
  MAIL(
      "t.about_kind = 'customer' and t.about_id = any(:parties) or t.about_kind = 'complaint' and t.about_id in "
          + Reach.COMPLAINTS),
  MESSAGE(Reach.MESSAGES),
  MESSAGE_EVENT(
      "t.message_id in (select m.id from (select t.id from outbound_message t where "
          + Reach.MESSAGES
          + ") m)"),
  SIGNAL("t.identity_id = any(:identities) or t.complaint_id in " + Reach.COMPLAINTS),
  SIGNAL_TOLD(
      "t.link_id in (select x.id from signal_customer x where x.identity_id = any(:identities) or x.complaint_id in "
          + Reach.COMPLAINTS
          + ")"),
  /** A signal is in the words of others; it is his if nobody else has to do with it any more. */
  OWN_SIGNAL("t.id in " + Reach.OWN_SIGNALS),
  OWN_SIGNAL_EVENT("t.signal_id in " + Reach.OWN_SIGNALS),
  THREAT("t.party_id = any(:parties) or t.complaint_id in " + Reach.COMPLAINTS),
  THREAT_STEP(
      "t.report_id in (select r.id from threat_report r where r.party_id = any(:parties) or r.complaint_id in "
          + Reach.COMPLAINTS
          + ")"),
  CLOCK(Reach.CLOCKS),
  CLOCK_EVENT(
      "t.clock_id in (select c.id from (select t.id from sla_clock t where "
          + Reach.CLOCKS
          + ") c)"),
  WORK(
      "t.subject_kind = 'complaint' and t.subject_id in "
          + Reach.COMPLAINTS
          + " or t.subject_kind = 'objection' and t.subject_id in "
          + Reach.OBJECTIONS
          + " or t.subject_kind = 'customer' and t.subject_id = any(:parties)"
          + " or t.id in (select x.work_item_id from contact_exception x where x.identity_id = any(:identities))"),
  AUDIT(
      "t.subject_kind = 'customer' and t.subject_id in (select cast(p as text) from unnest(:parties) p)"
          + " or t.subject_kind = 'complaint' and t.subject_id in (select cast(k as text) from "
          + Reach.COMPLAINTS
          + " as own (k))"),
  PERSON("t.person_id = any(:identities)"),
  WAVE("t.member_id in (select m.id from wave_member m where m.identity_id = any(:identities))"),
  /** About two people: not shown to either. */
  PAIR("t.left_id = any(:identities) or t.right_id = any(:identities)"),
  /** A line of a file that was about him; needs {@link Subject#withLines}. */
  LINE(Reach.LINES),
  /** A line that was no record, and of which his key could still be read. */
  REJECT(
      Reach.LINES
          + " or t.customer_key is not null and exists (select from merger_delivery d join customer_identity i"
          + " on i.company_id = d.company_id and i.source_key = t.customer_key"
          + " where d.id = t.delivery_id and i.id = any(:identities))");

  private static final String COMPLAINTS =
      "(select k.id from complaint_complaint k where k.identity_id = any(:identities))";

  private static final String OBJECTIONS =
      "(select o.id from objection_objection o where o.identity_id = any(:identities))";

  private static final String PROMISES =
      "(select w.promise_id from contact_promise_work w where w.identity_id = any(:identities))";

  private static final String ATTACHMENTS =
      "(t.subject_kind = 'complaint' and t.subject_id in " + COMPLAINTS + ")";

  private static final String MAILS =
      "(select b.id from mailbox_message b where b.about_kind = 'customer' and b.about_id = any(:parties)"
          + " or b.about_kind = 'complaint' and b.about_id in "
          + COMPLAINTS
          + ")";

  private static final String MESSAGES =
      "(t.identity_id = any(:identities) or t.subject_kind = 'complaint' and t.subject_id in "
          + COMPLAINTS
          + " or t.subject_kind = 'mail' and t.subject_id in "
          + MAILS
          + ")";

  private static final String CLOCKS =
      "t.subject_kind = 'COMPLAINT' and t.subject_id in "
          + COMPLAINTS
          + " or t.subject_kind = 'PROMISE' and t.subject_id in "
          + PROMISES
          + " or t.subject_kind = 'OBJECTION' and t.subject_id in "
          + OBJECTIONS
          + " or t.subject_kind = 'MAIL' and t.subject_id in "
          + MAILS;

  private static final String OWN_SIGNALS =
      "(select x.signal_id from signal_customer x where x.identity_id = any(:identities) or x.complaint_id in "
          + COMPLAINTS
          + " except select x.signal_id from signal_customer x where not coalesce(x.identity_id = any(:identities)"
          + " or x.identity_id in (select identity_id from customer_erased) or x.complaint_id in "
          + COMPLAINTS
          + ", false))";

  private static final String LINES =
      "(t.delivery_id, t.line_no) in (select * from unnest(:deliveries, :lines))";

  private final String condition;

  Reach(String condition) {
    this.condition = condition;
  }

  /** SQL about row {@code t}; takes what {@link Subject#bindTo} gives. */
  String condition() {
    return "(" + condition + ")";
  }
}
