package org.klantbrug.sla.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Staff;
import org.klantbrug.sla.ClockBoard;
import org.klantbrug.sla.Move;
import org.omnifaces.cdi.Param;

/** What the changes of the calendar and the reply times moved: the last ones, and one of them. */
@Named
@RequestScoped
public class MovedDates {
  private static final int CHANGES = 10;
  private static final int MOVES = 200;

  @Inject private ClockBoard board;
  @Inject @Param private Long change;

  private List<ClockBoard.Change> changes;

  /** The last changes, the newest first. */
  public List<ClockBoard.Change> getChanges() {
    if (changes == null) {
      changes = board.changes(CHANGES);
    }
    return changes;
  }

  /** The last change that somebody made. */
  long lastOf(Staff by) {
    return board.lastChangeOf(by);
  }

  /** The change that is asked for; null if none is. */
  public ClockBoard.Change getOpen() {
    return change == null ? null : board.findChange(change).orElse(null);
  }

  /** What that change moved, the first of them. */
  public List<Move> getMoves() {
    return change == null ? List.of() : board.movedBy(change, MOVES);
  }
}
