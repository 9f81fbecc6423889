package org.klantbrug.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What changes for the customers of a label, from a day on.
 *
 * @param label empty for customers without one
 * @param no the how many-th of this label
 * @param confirmedBy name; null while nobody confirmed it
 */
public record ChangeSheet(
    long id,
    long mergerId,
    String label,
    int no,
    LocalDate fromDay,
    long enteredById,
    String enteredBy,
    Instant enteredAt,
    String confirmedBy,
    Instant confirmedAt,
    List<Change> changes) {
  /** Copies the list. */
  public ChangeSheet {
    changes = List.copyOf(changes);
  }

  /** Whether it counts. */
  public boolean isConfirmed() {
    return confirmedBy != null;
  }

  /** What becomes of one thing; it stays if nothing is said of it. */
  public Change change(Subject subject) {
    return changes.stream()
        .filter(each -> each.subject() == subject)
        .findFirst()
        .orElse(new Change(subject, true, null, null));
  }

  /** What a thing is from that day on; null if nobody said. */
  public String then(Subject subject) {
    return change(subject).then();
  }
}
