package org.klantbrug.notice;

/**
 * Makes the link by which a customer objects, for the field {@code objection_link} of a notice. The
 * context that takes objections in implements it; while nobody does, the field is not known.
 */
public interface ObjectionLinks {
  /**
   * The address that goes into the notice of one customer, whole and signed.
   *
   * @param identityId of the customer at the acquired company
   * @param mergerId against which he may object
   */
  String linkFor(long identityId, long mergerId);
}
