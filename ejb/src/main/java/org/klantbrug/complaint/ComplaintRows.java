package org.klantbrug.complaint;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.mapper.reflect.FieldMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.KnownRows;
import org.klantbrug.shared.RuleBroken;

/** Complaints as they are stored. */
final class ComplaintRows {
  /** SQL: complaint {@code k} is nobody's, or of a customer who may be seen. */
  static final String SEEN =
      "(k.identity_id is null or exists (select from customer_identity i join customer_company c on c.id = i.company_id"
          + " where i.id = k.identity_id and "
          + Sight.COMPANY_SEEN
          + "))";

  private static final RowMapper<Complaint> ROW = KnownRows.of(FieldMapper.of(Complaint.class));

  private ComplaintRows() {}

  private static Complaint read(Complaint complaint) {
    complaint.isStored();
    return complaint;
  }

  /**
   * Held until the end of the transaction, as it was read before.
   *
   * @param version as the person saw it
   * @throws RuleBroken if there is none in sight, or a colleague changed it since
   */
  static Complaint hold(Handle handle, long id, int version, Sight sight) {
    var complaint = hold(handle, id, sight);
    if (complaint.version() != version) {
      throw new ChangedMeanwhile("complaint.changed-meanwhile", complaint.number());
    }
    return complaint;
  }

  /** As {@link #hold(Handle, long, int, Sight)}, however it was read before. */
  static Complaint hold(Handle handle, long id, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select k.* from complaint_complaint k where k.id = :id and "
                    + SEEN
                    + " for no key update of k")) // others may still add to its history
        .bind("id", id)
        .map(ROW)
        .findOne()
        .map(ComplaintRows::read)
        .orElseThrow(() -> new RuleBroken("complaint.unknown", id));
  }

  /** The complaint with a number; empty if there is none. */
  static Optional<MailReplies.Named> named(Handle handle, String number) {
    return handle
        .createQuery("select id, number from complaint_complaint where number = :number")
        .bind("number", number)
        .map(ConstructorMapper.of(MailReplies.Named.class))
        .findOne();
  }

  /** Stores it; whoever read it before must look again. */
  static void keep(Handle handle, Complaint complaint) {
    keep(handle, complaint, 1);
  }

  /** Stores what nobody who works on it needs to read first. */
  static void keepAside(Handle handle, Complaint complaint) {
    keep(handle, complaint, 0);
  }

  /**
   * Only what was changed: a value that stays empty has no type that its place could be kept for.
   */
  private static void keep(Handle handle, Complaint complaint, int newer) {
    var changes = complaint.changes();
    handle
        .createUpdate(
            "update complaint_complaint set <set> version = version + :newer where id = :complaint_id")
        .define(
            "set",
            changes.keySet().stream()
                .map(column -> column + " = :" + column + ", ")
                .collect(Collectors.joining()))
        .bindMap(changes)
        .bind("newer", newer)
        .bind("complaint_id", complaint.id())
        .execute();
    complaint.isStored();
  }

  /** Adds it; empty if the sender sent it before. */
  static Optional<Complaint> add(
      Handle handle, NewComplaint received, Complaint complaint, Long by, Instant now) {
    return handle
        .createQuery(
            """
            insert into complaint_complaint
              (number, sender_key, identity_id, contact_given, channel, received_at, registered_by, registered_at, text,
               product, topic, remedy_sought, regime_code, stage)
            values (:number, :senderKey, :identity, :contact, :channel, :received, :by, :now, :text,
                    :product, :topic, :remedy, :regime, :stage)
            on conflict (sender_key) do nothing
            returning *""")
        .bind("number", complaint.number())
        .bind("senderKey", Written.orNull(received.senderKey()))
        .bind("identity", received.identityId())
        .bind("contact", Written.orNull(received.contactGiven()))
        .bind("channel", received.channel())
        .bind("received", complaint.receivedAt())
        .bind("by", by)
        .bind("now", now)
        .bind("text", received.text())
        .bind("product", Written.orNull(received.product()))
        .bind("topic", Written.orNull(received.topic()))
        .bind("remedy", Written.orNull(received.remedySought()))
        .bind("regime", regimeOf(handle, received))
        .bind("stage", complaint.stage())
        .map(ROW)
        .findOne()
        .map(ComplaintRows::read);
  }

  private static String regimeOf(Handle handle, NewComplaint received) {
    return received.regime() == null
        ? UsualRegimes.of(handle, received.identityId())
        : received.regime();
  }

  /** The customer's own words. */
  static String textOf(Handle handle, long id) {
    return handle
        .createQuery("select text from complaint_complaint where id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .one();
  }

  /** What was done, once and for all. */
  static void note(Handle handle, long complaint, Long by, Instant at, Deed deed) {
    handle
        .createUpdate(
            """
            insert into complaint_event (complaint_id, at, staff_id, kind, how, words)
            values (:complaint, :at, :by, :kind, :how, :words)""")
        .bind("complaint", complaint)
        .bind("at", at)
        .bind("by", by)
        .bind("kind", deed.kind())
        .bind("how", deed.how())
        .bind("words", Written.orNull(deed.words()))
        .execute();
  }

  static String nextNumber(Handle handle, int year) {
    return handle
        .createQuery(
            "select 'K' || :year || '-' || lpad(nextval('complaint_number_seq')::text, 6, '0')")
        .bind("year", Integer.toString(year))
        .mapTo(String.class)
        .one();
  }
}
