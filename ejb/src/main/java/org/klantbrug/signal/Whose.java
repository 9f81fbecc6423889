package org.klantbrug.signal;

import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.RuleBroken;

/** Whose a complaint, a contact or a number is, as one company knows him. */
final class Whose {
  private Whose() {}

  /** Key of the identity; null for a complaint of somebody we do not know. */
  static Long identity(Handle handle, Subject from, Sight sight) {
    if (from.complaintId() != null) {
      var his = ofComplaint(handle, from.complaintId(), sight);
      refuseOtherContact(handle, from, his, sight);
      return his;
    }
    return from.contactId() != null
        ? ofContact(handle, from, sight)
        : ofParty(handle, from.partyId(), sight);
  }

  /** A contact that is named with a complaint is one of whoever complained. */
  private static void refuseOtherContact(Handle handle, Subject from, Long his, Sight sight) {
    if (from.contactId() != null
        && !ofContact(handle, new Subject(null, null, from.contactId()), sight).equals(his)) {
      throw new RuleBroken("signal.contact-unknown");
    }
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

  /** Of a contact that is named with a customer, it is one of his. */
  private static Long ofContact(Handle handle, Subject from, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                "select x.identity_id from contact_note x where x.contact_id = :id and "
                    + SignalRows.LINK_SEEN
                    + " and (cast(:party as bigint) is null or x.identity_id in "
                    + Sight.DESK_IDENTITIES_OF_PARTY
                    + ")"))
        .bind("id", from.contactId())
        .bind("party", from.partyId())
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

  /** Whom a number means; see {@link SignalTelling#linkByNumber}. */
  static Subject byNumber(Handle handle, String number, Sight sight) {
    var complaint =
        handle
            .createQuery("select id from complaint_complaint where number = upper(:number)")
            .bind("number", number.strip())
            .mapTo(Long.class)
            .findOne();
    if (complaint.isPresent()) {
      return new Subject(null, complaint.get(), null);
    }
    var parties =
        sight
            .bindTo(
                handle.createQuery(
                    """
                    select distinct p.id from customer_party p
                      join customer_party_link l on l.party_id = p.id
                      join customer_identity i on i.id = l.identity_id join customer_company c on c.id = i.company_id
                     where (p.number = :number or i.source_key = :number) and %s and %s limit 2
                    """
                        .formatted(Sight.LINK_COUNTS, Sight.COMPANY_SEEN)))
            .bind("number", number.strip())
            .mapTo(Long.class)
            .list();
    if (parties.size() != 1) {
      throw new RuleBroken(parties.isEmpty() ? "signal.number-unknown" : "signal.number-of-more");
    }
    return new Subject(parties.get(0), null, null);
  }
}
