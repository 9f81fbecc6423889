package org.klantbrug.sla;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the right person, once and mostly while we are open, that a date comes near or is over. Any
 * number of servers may do so at once: each takes what no other has in hand.
 */
@ApplicationScoped
public class Rungs {
  private static final Logger LOG = LoggerFactory.getLogger(Rungs.class);
  private static final int LONGEST_PAUSE_SHIFT = 12;

  private final Database database;
  private final BusinessClock time;
  private final WorkingCalendars calendars;
  private final Event<RungReached> reached;

  /** For the container's proxy. */
  protected Rungs() {
    this(null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public Rungs(
      Database database,
      BusinessClock time,
      WorkingCalendars calendars,
      Event<RungReached> reached) {
    this.database = database;
    this.time = time;
    this.calendars = calendars;
    this.reached = reached;
  }

  private record Rung(long id, RungKind kind, String name, SlaClock clock) {}

  /** What came of looking for one. */
  private enum Look {
    NOTHING,
    PUT_OFF,
    TOLD,
    FAILED
  }

  /**
   * Tells all that is due; each in a transaction of its own, so that one that goes wrong keeps none
   * of the others.
   *
   * @return how many were told
   */
  public int tellDue() {
    var told = 0;
    var look = Look.PUT_OFF;
    while (look != Look.NOTHING) {
      look = next();
      told += look == Look.TOLD ? 1 : 0;
    }
    return told;
  }

  private Look next() {
    var found = new AtomicLong();
    try {
      return database.inTransaction(
          handle -> {
            var calendar = calendars.hold(handle); // before any clock, as a change of it does
            var rung = take(handle);
            rung.ifPresent(each -> found.set(each.id));
            return rung.map(each -> tell(handle, each, calendar)).orElse(Look.NOTHING);
          });
    } catch (RuntimeException e) {
      if (found.get() == 0) {
        throw e;
      }
      LOG.warn("What is due of a clock could not be told; it is tried again", e);
      failed(found.get());
      return Look.FAILED;
    }
  }

  private Optional<Rung> take(Handle handle) {
    return handle
        .createQuery(
            "select r.id as rung_id, r.kind as rung_kind, r.name as rung_name, c.*, "
                + ReplyTimes.COLUMNS
                + """
                  from sla_rung r join sla_clock c on c.id = r.clock_id join sla_policy p on p.id = c.policy_id
                 where r.fired_at is null and r.try_at <= :now and r.round = c.round
                 and (c.state = 'RUNNING' or c.state = 'SUSPENDED' and r.kind = 'MILESTONE')
                 order by r.try_at, r.id limit 1 for update of r, c skip locked""")
        .bind("now", time.now())
        .map(
            (row, context) ->
                new Rung(
                    row.getLong("rung_id"),
                    RungKind.valueOf(row.getString("rung_kind")),
                    row.getString("rung_name"),
                    SlaClock.row(row)))
        .findOne();
  }

  /**
   * At night and on a holiday nobody is told: it waits until we open. Of time that the law counts
   * by the clock somebody is told at once, as it may be over before we open.
   */
  private Look tell(Handle handle, Rung rung, WorkingCalendar calendar) {
    var now = time.now();
    if (!rung.clock.policy().rule().kind().runsAlways()
        && !calendar.isOpen(rung.clock.channel(), now)) {
      tryAt(handle, rung.id, calendar.nextOpening(rung.clock.channel(), now));
      return Look.PUT_OFF;
    }
    handle
        .createUpdate("update sla_rung set fired_at = :now where id = :id")
        .bind("now", now)
        .bind("id", rung.id)
        .execute();
    var told = hearer(handle, rung);
    note(handle, rung, told, now);
    reached.fire(new RungReached(handle, rung.clock, rung.kind, rung.name, now, List.of(told)));
    return Look.TOLD;
  }

  private static void tryAt(Handle handle, long id, Instant at) {
    handle
        .createUpdate("update sla_rung set try_at = :at where id = :id")
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  /**
   * The owner; of what is too late, who leads the owner's team, else the role that the row names.
   */
  private static Owner hearer(Handle handle, Rung rung) {
    var owner = rung.clock.owner();
    var instead = Owner.role(rung.clock.policy().breachRole());
    if (rung.kind == RungKind.BREACH) {
      return owner.staffId() == null
          ? instead
          : lead(handle, owner.staffId()).map(Owner::person).orElse(instead);
    }
    if (owner.staffId() == null) {
      return owner;
    }
    return isActive(handle, owner.staffId()) ? Owner.person(owner.staffId()) : instead;
  }

  private static Optional<Long> lead(Handle handle, long owner) {
    return handle
        .createQuery(
            """
            select l.id from identity_staff s join identity_team t on t.id = s.team_id
              join identity_staff l on l.id = t.lead_id and l.active
             where s.id = :owner and l.id <> s.id""")
        .bind("owner", owner)
        .mapTo(Long.class)
        .findOne();
  }

  private static boolean isActive(Handle handle, long staff) {
    return handle
        .createQuery("select active from identity_staff where id = :id")
        .bind("id", staff)
        .mapTo(Boolean.class)
        .one();
  }

  private static void note(Handle handle, Rung rung, Owner told, Instant now) {
    handle
        .createUpdate(
            """
            insert into sla_told (rung_id, clock_id, staff_id, role_code, told_at)
            values (:rung, :clock, :staff, :role, :now)""")
        .bind("rung", rung.id)
        .bind("clock", rung.clock.id())
        .bind("staff", told.staffId())
        .bind("role", told.role())
        .bind("now", now)
        .execute();
  }

  /** Tried again after growing pauses, little more than an hour at most. */
  private void failed(long rung) {
    database.inTransaction(
        handle ->
            handle
                .createUpdate(
                    """
                    update sla_rung set failures = failures + 1,
                           try_at = cast(:now as timestamptz) + make_interval(secs => power(2, least(failures + 1, :most)))
                     where id = :id and fired_at is null""")
                .bind("now", time.now())
                .bind("most", LONGEST_PAUSE_SHIFT)
                .bind("id", rung)
                .execute());
  }
}
