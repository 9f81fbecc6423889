package org.klantbrug.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.customer.Merging;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.ReplyTimes;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** A takeover that is live, with a customer of whom something stands in every corner. */
final class PrivacyFixture implements AutoCloseable {
  static final LocalDate TODAY = LocalDate.parse("2026-06-15");

  /** Words that are only about this customer; nothing of them may be left. */
  static final List<String> HERS =
      List.of("Sara", "Bakker", "sara@example.org", "+31622222222", "4044GH", "Geheim");

  final MadeUpMerger in = SmallTakeover.live().in;
  final BusinessClock clock = new BusinessClock();
  final Database database = in.database;
  final Audit audit = new Audit(database, clock);
  final Clocks clocks =
      new Clocks(
          database,
          clock,
          new WorkingCalendars(database, audit, null),
          new ReplyTimes(database, audit, clock, null));
  final PrivacyRequests requests = new PrivacyRequests(database, clock, audit, clocks);
  final Dossiers dossiers = new Dossiers(database, clock, audit, requests);
  final Erasure erasure = new Erasure(database, clock, requests);
  final Merging merging = new Merging(database, in.golden);
  final LegalHolds holds = new LegalHolds(database, clock, audit);
  final Staff officer = staff(in.operator, "olga");
  final Staff second = staff(in.finance, "frits");
  final long party;
  final long identity;

  PrivacyFixture() {
    clock.set(Clock.fixed(Instant.parse("2026-06-15T10:00:00Z"), BusinessClock.ZONE));
    party = in.party(in.theirs, "B2");
    identity = in.identity(in.theirs, "B2");
    words();
    disputed();
    neverTheSame();
  }

  private static Staff staff(long id, String login) {
    return new Staff(id, login, login, "nl", true, null, Set.of(), Set.of());
  }

  /** What she said stands in every table where words stand. */
  private void words() {
    in.sql(
        """
        insert into complaint_complaint (number, identity_id, channel, received_at, registered_at, text, product, topic, regime_code,
               stage, cause, decision, decision_reasons, explanation, closed_at, feedback_due_on, feedback_promised)
        values ('K2026-900001', %d, 'EMAIL', '2026-05-10', '2026-05-10', 'Geheim van Sara Bakker', 'Gas', 'Sara', 'GENERAL', 'CLOSED',
                'BILLING', 'ACCEPTED', 'Mevrouw Bakker heeft gelijk', 'Geheim', '2026-05-20', '2026-07-01', 'Sara bellen')"""
            .formatted(identity));
    var complaint = "(select id from complaint_complaint where number = 'K2026-900001')";
    in.sql(
        "insert into complaint_event (complaint_id, at, kind, words) values (%s, '2026-05-10', 'received', 'Geheim')"
            .formatted(complaint));
    in.sql(
        "insert into complaint_online (complaint_id, name, reach_by, email, language) values (%s, 'Sara', 'EMAIL', 'sara@example.org', 'nl')"
            .formatted(complaint));
    in.sql(
        "insert into outbound_message (purpose, occasion, subject_kind, subject_id, identity_id, recipient, sender_name, sender_address,"
            + " reply_address, language, subject_line, body, message_id, state, written_by, written_at, try_at, sent_at) values ('OUTCOME',"
            + " '0', 'complaint', %s, %d, 'sara@example.org', 'Lotte', 'l@x.nl', 'l@x.nl', 'nl', 'Aan Sara', 'Beste Sara Bakker', 'm1',"
                .formatted(complaint, identity)
            + " 'SENT', %d, '2026-05-10', '2026-05-10', '2026-05-10')".formatted(in.operator));
    in.sql(
        "insert into mailbox_message (message_key, from_address, from_name, subject_line, text, files, received_at, automatic, bounced,"
            + " raw, raw_size, fetched_at, outcome, about_kind, about_id, handled_at) values (repeat('b', 64), 'sara@example.org',"
            + " 'Sara Bakker', 'Geheim', 'Sara schrijft', '{\"Brief van Sara.pdf\"}', '2026-05-10', false, false, 'Geheim', 6, '2026-05-10',"
            + " 'CONTACT', 'customer', %d, '2026-05-10')".formatted(party));
    in.sql(
        "insert into attachment_file (subject_kind, subject_id, name, size, sha256, detected_type, state, added_at, scan_after)"
            + " values ('complaint', %s, 'Brief van Sara.pdf', 9, repeat('a', 64), 'application/pdf', 'CLEAN', '2026-05-10', '2026-05-10')"
                .formatted(complaint));
    in.sql(
        "insert into attachment_content (file_id, bytes) select max(id), 'Geheim' from attachment_file");
    in.sql(
        "insert into complaint_leniency (complaint_id, amount, cause, mandate, asked_by, asked_at, state, decided_by, decided_at, note)"
            + " values (%s, 25, 'BILLING', 50, %2$d, '2026-05-12', 'GRANTED', %2$d, '2026-05-12', 'Sara blij')"
                .formatted(complaint, in.operator));
    in.sql(
        """
        insert into contact_note (contact_id, identity_id, occurred_at, staff_id, noted_at, form_key, emotion, experience)
        values (900001, %d, '2026-05-11', %d, '2026-05-11', gen_random_uuid(), 'ANGRY', 'NEGATIVE')"""
            .formatted(identity, in.operator));
    in.sql(
        """
        insert into contact_question (contact_id, no, topic, asked, behind, answer, result, minutes)
        values (900001, 1, 'BILL', 'Geheim van Sara', 'Bakker is boos', 'ELSEWHERE', 'ANSWERED', 6)""");
    in.sql(
        "insert into contact_draft (staff_id, party_id, fields, begun_at, saved_at) values (%d, %d, '{\"text\": \"Geheim\"}', '2026-05-11', '2026-05-11')"
            .formatted(in.operator, party));
    in.sql(
        "insert into customer_identity_past (identity_id, cutover_id, was, replaced_at)"
            + " select id, 1, to_jsonb(i), '2026-05-01' from customer_identity i where id = "
            + identity);
    in.sql(
        "insert into customer_correction (party_id, subject, field, value_then, wrong, proposed, reported_by, reported_at)"
            + " values (%d, 'VALUE', 'email', 'sara@example.org', 'Sara zegt iets anders', 'Geheim', %d, '2026-05-11')"
                .formatted(party, in.operator));
  }

  private void disputed() {
    in.sql(
        """
        insert into complaint_part (complaint_id, no, grievance, department, added_by, added_at, cause, decision, reasons, explanation, done)
        select id, 1, 'Geheim van Sara', 'Facturatie', %d, '2026-05-11', 'BILLING', 'ACCEPTED', 'Mevrouw Bakker', 'Geheim', 'Sara gebeld'
          from complaint_complaint where number = 'K2026-900001'"""
            .formatted(in.operator));
    in.sql(
        """
        insert into complaint_dispute (complaint_id, body, reference, ground, received_on, answer_by, asked, noted_by, noted_at, state,
               verdict, verdict_on, verdict_words)
        select id, 'Geschillencommissie', 'Sara 7', 'DECIDED', '2026-05-21', '2026-06-01', 'Geheim', %d, '2026-05-21', 'ENDED',
               'NOT_UPHELD', '2026-06-05', 'Mevrouw Bakker krijgt niets'
          from complaint_complaint where number = 'K2026-900001'"""
            .formatted(in.operator));
  }

  /** Her letter went to another, and nobody decided about that yet. */
  void leaked(String state) {
    in.sql(
        """
        insert into privacy_incident (number, source_kind, source_id, source_name, identity_id, what, known_at, reported_by, reported_at,
               state)
        select 'D2026-0001', 'complaint', id, number, null, 'Brief van Sara bij een ander', '2026-06-14', %d, '2026-06-14', '%s'
          from complaint_complaint where number = 'K2026-900001'"""
            .formatted(in.operator, state));
  }

  private void neverTheSame() {
    in.sql(
        """
        insert into matching_do_not_link (left_id, right_id, staff_id, reason, at)
        select least(a.id, b.id), greatest(a.id, b.id), %d, 'Sara is een ander dan Jan', '2026-05-01'
          from customer_identity a join customer_identity b on b.id = %d
         where a.source_key = 'A1'"""
            .formatted(in.operator, identity));
  }

  /** As {@link #erasure}, on a connection of its own. */
  Erasure erasureOn(Database other) {
    return new Erasure(
        other, clock, new PrivacyRequests(other, clock, new Audit(other, clock), clocks));
  }

  long asked(String kind) {
    return requests.register(
        kind, party, "Sara Bakker vraagt het per brief", "SHOWED_ID", TODAY, officer);
  }

  /** Nothing is open any more that would stand in the way. */
  void settled() {
    in.sql("update contact_promise set state = 'KEPT'");
    in.sql("update contract_contract set state = 'ENDED'");
    in.sql("update contract_invoice set open_amount = 0");
    in.sql(
        "update complaint_complaint set feedback_given_at = '2026-06-01', feedback_given = 'Geheim'");
    in.sql("update transfer_held_complaint set taken_at = now()");
    in.sql("update contract_arrangement set state = 'ENDED'");
  }

  /** She goes up in another customer of ours. */
  long merged(String key) {
    return merging.merge(in.party(in.ours, key), party, in.operator, "Zelfde klant", clock.now());
  }

  /** All that was carried is taken back. */
  void takenBack() {
    for (var kind : new String[] {"HISTORY", "TRANSFER"}) {
      in.transfer.undo(
          in.number("select id from transfer_cutover where kind = '%s'".formatted(kind)),
          in.operator,
          "Gaat niet door",
          MadeUpMerger.T);
    }
  }

  /** A record of her that could not be staged. */
  void rejected() {
    in.sql(
        """
        insert into merger_reject (delivery_id, line_no, field, code, expected, raw, customer_key)
        select min(d.id), 77, 'birth_date', 'WRONG_DATE', 'a date', 'B2;Geheim;Bakker;31-02-2026', 'B2'
          from merger_delivery d where d.company_id = %d"""
            .formatted(in.theirs));
  }

  int version(long id) {
    return requests.read(id, officer).version();
  }

  void erase() {
    var id = asked(PrivacyRequests.ERASURE);
    erasure.prepare(id, version(id), officer);
    erasure.confirm(id, version(id), second);
  }

  @Override
  public void close() {
    in.close();
  }
}
