package org.klantbrug.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Who has to do with a signal, and whether they heard of it: set work, however many they are. */
final class SignalCustomers {
  private SignalCustomers() {}

  /**
   * Links who it came from.
   *
   * @param tellBy last day on which he hears of it; null if he does not, or not yet
   * @throws RuleBroken if he is not in sight, or linked already
   */
  static void link(
      Handle handle,
      long signal,
      Subject from,
      LocalDate tellBy,
      Instant now,
      Sight sight,
      Staff by) {
    var linked =
        handle
            .createUpdate(
                """
                insert into signal_customer (signal_id, identity_id, complaint_id, contact_id, linked_by, linked_at, tell_by)
                values (:signal, :identity, :complaint, :contact, :by, :now, :tellBy) on conflict do nothing""")
            .bind("signal", signal)
            .bind("identity", identity(handle, from, sight))
            .bind("complaint", from.complaintId())
            .bind("contact", from.contactId())
            .bind("by", by.id())
            .bind("now", now)
            .bind("tellBy", tellBy)
            .execute();
    if (linked == 0) {
      throw new RuleBroken("signal.linked-already");
    }
  }

  /** Key of the identity; null for a complaint of somebody we do not know. */
  private static Long identity(Handle handle, Subject from, Sight sight) {
    if (from.complaintId() != null) {
      return ofComplaint(handle, from.complaintId(), sight);
    }
    return from.contactId() != null
        ? ofContact(handle, from.contactId(), sight)
        : ofParty(handle, from.partyId(), sight);
  }

  private record Found(Long identityId) {}

  private static Long ofComplaint(Handle handle, long complaint, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select x.identity_id from complaint_complaint x where x.id = :id and "
                    + SignalRows.LINK_SEEN))
        .bind("id", complaint)
        .map((row, context) -> new Found(row.getObject(1, Long.class)))
        .findOne()
        .orElseThrow(() -> new RuleBroken("complaint.unknown", complaint))
        .identityId();
  }

  private static Long ofContact(Handle handle, long contact, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select x.identity_id from contact_note x where x.contact_id = :id and "
                    + SignalRows.LINK_SEEN))
        .bind("id", contact)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("signal.contact-unknown"));
  }

  private static Long ofParty(Handle handle, long party, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select i.id from customer_identity i join customer_company c on c.id = i.company_id where i.id in "
                    + Sight.IDENTITIES_OF_PARTY
                    + " order by c.ours desc, i.id limit 1"))
        .bind("party", party)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("customer.unknown"));
  }

  /** All who have not heard hear by this day; null takes it back. */
  static void tellAll(Handle handle, long signal, LocalDate by) {
    handle
        .createUpdate(
            "update signal_customer set tell_by = :by where signal_id = :signal and told_at is null")
        .bind("by", by)
        .bind("signal", signal)
        .execute();
  }

  /** As {@link #tellAll}, of those who are not to be told by a day yet. */
  static void tellOthers(Handle handle, long signal, LocalDate by) {
    handle
        .createUpdate(
            "update signal_customer set tell_by = :by where signal_id = :signal and told_at is null and tell_by is null")
        .bind("by", by)
        .bind("signal", signal)
        .execute();
  }

  /**
   * A customer heard of it, for all that links him to it.
   *
   * @param how by which way
   * @param words what was said or written
   * @return complaints of his that are linked to it
   * @throws RuleBroken if he is not to be told, or was told already
   */
  static List<Long> told(
      Handle handle,
      long signal,
      long link,
      String how,
      String words,
      Instant now,
      Sight sight,
      Staff by) {
    var told =
        sight
            .bindTo(
                handle.createQuery(
                    """
                    update signal_customer x set told_at = :now, told_by = :by, told_how = :how, told_words = :words
                     where x.signal_id = :signal and x.told_at is null and x.tell_by is not null and %s
                       and (x.id = :link or x.identity_id = (select o.identity_id from signal_customer o where o.id = :link))
                    returning coalesce(x.complaint_id, 0)"""
                        .formatted(SignalRows.LINK_SEEN)))
            .bind("now", now)
            .bind("by", by.id())
            .bind("how", how)
            .bind("words", words)
            .bind("signal", signal)
            .bind("link", link)
            .mapTo(Long.class)
            .list();
    if (told.isEmpty()) {
      throw new RuleBroken("signal.told-already");
    }
    return told.stream().filter(complaint -> complaint != 0).toList();
  }
}
