package org.klantbrug.customer;

import java.time.Instant;

/**
 * A report that something about a customer is wrong.
 *
 * @param partyId the customer; the one he was merged into, if he was
 * @param number his number
 * @param subject VALUE for a value of the customer picture, else what kind of record
 * @param field column of the customer; null for a record
 * @param factId the record; null for a value
 * @param company whose value or record it is; null if it was set by hand or was empty
 * @param fileName where it was delivered; null if it was not
 * @param valueThen the value when it was reported
 * @param wrong what is wrong, as the colleague wrote it
 * @param proposed the right value as the colleague wrote it; null if not given
 * @param reporterId staff id of who reported it: somebody else accepts it
 * @param state OPEN, ACCEPTED or DECLINED
 * @param alike how many other open reports are about the same field of the same file
 */
public record Correction(
    long id,
    long partyId,
    String number,
    String subject,
    String field,
    Long factId,
    Long companyId,
    String company,
    String fileName,
    Long lineNo,
    String valueThen,
    String wrong,
    String proposed,
    long reporterId,
    String reportedBy,
    Instant reportedAt,
    String state,
    String decidedBy,
    Instant decidedAt,
    String decidedBecause,
    long alike) {

  /** What it is about, to find it among the values and records of the customer. */
  public String about() {
    return subject + "-" + (field == null ? factId.toString() : field);
  }

  /** Whether it waits for the steward. */
  public boolean open() {
    return state.equals("OPEN");
  }
}
