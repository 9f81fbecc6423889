package org.klantbrug.complaint;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that must be there before a complaint is closed.
 *
 * @param code by which its words are found, in rules as {@code complaint.missing.*}
 * @param there whether it is
 */
public record ClosingPoint(String code, boolean there) {

  /**
   * All points of a complaint as people see it, in the order in which they come about.
   *
   * @param promiseUntold whether the customer is still to hear of a promise that his outcome did
   *     not name
   */
  public static List<ClosingPoint> of(ComplaintView complaint, boolean promiseUntold) {
    return all(
        complaint.acknowledged(),
        complaint.cause() != null,
        complaint.explanation() != null,
        complaint.toldAt() != null,
        complaint.feedbackDueOn() != null,
        promiseUntold);
  }

  static List<ClosingPoint> all(
      boolean acknowledged,
      boolean cause,
      boolean explained,
      boolean told,
      boolean promised,
      boolean promiseUntold) {
    var points = new ArrayList<ClosingPoint>();
    points.add(new ClosingPoint("acknowledgement", acknowledged));
    points.add(new ClosingPoint("cause", cause));
    points.add(new ClosingPoint("explanation", explained));
    points.add(new ClosingPoint("outcome", told));
    points.add(new ClosingPoint("feedback", promised));
    if (promiseUntold) {
      points.add(new ClosingPoint("promise", false));
    }
    return points;
  }
}
