package org.klantbrug.complaint;

/**
 * A grievance of a complaint that has several.
 *
 * @param no its place in the complaint, from 1
 * @param department who has to do with it; null if nobody was named
 * @param decision null while it was not answered
 * @param reasons why so, among colleagues
 * @param explanation why it went wrong, in words for the customer
 * @param done what was done with it later, in words for the customer; null while nobody said
 */
public record Part(
    int no,
    String grievance,
    String department,
    Cause cause,
    Decision decision,
    String reasons,
    String explanation,
    String done) {

  /** Whether it was decided about. */
  public boolean answered() {
    return decision != null;
  }
}
