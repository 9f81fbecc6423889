package org.klantbrug.wave;

/**
 * A billing account of the acquired company, as the plan needs to know it.
 *
 * @param identityId its customer, as his company knows him
 * @param personId the identity for which his party was made: the same for all accounts of a person
 * @param billingDay 1 to 31; null if none was delivered, or its contracts do not agree
 * @param byDebit whether it is paid by direct debit
 * @param employee whether he works at either company
 */
public record Account(
    long identityId,
    String key,
    long personId,
    Integer billingDay,
    boolean byDebit,
    String label,
    boolean employee) {
  /** What it is known by. */
  public Id id() {
    return new Id(identityId, key);
  }

  /** What an account is known by. */
  public record Id(long identityId, String key) {}
}
