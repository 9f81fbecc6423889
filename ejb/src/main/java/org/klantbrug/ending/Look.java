package org.klantbrug.ending;

import java.time.Instant;
import java.util.List;

/**
 * What was found when somebody, or the machine, looked.
 *
 * @param by full name; null for the machine
 * @param missing how many findings stand in the way
 */
public record Look(long id, Instant at, String by, List<Finding> findings, int missing) {
  /** The findings of one criterion. */
  public List<Finding> of(Criterion criterion) {
    return findings.stream().filter(each -> each.criterion() == criterion).toList();
  }

  /** Whether nothing of this criterion is missing. */
  public boolean isMet(Criterion criterion) {
    return of(criterion).stream().noneMatch(Finding::missing);
  }
}
