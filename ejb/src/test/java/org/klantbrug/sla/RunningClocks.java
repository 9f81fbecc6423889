package org.klantbrug.sla;

import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;

/** The clocks of a database, for tests of what sets them; nobody hears of a changed calendar. */
public final class RunningClocks {
  private RunningClocks() {}

  /** Clocks that go by this time. */
  public static Clocks of(Database database, BusinessClock time) {
    var audit = new Audit(database, time);
    return new Clocks(
        database,
        time,
        new WorkingCalendars(database, audit, new Heard<>(change -> {})),
        replyTimes(database, time));
  }

  /** The reply times by which they go. */
  public static ReplyTimes replyTimes(Database database, BusinessClock time) {
    return new ReplyTimes(database, new Audit(database, time), time, new Heard<>(change -> {}));
  }
}
