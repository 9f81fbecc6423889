package org.klantbrug.sla;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** How the open clocks stand, over all subjects: figures, their rows, and who was told of what. */
@ApplicationScoped
public class ClockBoard {
  private static final String IN_DANGER =
      "c.state = 'RUNNING' and c.warn_at <= :now and c.limit_at >= :now";
  private static final String OVER_TIME = "c.state = 'RUNNING' and c.limit_at < :now";
  private static final String PAUSED = "c.state = 'SUSPENDED'";
  private static final String CHANGES =
      """
      select x.id, x.at, s.full_name, x.code as change_code, x.day as change_day, x.channel as change_channel,
             x.stage as change_stage, x.holiday as change_holiday, x.reason as change_reason,
             (select count(*) from sla_event e where e.change_id = x.id) as moved
        from sla_change x join identity_staff s on s.id = x.staff_id""";

  private final Database database;
  private final BusinessClock time;

  /** For the container's proxy. */
  protected ClockBoard() {
    this(null, null);
  }

  /** Works with these. */
  @Inject
  public ClockBoard(Database database, BusinessClock time) {
    this.database = database;
    this.time = time;
  }

  /**
   * Open clocks of a channel and stage.
   *
   * @param channel null for those that came by none
   */
  public record Figure(
      Stage stage, Channel channel, long open, long inDanger, long overTime, long paused) {}

  /** By stage and channel; what nobody waits for is not listed. */
  public List<Figure> figures() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select c.stage, c.channel, count(*) as open,
                           count(*) filter (where %s) as in_danger,
                           count(*) filter (where %s) as over_time,
                           count(*) filter (where %s) as paused
                      from sla_clock c where c.ended_at is null
                     group by c.stage, c.channel"""
                        .formatted(IN_DANGER, OVER_TIME, PAUSED))
                .bind("now", time.now())
                .map(ConstructorMapper.of(Figure.class))
                .stream()
                .sorted(ClockBoard::inOrder)
                .toList());
  }

  private static int inOrder(Figure one, Figure other) {
    var byStage = one.stage().compareTo(other.stage());
    return byStage != 0 ? byStage : Integer.compare(place(one.channel()), place(other.channel()));
  }

  private static int place(Channel channel) {
    return channel == null ? -1 : channel.ordinal();
  }

  /**
   * Which clocks are wanted; null means all.
   *
   * @param noChannel only those that came by no channel
   */
  public record Wanted(
      Stage stage, Channel channel, boolean noChannel, SlaClock.Standing standing) {
    /** All open clocks. */
    public static final Wanted OPEN = new Wanted(null, null, false, null);

    private String condition() {
      var stands =
          standing == null
              ? "true"
              : switch (standing) {
                case IN_DANGER -> IN_DANGER;
                case OVER_TIME -> OVER_TIME;
                case PAUSED -> PAUSED;
                case IN_TIME -> "c.state = 'RUNNING' and c.warn_at > :now";
                case OVER -> "false";
              };
      return """
          c.ended_at is null and (%s)
             and (cast(:stage as text) is null or c.stage = :stage)
             and (cast(:channel as text) is null or c.channel = :channel)
             and (not :noChannel or c.channel is null)"""
          .formatted(stands);
    }
  }

  /**
   * A row of the board.
   *
   * @param owner name of who keeps the date; null if a role does
   */
  public record Row(SlaClock clock, String owner, SlaClock.Standing standing) {}

  /** Open clocks, those with the nearest limit first. */
  public List<Row> rows(Wanted wanted, long from, int limit) {
    var now = time.now();
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select c.*, s.full_name as owner_name, "
                        + ReplyTimes.COLUMNS
                        + " from sla_clock c join sla_policy p on p.id = c.policy_id left join identity_staff s on s.id = c.owner_id where "
                        + wanted.condition()
                        + " order by c.limit_at, c.id offset :from limit :limit")
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("now", now)
                .bind("stage", wanted.stage())
                .bind("channel", wanted.channel())
                .bind("noChannel", wanted.noChannel())
                .bind("from", from)
                .bind("limit", limit)
                .map((row, context) -> row(SlaClock.row(row), row.getString("owner_name"), now))
                .list());
  }

  private static Row row(SlaClock clock, String owner, Instant now) {
    return new Row(clock, owner, clock.standing(now));
  }

  /** How many rows there are. */
  public long count(Wanted wanted) {
    return database.with(
        handle ->
            handle
                .createQuery("select count(*) from sla_clock c where " + wanted.condition())
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("now", time.now())
                .bind("stage", wanted.stage())
                .bind("channel", wanted.channel())
                .bind("noChannel", wanted.noChannel())
                .mapTo(Long.class)
                .one());
  }

  /**
   * Somebody was told of a clock for which the customer still waits.
   *
   * @param kind what was told last
   */
  public record Told(
      long clockId,
      String subjectKind,
      long subjectId,
      String subjectName,
      Stage stage,
      RungKind kind,
      Instant limitAt,
      Instant toldAt) {}

  /** What this person, or a role of theirs, was told and that still stands; the latest first. */
  public List<Told> toldTo(Staff staff, int limit) {
    return database.with(handle -> told(handle, staff, limit));
  }

  private List<Told> told(Handle handle, Staff staff, int limit) {
    return handle
        .createQuery(
            """
            select * from (
              select distinct on (c.id) c.id as clock_id, c.subject_kind, c.subject_id, c.subject_name, c.stage, r.kind,
                     c.limit_at, t.told_at
                from sla_told t join sla_rung r on r.id = t.rung_id join sla_clock c on c.id = t.clock_id
               where (t.staff_id = :staff or t.role_code = any(:roles))
                 and c.state = 'RUNNING' and r.round = c.round and c.warn_at <= :now
               order by c.id, t.id desc) latest
             order by limit_at, clock_id limit :limit""")
        .bind("staff", staff.id())
        .bindArray("roles", String.class, staff.roles())
        .bind("now", time.now())
        .bind("limit", limit)
        .map(ConstructorMapper.of(Told.class))
        .list();
  }

  /**
   * A change that moved dates.
   *
   * @param moved how many clocks
   */
  public record Change(long id, Instant at, String who, DateChange what, long moved) {}

  /** The last changes of the calendar and the reply times, the newest first. */
  public List<Change> changes(int limit) {
    return database.with(
        handle ->
            changes(
                handle
                    .createQuery(CHANGES + " order by x.id desc limit :limit")
                    .bind("limit", limit)));
  }

  /** A change; empty if there is none with this key. */
  public Optional<Change> findChange(long id) {
    return database.with(
        handle ->
            changes(handle.createQuery(CHANGES + " where x.id = :id").bind("id", id)).stream()
                .findFirst());
  }

  private static List<Change> changes(Query query) {
    return query
        .map(
            (row, context) ->
                new Change(
                    row.getLong("id"),
                    SlaClock.moment(row, "at"),
                    row.getString("full_name"),
                    DateChange.row(row),
                    row.getLong("moved")))
        .list();
  }

  /** Key of the last change that somebody made; 0 if they made none. */
  public long lastChangeOf(Staff by) {
    return database.with(
        handle ->
            handle
                .createQuery("select coalesce(max(id), 0) from sla_change where staff_id = :staff")
                .bind("staff", by.id())
                .mapTo(Long.class)
                .one());
  }

  /** What a change moved, as it was noted then: before and after. */
  public List<Move> movedBy(long change, int limit) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select c.id as clock_id, c.subject_kind, c.subject_id, c.subject_name, c.stage, c.channel,
                           e.target_before, e.target_at as target, e.limit_before, e.limit_at as "limit"
                      from sla_event e join sla_clock c on c.id = e.clock_id
                     where e.change_id = :change order by e.id limit :limit""")
                .bind("change", change)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Move.class))
                .list());
  }
}
