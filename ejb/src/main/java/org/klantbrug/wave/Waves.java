package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The waves of a merger as people see them. */
@ApplicationScoped
public class Waves {
  /** SQL: guard result {@code g} stops somebody now. */
  static final String STOPS = "g.cleared_at is null and g.accepted_at is null";

  /**
   * SQL: member {@code m} of wave {@code :wave} would not go: he, or another account of the person,
   * is stopped or held. Asked once for the wave, and not of each member anew.
   */
  static final String STAYS =
      """
      (m.state = 'HELD' or m.id in (select g.member_id from wave_guard_result g where g.wave_id = :wave and g.member_id is not null and %1$s)
       or m.split is distinct from 'BY_HAND' and m.person_id in (
            select o.person_id from wave_member o
             where o.wave_id = :wave and o.split is distinct from 'BY_HAND'
               and (o.state = 'HELD' or o.id in (
                 select g.member_id from wave_guard_result g where g.wave_id = :wave and g.member_id is not null and %1$s))))"""
          .formatted(STOPS);

  private Database database;
  private WaveSettings settings;

  /** For the container. */
  protected Waves() {}

  /** Works with these. */
  @Inject
  public Waves(Database database, WaveSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * A wave.
   *
   * @param state PLANNED, RELEASED, CALLED_OFF, OVER or UNDONE
   * @param members accounts in it
   * @param stopped accounts that a guard stops
   * @param held accounts that a person holds
   * @param stops guards that stop the whole wave
   * @param movedIn accounts that came from an earlier wave
   * @param onDay accounts that go over on its day, in all waves
   */
  public record Wave(
      long id,
      long mergerId,
      int billingDay,
      LocalDate day,
      Phase phase,
      String state,
      Instant checkedAt,
      int members,
      int stopped,
      int held,
      int stops,
      int movedIn,
      int onDay,
      int version) {
    /** Whether it falls on the last day of a month that does not have its billing day. */
    public boolean isOnMonthEnd() {
      return day.getDayOfMonth() != billingDay;
    }

    /** Whether it was let go, and its members still are with the other company. */
    public boolean isReleased() {
      return "RELEASED".equals(state);
    }

    /** Whether its members went over. */
    public boolean isOver() {
      return "OVER".equals(state);
    }

    /** Whether nothing was decided on it. */
    public boolean isPlanned() {
      return "PLANNED".equals(state);
    }
  }

  private static final String SELECT =
      """
      select w.id, w.merger_id, w.billing_day, w.day, w.phase, w.state, w.checked_at, w.version,
             coalesce(m.members, 0) as members, coalesce(m.held, 0) as held, coalesce(m.moved_in, 0) as moved_in,
             coalesce(g.stopped, 0) as stopped, coalesce(g.stops, 0) as stops,
             coalesce(sum(m.members) over (partition by w.day), 0) as on_day
        from wave_wave w
        left join (select wave_id, count(*) as members, count(*) filter (where state = 'HELD') as held,
                          count(*) filter (where moves > 0) as moved_in
                     from wave_member where merger_id = :merger and wave_id is not null group by wave_id) m on m.wave_id = w.id
        left join (select g.wave_id, count(distinct g.member_id) as stopped, count(*) filter (where g.member_id is null) as stops
                     from wave_guard_result g join wave_wave v on v.id = g.wave_id
                    where v.merger_id = :merger and %s group by g.wave_id) g on g.wave_id = w.id
       where w.merger_id = :merger
      """
          .formatted(STOPS);

  /** The waves of a merger that have members, or on which was decided; the earliest first. */
  public List<Wave> of(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " and (m.members > 0 or w.closing or w.state <> 'PLANNED') order by w.day, w.billing_day")
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Wave.class))
                .list());
  }

  /**
   * One wave, also if its last member was just moved.
   *
   * @throws RuleBroken {@code wave.unknown}
   */
  public Wave read(long waveId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select * from (%s) w where w.id = :wave"
                        .formatted(
                            SELECT.replace(
                                ":merger", "(select merger_id from wave_wave where id = :wave)")))
                .bind("wave", waveId)
                .map(ConstructorMapper.of(Wave.class))
                .findOne()
                .orElseThrow(() -> new RuleBroken("wave.unknown", waveId)));
  }

  /** Accounts of a wave that would go to a later one if it went now. */
  public int staying(long waveId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select count(*) from wave_member m where m.wave_id = :wave and " + STAYS)
                .bind("wave", waveId)
                .mapTo(Integer.class)
                .one());
  }

  /** Accounts of a wave on which a person accepted something that would stop them. */
  public int accepted(long waveId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select count(distinct g.member_id) from wave_guard_result g
                     where g.wave_id = :wave and g.cleared_at is null and g.accepted_at is not null""")
                .bind("wave", waveId)
                .mapTo(Integer.class)
                .one());
  }

  /**
   * When customers of a wave must be told.
   *
   * @param lastLegalDay after this day a notice is too late by law
   * @param sendBy by this day it is printed or sent, so that it is there in time
   * @param closed whether nobody can go over on the day of the wave any more
   */
  public record Notice(LocalDate lastLegalDay, LocalDate sendBy, boolean closed) {}

  /** By when the customers of these waves must be told, in their order. */
  public List<Notice> notices(long mergerId, List<Wave> waves) {
    return database.with(
        handle -> {
          var days = settings.days(handle, mergerId, settings.read(handle, mergerId));
          return waves.stream()
              .map(
                  wave ->
                      new Notice(
                          days.term().lastLegalDay(wave.day()),
                          days.term().sendBy(wave.day()),
                          wave.isPlanned() && !days.mayStay(wave.billingDay(), wave.day())))
              .toList();
        });
  }

  /**
   * A wave whose customers must be told.
   *
   * @param sendBy by this day it is printed or sent, so that it is there in time
   */
  public record Deadline(long id, LocalDate sendBy) {}

  private record Going(long id, LocalDate day) {}

  /**
   * Waves with accounts that go after a day, the earliest first. It is asked for each message that
   * is sent, so nothing is counted.
   */
  public List<Deadline> deadlines(long mergerId, LocalDate after) {
    return database.with(
        handle -> {
          var term = settings.term(handle, mergerId, settings.read(handle, mergerId));
          return handle
              .createQuery(
                  """
                  select w.id, w.day from wave_wave w
                   where w.merger_id = :merger and w.day > :after and exists (select from wave_member m where m.wave_id = w.id)
                   order by w.day, w.billing_day""")
              .bind("merger", mergerId)
              .bind("after", after)
              .map((row, context) -> new Going(row.getLong(1), row.getObject(2, LocalDate.class)))
              .stream()
              .map(wave -> new Deadline(wave.id(), term.sendBy(wave.day())))
              .toList();
        });
  }

  /**
   * How many accounts a guard stops.
   *
   * @param members 0 for a guard that stops the whole wave
   */
  public record Stop(Guard guard, int members) {}

  /** What stops members of a wave, or all of it, most first. */
  public List<Stop> stops(long waveId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select g.code as guard, count(distinct g.member_id) as members from wave_guard_result g"
                        + " where g.wave_id = :wave and "
                        + STOPS
                        + " group by g.code order by 2 desc, 1")
                .bind("wave", waveId)
                .map(ConstructorMapper.of(Stop.class))
                .list());
  }

  /**
   * What stops the whole wave, with the row that shows it.
   *
   * @param kind RUN or FILE
   */
  public record WaveStop(Guard guard, String kind, String key, String detail) {}

  /** What stops the whole wave. */
  public List<WaveStop> wholeStops(long waveId) {
    return database.with(handle -> wholeStops(handle, waveId));
  }

  static List<WaveStop> wholeStops(Handle handle, long waveId) {
    return handle
        .createQuery(
            "select g.code as guard, g.evidence_kind as kind, g.evidence_key as key, g.detail from wave_guard_result g"
                + " where g.wave_id = :wave and g.member_id is null and "
                + STOPS
                + " order by g.code")
        .bind("wave", waveId)
        .map(ConstructorMapper.of(WaveStop.class))
        .list();
  }

  /** Accounts of a merger that went over with their waves. */
  public int over(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select count(*) from wave_member where merger_id = :merger and state = 'OVER'")
                .bind("merger", mergerId)
                .mapTo(Integer.class)
                .one());
  }

  /** Accounts without a wave: nobody knows when they are billed, or no day has room for them. */
  public int without(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select count(*) from wave_member where merger_id = :merger and wave_id is null and state <> 'GONE'")
                .bind("merger", mergerId)
                .mapTo(Integer.class)
                .one());
  }
}
