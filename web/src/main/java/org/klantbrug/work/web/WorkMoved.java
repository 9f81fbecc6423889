package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WorkHistory;
import org.klantbrug.work.WorkMoves;
import org.klantbrug.work.WorkTargets;
import org.klantbrug.work.WorkUndo;
import org.omnifaces.cdi.Param;

/** The bar that says what was just done with tasks, and takes it back; and to whom they can go. */
@Named
@RequestScoped
public class WorkMoved {
  @Inject private CurrentStaff current;
  @Inject private WorkUndo undo;
  @Inject private WorkTargets targets;
  @Inject private BusinessClock clock;
  @Inject private Texts texts;
  @Inject @Param private Long moved;

  private WorkUndo.Told told;
  private boolean read;
  private WorkTargets.Targets all;

  /** What was done; null if it can no longer be taken back. */
  public WorkUndo.Told getTold() {
    if (!read && moved != null) {
      told = undo.find(moved, current.get()).orElse(null);
    }
    read = true;
    return told;
  }

  /** What was done, in words. */
  public String getText() {
    var what = getTold();
    return switch (what.deed()) {
      case GIVE -> texts.say("work.moved.GIVE", what.count(), what.to());
      case PRIORITY -> texts.say("work.moved.PRIORITY", what.count(), urgency(what.priority()));
      default -> texts.say("work.moved." + what.deed(), what.count());
    };
  }

  /** Something that was done with a task before, in words. */
  public String said(WorkHistory.Past past) {
    return switch (past.deed()) {
      case GIVE -> texts.say("work.was.GIVE", past.to());
      case PRIORITY -> texts.say("work.was.PRIORITY", urgency(past.priority()));
      default -> texts.say("work.was." + past.deed());
    };
  }

  private String urgency(Priority priority) {
    return texts.code("work.priority.", priority).toLowerCase(texts.locale());
  }

  /** Seconds until it can no longer be taken back. */
  public long getSeconds() {
    return Math.max(1, Duration.between(clock.now(), getTold().until()).toSeconds());
  }

  /** So many tasks at most at once. */
  public int getMost() {
    return WorkMoves.MOST;
  }

  /** To whom work can be given. */
  public WorkTargets.Targets getTargets() {
    if (all == null) {
      all = targets.read(current.get());
    }
    return all;
  }
}
