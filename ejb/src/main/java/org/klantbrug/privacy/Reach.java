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
  COMPLAINT_LINK("t.complaint_id in " + Reach.COMPLAINTS + " or t.other_id in " + Reach.COMPLAINTS),
  CONTACT(
      "t.contact_id in (select n.contact_id from contact_note n where n.identity_id = any(:identities))"),
  PROMISE("t.promise_id in " + Reach.PROMISES),
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
  CLOCK(Reach.CLOCKS),
  CLOCK_EVENT(
      "t.clock_id in (select c.id from (select t.id from sla_clock t where "
          + Reach.CLOCKS
          + ") c)"),
  WORK(
      "t.subject_kind = 'complaint' and t.subject_id in "
          + Reach.COMPLAINTS
          + " or t.subject_kind = 'customer' and t.subject_id = any(:parties)"
          + " or t.id in (select x.work_item_id from contact_exception x where x.identity_id = any(:identities))"),
  AUDIT(
      "t.subject_kind = 'customer' and t.subject_id in (select cast(p as text) from unnest(:parties) p)"
          + " or t.subject_kind = 'complaint' and t.subject_id in (select cast(k as text) from "
          + Reach.COMPLAINTS
          + " as own (k))"),
  PERSON("t.person_id = any(:identities)"),
  /** About two people: not shown to either. */
  PAIR("t.left_id = any(:identities) or t.right_id = any(:identities)"),
  /** A line of a file that was about him. */
  LINE(Reach.LINES);

  private static final String COMPLAINTS =
      "(select k.id from complaint_complaint k where k.identity_id = any(:identities))";

  private static final String PROMISES =
      "(select w.promise_id from contact_promise_work w where w.identity_id = any(:identities))";

  private static final String ATTACHMENTS =
      "(t.subject_kind = 'complaint' and t.subject_id in " + COMPLAINTS + ")";

  private static final String MESSAGES =
      "(t.identity_id = any(:identities) or lower(t.subject_kind) = 'complaint' and t.subject_id in "
          + COMPLAINTS
          + ")";

  private static final String CLOCKS =
      "t.subject_kind = 'COMPLAINT' and t.subject_id in "
          + COMPLAINTS
          + " or t.subject_kind = 'PROMISE' and t.subject_id in "
          + PROMISES;

  private static final String LINES =
      "(t.delivery_id, t.line_no) in (select s.delivery_id, s.line_no from privacy_staged_line s"
          + " join customer_identity i on i.company_id = s.company_id and i.source_key = s.customer_key"
          + " where i.id = any(:identities))";

  private final String condition;

  Reach(String condition) {
    this.condition = condition;
  }

  /** SQL about row {@code t}; takes the arrays {@code :identities} and {@code :parties}. */
  String condition() {
    return "(" + condition + ")";
  }
}
