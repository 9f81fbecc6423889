package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Sends members to a later wave of their billing day, holds them, and lets them go on. The accounts
 * of a person in one wave move together, unless a person parts them.
 */
@ApplicationScoped
public class WaveMoves {
  private static final int LONGEST_REASON = 400;

  private Database database;
  private WaveSettings settings;
  private WaveTasks tasks;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected WaveMoves() {}

  /** Works with these. */
  @Inject
  public WaveMoves(
      Database database, WaveSettings settings, WaveTasks tasks, BusinessClock clock, Audit audit) {
    this.database = database;
    this.settings = settings;
    this.tasks = tasks;
    this.clock = clock;
    this.audit = audit;
  }

  /** A member as it is now. */
  public record There(
      long id,
      long mergerId,
      Long waveId,
      long personId,
      Integer billingDay,
      MemberState state,
      int moves,
      int version,
      LocalDate day) {}

  /**
   * Sends a member to the next wave of its billing day.
   *
   * @param version on which this was decided
   * @param alone without the other accounts of its person: parts them
   * @return how many moved
   * @throws RuleBroken {@code wave.*}: there is no reason, it was let go or changed since, or no
   *     later wave has room
   */
  public int move(long memberId, int version, boolean alone, String reason, Staff by) {
    refuseNoReason(reason);
    return database.inTransaction(
        handle -> {
          var member = movable(handle, memberId, version);
          var ids = alone ? List.of(member.id()) : together(handle, member);
          var rooms = rooms(handle, member.mergerId());
          var day =
              rooms
                  .takeFirst(member.billingDay(), member.day().plusDays(1), ids.size())
                  .orElseThrow(() -> new RuleBroken("wave.no-later-wave", member.billingDay()));
          if (alone) {
            handle.execute("update wave_member set split = 'BY_HAND' where id = ?", member.id());
          }
          put(handle, member.waveId(), ids, day, reason.strip(), by.id());
          record(handle, by, "waveMemberMoved", member.mergerId());
          askAboutMoved(handle, member.mergerId());
          return ids.size();
        });
  }

  /**
   * Keeps a member out of every wave until somebody lets it go on.
   *
   * @throws RuleBroken {@code wave.*}: as {@link #move}
   */
  public void hold(long memberId, int version, String reason, Staff by) {
    refuseNoReason(reason);
    changeState(memberId, version, MemberState.HELD, reason.strip(), by);
  }

  /**
   * Lets a member that was held go on.
   *
   * @throws RuleBroken {@code wave.*}: as {@link #move}
   */
  public void letGo(long memberId, int version, Staff by) {
    changeState(memberId, version, MemberState.PLANNED, null, by);
  }

  private void changeState(
      long memberId, int version, MemberState wanted, String reason, Staff by) {
    database.inTransaction(
        handle -> {
          var member = movable(handle, memberId, version);
          var held = wanted == MemberState.HELD;
          var state = !held && member.moves() > 0 ? MemberState.MOVED : wanted;
          handle
              .createUpdate(
                  """
                  update wave_member set state = :state, reason = :reason, version = version + 1 where id = :id""")
              .bind("state", state)
              .bind("reason", reason)
              .bind("id", memberId)
              .execute();
          note(
              handle,
              held ? "HELD" : "LET_GO",
              List.of(memberId),
              member.waveId(),
              reason,
              by.id());
          record(handle, by, held ? "waveMemberHeld" : "waveMemberLetGo", member.mergerId());
          return null;
        });
  }

  /**
   * Lets an account go although a row stops it: somebody looked. It counts for this row, and not
   * for another that shows up later.
   *
   * @param by who leads the migration, or has the role that the guard is of
   * @throws RuleBroken {@code wave.*}: there is no reason, it is no longer stopped by this, or
   *     nobody, or not this person, may let it go
   */
  public void accept(long resultId, String reason, Staff by) {
    refuseNoReason(reason);
    database.inTransaction(
        handle -> {
          settings.hold(handle, mergerOfResult(handle, resultId));
          var guard =
              handle
                  .createQuery(
                      "select code from wave_guard_result where id = :id and cleared_at is null and member_id is not null for update")
                  .bind("id", resultId)
                  .mapTo(Guard.class)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("wave.no-longer-stopped"));
          if (!guard.isAcceptable()) {
            throw new RuleBroken("wave.not-acceptable");
          }
          if (!guard.isAcceptableBy(by)) {
            throw new RuleBroken("wave.accept-whose");
          }
          var merger = keepAcceptance(handle, resultId, reason.strip(), by);
          record(handle, by, "waveGuardAccepted", merger);
          return null;
        });
  }

  private static long mergerOfResult(Handle handle, long resultId) {
    return handle
        .createQuery(
            "select w.merger_id from wave_guard_result g join wave_wave w on w.id = g.wave_id where g.id = :id")
        .bind("id", resultId)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("wave.no-longer-stopped"));
  }

  private long keepAcceptance(Handle handle, long resultId, String reason, Staff by) {
    return handle
        .createQuery(
            """
            with accepted as (
              update wave_guard_result set accepted_by = :staff, accepted_at = :at, accepted_reason = :reason where id = :id
              returning member_id, wave_id
            ), noted as (
              insert into wave_event (member_id, at, staff_id, kind, from_wave, to_wave, reason)
              select member_id, :at, :staff, 'ACCEPTED', wave_id, wave_id, :reason from accepted
            )
            select w.merger_id from accepted a join wave_wave w on w.id = a.wave_id""")
        .bind("staff", by.id())
        .bind("at", clock.now())
        .bind("reason", reason)
        .bind("id", resultId)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Sends members who cannot be told in time to the next wave of their billing day with room, in
   * the caller's transaction; who finds none is left without a wave.
   *
   * @param memberIds of one wave; all of a person that are to stay together
   * @param reason a code with a text {@code wave.reason.<code>} in the bundles
   */
  public void sendOn(Handle handle, long waveId, List<Long> memberIds, String reason) {
    var wave =
        handle
            .createQuery("select id, merger_id, billing_day, day from wave_wave where id = :id")
            .bind("id", waveId)
            .map(ConstructorMapper.of(Leaving.class))
            .one();
    var persons = new LinkedHashMap<Long, List<Long>>();
    handle
        .createQuery(
            "select person_id, id from wave_member where id = any(:ids) and wave_id = :wave order by person_id, id")
        .bindArray("ids", Long.class, memberIds)
        .bind("wave", waveId)
        .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
        .forEach(
            row ->
                persons.computeIfAbsent(row.getKey(), p -> new ArrayList<>()).add(row.getValue()));
    sendOn(handle, wave, persons, reason, null);
  }

  /** The wave that members leave. */
  public record Leaving(long id, long mergerId, int billingDay, LocalDate day) {}

  /**
   * Sends members on whom a guard or a person holds a hand to the next wave with room; who finds
   * none is left without a wave.
   *
   * @param all whether everybody goes, as the wave was called off
   * @param staffId null if the guards did it
   * @return how many moved
   */
  int moveOn(Handle handle, Waves.Wave wave, boolean all, String reason, Long staffId) {
    var persons = new LinkedHashMap<Long, List<Long>>();
    handle
        .createQuery(
            "select m.person_id, m.id from wave_member m where m.wave_id = :wave and (:all or %s) order by m.person_id, m.id"
                .formatted(Waves.STAYS))
        .bind("wave", wave.id())
        .bind("all", all)
        .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
        .forEach(
            row ->
                persons.computeIfAbsent(row.getKey(), p -> new ArrayList<>()).add(row.getValue()));
    var leaving = new Leaving(wave.id(), wave.mergerId(), wave.billingDay(), wave.day());
    sendOn(handle, leaving, persons, reason, staffId);
    return persons.values().stream().mapToInt(List::size).sum();
  }

  private void sendOn(
      Handle handle, Leaving wave, Map<Long, List<Long>> persons, String reason, Long staffId) {
    var rooms = rooms(handle, wave.mergerId());
    var days = new LinkedHashMap<LocalDate, List<Long>>();
    persons.forEach(
        (person, ids) ->
            days.computeIfAbsent(
                    rooms
                        .takeFirst(wave.billingDay(), wave.day().plusDays(1), ids.size())
                        .orElse(null),
                    day -> new ArrayList<>())
                .addAll(ids));
    days.forEach((day, ids) -> put(handle, wave.id(), ids, day, reason, staffId));
    askAboutMoved(handle, wave.mergerId());
  }

  /**
   * Takes members out of a wave, also one that was let go, into the next with room; who finds none
   * is left without a wave.
   */
  void takeFrom(Handle handle, long mergerId, long waveId, List<Long> ids, String reason) {
    var wave =
        handle
            .createQuery("select billing_day, day from wave_wave where id = :wave")
            .bind("wave", waveId)
            .map(ConstructorMapper.of(From.class))
            .one();
    var day =
        rooms(handle, mergerId)
            .takeFirst(wave.billingDay(), wave.day().plusDays(1), ids.size())
            .orElse(null);
    put(handle, waveId, ids, day, reason, null);
    askAboutMoved(handle, mergerId);
  }

  /** The wave that members leave. */
  public record From(Integer billingDay, LocalDate day) {}

  private Rooms rooms(Handle handle, long mergerId) {
    var setting = settings.hold(handle, mergerId);
    var days = settings.days(handle, mergerId, setting);
    return Rooms.of(handle, mergerId, days, setting.capacity()).filled(handle, mergerId);
  }

  /** Puts members of a wave into the one on this day, and notes it; null for none. */
  private void put(
      Handle handle, Long from, List<Long> ids, LocalDate day, String reason, Long staffId) {
    handle
        .createUpdate(
            """
            insert into wave_wave (merger_id, billing_day, day, phase)
            select merger_id, billing_day, cast(:day as date), phase from wave_wave
             where id = :from and cast(:day as date) is not null
            on conflict (merger_id, billing_day, day) do nothing""")
        .bind("day", day)
        .bind("from", from)
        .execute();
    handle
        .createUpdate(
            """
            update wave_member m
               set wave_id = (select w.id from wave_wave w join wave_wave f on f.id = :from
                               where w.merger_id = f.merger_id and w.billing_day = f.billing_day and w.day = cast(:day as date)),
                   state = case when m.state = 'HELD' and cast(:day as date) is not null then 'HELD' else 'MOVED' end,
                   reason = coalesce(:reason, m.reason), moves = m.moves + 1, version = m.version + 1
             where m.id = any(:ids)""")
        .bind("from", from)
        .bind("day", day)
        .bind("reason", reason)
        .bindArray("ids", Long.class, ids)
        .execute();
    handle
        .createUpdate(
            """
            update wave_guard_result g set wave_id = m.wave_id from wave_member m
             where m.id = g.member_id and m.id = any(:ids) and m.wave_id is not null and g.cleared_at is null""")
        .bindArray("ids", Long.class, ids)
        .execute();
    note(handle, "MOVED", ids, from, reason, staffId);
  }

  void note(Handle handle, String kind, List<Long> ids, Long from, String reason, Long staffId) {
    handle
        .createUpdate(
            """
            insert into wave_event (member_id, at, staff_id, kind, from_wave, to_wave, reason)
            select m.id, :at, :staff, :kind, :from, m.wave_id, :reason from wave_member m where m.id = any(:ids)""")
        .bind("at", clock.now())
        .bind("staff", staffId)
        .bind("kind", kind)
        .bind("from", from)
        .bind("reason", reason)
        .bindArray("ids", Long.class, ids)
        .execute();
  }

  /** The member, after the settings: all that touches members holds them in this order. */
  private There movable(Handle handle, long memberId, int version) {
    settings.hold(
        handle,
        handle
            .createQuery("select merger_id from wave_member where id = :id")
            .bind("id", memberId)
            .mapTo(Long.class)
            .findOne()
            .orElseThrow(() -> new RuleBroken("wave.member-unknown")));
    var member =
        handle
            .createQuery(
                """
                select m.id, m.merger_id, m.wave_id, m.person_id, m.billing_day, m.state, m.moves, m.version, w.day
                  from wave_member m left join wave_wave w on w.id = m.wave_id where m.id = :id for no key update of m""")
            .bind("id", memberId)
            .map(ConstructorMapper.of(There.class))
            .one();
    if (member.version() != version) {
      throw new RuleBroken("wave.member-changed");
    }
    if (member.waveId() == null
        || member.state() == MemberState.RELEASED
        || member.state() == MemberState.OVER) {
      throw new RuleBroken("wave.member-fixed");
    }
    return member;
  }

  private static List<Long> together(Handle handle, There member) {
    return handle
        .createQuery(
            """
            select id from wave_member
             where id = :id or wave_id = :wave and person_id = :person and split is distinct from 'BY_HAND' order by id""")
        .bind("id", member.id())
        .bind("wave", member.waveId())
        .bind("person", member.personId())
        .mapTo(Long.class)
        .list();
  }

  private void askAboutMoved(Handle handle, long mergerId) {
    if (oftenMoved(handle, mergerId) > 0) {
      tasks.ask(handle, mergerId, WaveTasks.DECISION);
    }
  }

  /** Accounts that had to move so often that a person must decide. */
  static int oftenMoved(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select count(*) from wave_member m join wave_setting s on s.merger_id = m.merger_id
             where m.merger_id = :merger and m.state in ('MOVED', 'HELD') and m.moves >= s.moves_before_task""")
        .bind("merger", mergerId)
        .mapTo(Integer.class)
        .one();
  }

  static void refuseNoReason(String reason) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new RuleBroken("wave.reason-missing", LONGEST_REASON);
    }
  }

  private void record(Handle handle, Staff by, String action, long mergerId) {
    audit.record(handle, by.id(), by.login(), action, "merger", mergerId, null);
  }
}
