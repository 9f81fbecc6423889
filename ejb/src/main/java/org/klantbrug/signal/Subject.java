package org.klantbrug.signal;

/**
 * Who or what a signal came from. Of a complaint or a contact it is that customer, whoever else is
 * named.
 *
 * @param partyId the customer; null if it is of none in particular
 * @param complaintId null if it is not about a complaint
 * @param contactId null if it was not heard in a contact of ours
 */
public record Subject(Long partyId, Long complaintId, Long contactId) {
  /** Of no customer in particular. */
  public static final Subject NONE = new Subject(null, null, null);

  boolean isNone() {
    return partyId == null && complaintId == null && contactId == null;
  }

  Origin origin() {
    if (complaintId != null) {
      return Origin.COMPLAINT;
    }
    return isNone() ? Origin.LOOSE : Origin.CONTACT;
  }
}
