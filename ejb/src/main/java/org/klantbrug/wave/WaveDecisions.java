package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.brake.Brakes;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.ApprovedRehearsal;

/**
 * Go or no go: who leads the migration and finance decide on each wave, two people. At the second
 * go the guards are looked at once more; whom they stop goes to a later wave, the others are let
 * go.
 */
@ApplicationScoped
public class WaveDecisions {
  private static final String TAKEN_BACK = "TAKEN_BACK";
  private static final Map<String, String> AUDITED =
      Map.of("GO", "waveGo", "NO_GO", "waveNoGo", TAKEN_BACK, "waveTakenBack");

  /** SQL: the round of the run that wave {@code w} carries; 1 before there is one. */
  private static final String ROUND =
      """
      coalesce((select r.round from merger_run r
                 where r.merger_id = w.merger_id and r.state <> 'ABANDONED' order by r.no desc limit 1), 1)""";

  private Database database;
  private WaveFacts facts;
  private WaveSettings settings;
  private Waves waves;
  private GuardCheck guards;
  private WaveMoves moves;
  private WaveProcess process;
  private GoTimes times;
  private Event<WaveLetGo> letGo;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected WaveDecisions() {}

  /** Works with these. */
  @Inject
  public WaveDecisions(
      Database database,
      WaveFacts facts,
      WaveSettings settings,
      Waves waves,
      GuardCheck guards,
      WaveMoves moves,
      WaveProcess process,
      GoTimes times,
      Event<WaveLetGo> letGo,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.facts = facts;
    this.settings = settings;
    this.waves = waves;
    this.guards = guards;
    this.moves = moves;
    this.process = process;
    this.times = times;
    this.letGo = letGo;
    this.clock = clock;
    this.audit = audit;
  }

  /** For whom somebody decides. */
  public enum Side {
    /** Who leads the migration. */
    LEAD(Action.MERGER_APPROVE),
    /** Who answers for the money. */
    FINANCE(Action.MERGER_SIGN);

    private final Action action;

    Side(Action action) {
      this.action = action;
    }

    /** Whether this person may decide for it. */
    public boolean isOf(Staff staff) {
      return staff.may(action);
    }
  }

  /**
   * A verdict.
   *
   * @param verdict GO, NO_GO or TAKEN_BACK
   * @param moved accounts that it sent to a later wave
   * @param past whether the wave still waits and new files came since: it counts no more
   */
  public record Decision(
      Side side,
      String verdict,
      long staffId,
      String who,
      Instant at,
      String reason,
      int moved,
      boolean past) {
    /** Whether the wave may go. */
    public boolean isGo() {
      return "GO".equals(verdict);
    }
  }

  /** What was said of a wave, the newest first. */
  public List<Decision> of(long waveId) {
    return database.with(handle -> of(handle, waveId));
  }

  /**
   * What counts now: what was said since it was taken back, if it was, and since new files came;
   * the newest first.
   */
  public List<Decision> standing(long waveId) {
    return database.with(handle -> standing(handle, waveId));
  }

  private static List<Decision> standing(Handle handle, long waveId) {
    return of(handle, waveId).stream()
        .takeWhile(each -> !TAKEN_BACK.equals(each.verdict()) && !each.past())
        .toList();
  }

  private static List<Decision> of(Handle handle, long waveId) {
    return handle
        .createQuery(
            """
            select d.side, d.verdict, d.staff_id, s.full_name as who, d.at, d.reason, d.moved,
                   w.state = 'PLANNED' and d.round < %s as past
              from wave_decision d join identity_staff s on s.id = d.staff_id join wave_wave w on w.id = d.wave_id
             where d.wave_id = :wave order by d.id desc"""
                .formatted(ROUND))
        .bind("wave", waveId)
        .map(ConstructorMapper.of(Decision.class))
        .list();
  }

  /**
   * Says that a wave may go. The second of the two lets it go.
   *
   * @return whether it was let go by this
   * @throws RuleBroken {@code wave.*}: it is decided, its day is over, closed, still far or too
   *     near, new files came since it was planned, something stops all of it, or this person or
   *     this side said it already
   */
  public boolean go(long waveId, Side side, Staff by) {
    refuseOther(side, by);
    var run = facts.run(waves.read(waveId).mergerId());
    return facts.where(
        run,
        handle -> {
          var wave = open(handle, waveId);
          times.refuseOther(handle, wave);
          var said = standing(handle, waveId);
          refuseTwice(said, side, by);
          Brakes.refuseWhileHeld(handle, wave.mergerId());
          if (process.carries(run)) {
            ApprovedRehearsal.refuseOther(handle, run.runId());
            WavePlans.refuseOlder(handle, run);
          }
          guards.check(handle, run, waveId);
          var stops = Waves.wholeStops(handle, waveId);
          if (!stops.isEmpty()) {
            throw new RuleBroken("wave.whole-stopped", stops.size());
          }
          var second = !said.isEmpty();
          var moved = second ? letGo(handle, wave, by) : 0;
          note(handle, wave, side, "GO", null, moved, by);
          if (second) {
            process.begin(handle, run, wave, side == Side.LEAD ? by.id() : said.get(0).staffId());
            letGo.fire(new WaveLetGo(waveId, clock.now()));
          }
          return second;
        });
  }

  private int letGo(Handle handle, Waves.Wave wave, Staff by) {
    var moved = moves.moveOn(handle, wave, false, null, null);
    var going =
        handle
            .createQuery(
                """
                update wave_member set state = 'RELEASED', reason = null, version = version + 1
                 where wave_id = :wave and state in ('PLANNED', 'MOVED') returning id""")
            .bind("wave", wave.id())
            .mapTo(Long.class)
            .list();
    moves.note(handle, "RELEASED", going, wave.id(), null, by.id());
    end(handle, wave, "RELEASED");
    return moved;
  }

  /**
   * Calls a wave off: everybody in it goes to a later one.
   *
   * @return how many moved
   * @throws RuleBroken {@code wave.*}: it is decided, or there is no reason
   */
  public int noGo(long waveId, Side side, String reason, Staff by) {
    refuseOther(side, by);
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("wave.no-go-why");
    }
    WaveMoves.refuseNoReason(reason);
    return database.inTransaction(
        handle -> {
          var wave = open(handle, waveId);
          end(handle, wave, "CALLED_OFF");
          var moved = moves.moveOn(handle, wave, true, reason.strip(), by.id());
          note(handle, wave, side, "NO_GO", reason.strip(), moved, by);
          return moved;
        });
  }

  /**
   * Takes back that a wave was let go: its members wait again, in the same wave, and both sides say
   * anew whether it may go.
   *
   * @throws RuleBroken {@code wave.*}: it was not let go, its day has come, or there is no reason
   */
  public void takeBack(long waveId, String reason, Staff by) {
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("wave.take-back-why");
    }
    WaveMoves.refuseNoReason(reason);
    database.inTransaction(
        handle -> {
          settings.hold(handle, waves.read(waveId).mergerId());
          var wave = waves.read(waveId);
          if (!"RELEASED".equals(wave.state()) || !wave.day().isAfter(clock.today())) {
            throw new RuleBroken("wave.not-to-take-back");
          }
          var waiting =
              handle
                  .createQuery(
                      """
                      update wave_member set state = case when moves > 0 then 'MOVED' else 'PLANNED' end, version = version + 1
                       where wave_id = :wave and state = 'RELEASED' returning id""")
                  .bind("wave", waveId)
                  .mapTo(Long.class)
                  .list();
          moves.note(handle, TAKEN_BACK, waiting, waveId, reason.strip(), by.id());
          end(handle, wave, "PLANNED");
          process.end(handle, waveId, by.id());
          note(handle, wave, Side.LEAD, TAKEN_BACK, reason.strip(), 0, by);
          return null;
        });
  }

  private static void refuseOther(Side side, Staff by) {
    if (!side.isOf(by)) {
      throw new NotAllowed(side.action);
    }
  }

  private static void refuseTwice(List<Decision> said, Side side, Staff by) {
    if (said.stream().anyMatch(each -> each.side() == side)) {
      throw new RuleBroken("wave.said-already");
    }
    if (said.stream().anyMatch(each -> each.staffId() == by.id())) {
      throw new RuleBroken("wave.two-people");
    }
  }

  /** The wave, held; nobody else plans, moves or decides until the end of the transaction. */
  private Waves.Wave open(Handle handle, long waveId) {
    settings.hold(handle, waves.read(waveId).mergerId());
    var wave = waves.read(waveId);
    if (!wave.isPlanned()) {
      throw new RuleBroken("wave.decided");
    }
    if (wave.day().isBefore(clock.today())) {
      throw new RuleBroken("wave.over", wave.day());
    }
    return wave;
  }

  private static void end(Handle handle, Waves.Wave wave, String state) {
    handle
        .createUpdate("update wave_wave set state = :state, version = version + 1 where id = :wave")
        .bind("state", state)
        .bind("wave", wave.id())
        .execute();
  }

  private void note(
      Handle handle,
      Waves.Wave wave,
      Side side,
      String verdict,
      String reason,
      int moved,
      Staff by) {
    handle
        .createUpdate(
            """
            insert into wave_decision (wave_id, side, verdict, staff_id, at, reason, moved, round)
            select w.id, :side, :verdict, :staff, :at, :reason, :moved, %s from wave_wave w where w.id = :wave"""
                .formatted(ROUND))
        .bind("wave", wave.id())
        .bind("side", side)
        .bind("verdict", verdict)
        .bind("staff", by.id())
        .bind("at", clock.now())
        .bind("reason", reason)
        .bind("moved", moved)
        .execute();
    audit.record(
        handle,
        by.id(),
        by.login(),
        AUDITED.get(verdict),
        "merger",
        wave.mergerId(),
        wave.day().toString());
  }
}
