package org.klantbrug.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.BusinessClock;

/**
 * A customer waits for something: since when, by when, and how far the time has run.
 *
 * @param subjectKind what they wait for, a code
 * @param subjectId its key
 * @param subjectName a number or code that people know it by; null if there is none
 * @param channel by which it came; null if by none
 * @param countedFrom the receipt, or when another day was agreed
 * @param on the day that was given or promised; null if none was
 * @param policy the version of the reply time by which it runs
 * @param used opening time that passed before {@code runningSince}
 * @param runningSince since the receipt or the last pause; null while it does not run
 * @param pausedAt since when it is, or was last, paused; null if it never was
 * @param paused time, open or closed, of the pauses that are over
 * @param target what we aim for; while it is paused, as it stood before
 * @param limit after this it is too late; while it is paused, as it stood before
 * @param warn three quarters of the time are over
 * @param ended when it was met or withdrawn; null while the customer waits
 * @param owner who is told first
 * @param round how many dates were agreed, this one included
 */
public record SlaClock(
    long id,
    String subjectKind,
    long subjectId,
    String subjectName,
    Stage stage,
    Channel channel,
    Instant received,
    Instant countedFrom,
    LocalDate on,
    ReplyTime policy,
    ClockState state,
    Duration used,
    Instant runningSince,
    Instant pausedAt,
    Duration paused,
    Instant target,
    Instant limit,
    Instant warn,
    Instant ended,
    Owner owner,
    int round) {
  /** SQL: a clock {@code c} with its reply time {@code p}. */
  static final String SELECT =
      "select c.*, "
          + ReplyTimes.COLUMNS
          + " from sla_clock c join sla_policy p on p.id = c.policy_id\n";

  /** How a running clock stands against its dates. */
  public enum Standing {
    IN_TIME,
    IN_DANGER,
    OVER_TIME,
    PAUSED,
    OVER
  }

  /**
   * The day that was promised before it began, where its reply time counts by no day itself; null
   * if none was.
   */
  public LocalDate promised() {
    return policy.rule().kind() == RuleKind.ON_DATE ? null : on;
  }

  /** Whether that day holds, and not what is left of our own reply time, which ends before it. */
  public boolean keepsPromised() {
    return promised() != null
        && !limit.atZone(BusinessClock.ZONE).toLocalDate().isBefore(promised());
  }

  /** How it stands at a moment. */
  public Standing standing(Instant now) {
    if (!state.open()) {
      return Standing.OVER;
    }
    if (state == ClockState.SUSPENDED) {
      return Standing.PAUSED;
    }
    if (now.isAfter(limit)) {
      return Standing.OVER_TIME;
    }
    return now.isBefore(warn) ? Standing.IN_TIME : Standing.IN_DANGER;
  }

  static SlaClock row(ResultSet row) throws SQLException {
    return row(row, ReplyTimes.row(row, null));
  }

  static SlaClock row(ResultSet row, ReplyTime policy) throws SQLException {
    var channel = row.getString("channel");
    return new SlaClock(
        row.getLong("id"),
        row.getString("subject_kind"),
        row.getLong("subject_id"),
        row.getString("subject_name"),
        Stage.valueOf(row.getString("stage")),
        channel == null ? null : Channel.valueOf(channel),
        moment(row, "received_at"),
        moment(row, "counted_from"),
        row.getObject("on_day", LocalDate.class),
        policy,
        ClockState.valueOf(row.getString("state")),
        Duration.ofMillis(row.getLong("used_ms")),
        moment(row, "running_since"),
        moment(row, "paused_at"),
        Duration.ofMillis(row.getLong("paused_ms")),
        moment(row, "target_at"),
        moment(row, "limit_at"),
        moment(row, "warn_at"),
        moment(row, "ended_at"),
        new Owner(row.getObject("owner_id", Long.class), row.getString("owner_role")),
        row.getInt("round"));
  }

  static Instant moment(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
