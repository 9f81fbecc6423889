package org.klantbrug.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;

/**
 * Somebody who has to do with it.
 *
 * @param known whether it is a customer whom we know
 * @param partyId null if the reader may not open customers, or it is somebody we do not know; as
 *     the name
 * @param contactGiven how to reach somebody we do not know; null if the reader may not open
 *     customers
 * @param complaintId null if the reader may not open complaints, or it is of none; as its number
 * @param tellBy last day on which he hears of it; null if he does not, or not yet
 * @param means by which way he likes to hear from us, else that of the policy
 * @param mailed whether a mail to him is on its way
 * @param again whether he is counted by another link, as by a second complaint of his
 */
public record Linked(
    long id,
    boolean known,
    Long partyId,
    String name,
    String company,
    String contactGiven,
    Long complaintId,
    String complaintNumber,
    Instant linkedAt,
    LocalDate tellBy,
    Instant toldAt,
    String toldBy,
    String toldHow,
    String toldWords,
    String means,
    boolean mailed,
    boolean again) {
  /** Whether he waits for a word from us. */
  public boolean waits() {
    return tellBy != null && toldAt == null;
  }

  /** As this reader may see it. */
  Linked seenBy(Staff staff, Map<Long, String> names) {
    var customers = staff.may(Action.CUSTOMER_READ);
    var complaints = staff.may(Action.COMPLAINT_READ);
    return new Linked(
        id,
        known,
        customers ? partyId : null,
        partyId == null ? null : names.get(partyId),
        company,
        customers ? contactGiven : null,
        complaints ? complaintId : null,
        complaints ? complaintNumber : null,
        linkedAt,
        tellBy,
        toldAt,
        toldBy,
        toldHow,
        toldWords,
        means,
        mailed,
        again);
  }
}
