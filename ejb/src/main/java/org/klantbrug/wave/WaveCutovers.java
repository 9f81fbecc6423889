package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.brake.Brakes;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.Transfer;
import org.klantbrug.work.JobLease;

/**
 * Carries the customers of a wave that was let go, on its day. What stops members is looked at
 * before the first record is carried, and once more in the transaction in which all of them go
 * live: who is stopped by then stays, and moves to the next wave of the billing day.
 */
@ApplicationScoped
public class WaveCutovers {
  private static final String STOPPED = "Somebody was stopped at the last moment; begun anew";

  private Database database;
  private WaveFacts facts;
  private WaveSettings settings;
  private Waves waves;
  private GuardCheck guards;
  private WaveMoves moves;
  private Transfer transfer;
  private RunCutovers cutovers;
  private BusinessClock clock;
  private Event<WaveWentOver> wentOver;

  /** For the container. */
  protected WaveCutovers() {}

  /** Works with these. */
  @Inject
  public WaveCutovers(
      Database database,
      WaveFacts facts,
      WaveSettings settings,
      Waves waves,
      GuardCheck guards,
      WaveMoves moves,
      Transfer transfer,
      RunCutovers cutovers,
      BusinessClock clock,
      Event<WaveWentOver> wentOver) {
    this.database = database;
    this.facts = facts;
    this.settings = settings;
    this.waves = waves;
    this.guards = guards;
    this.moves = moves;
    this.transfer = transfer;
    this.cutovers = cutovers;
    this.clock = clock;
    this.wentOver = wentOver;
  }

  /** The cut-over of a wave that is under way or live, if there is one. */
  public Optional<Cutover> find(long waveId) {
    return cutovers.findOfWave(waveId);
  }

  /** Whether a wave is over. */
  public boolean isLive(long waveId) {
    return find(waveId).filter(cutover -> "LIVE".equals(cutover.state())).isPresent();
  }

  /** Whether what this job planned still leads somewhere: its cut-over is under way, or live. */
  public boolean stands(long waveId, long jobId) {
    return find(waveId)
        .filter(cutover -> "LIVE".equals(cutover.state()) || isOf(cutover, jobId))
        .isPresent();
  }

  private static boolean isOf(Cutover cutover, long jobId) {
    return cutover.jobId() != null && cutover.jobId() == jobId;
  }

  /**
   * The cut-over of a wave that is under way, begun now if there is none: the guards are looked at,
   * whom they stop moves on, and the others are its scope.
   *
   * @param jobId the job that carries it
   * @param staffId who leads the migration
   * @return its id
   * @throws RuleBroken {@code wave.*}: it was not let go, its day has not come, or something stops
   *     all of it
   */
  public long open(JobLease lease, long waveId, long jobId, long staffId) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          var wave = held(handle, waveId);
          var there = find(waveId);
          var cutover = there.isPresent() ? there.get().id() : begin(handle, wave, staffId);
          transfer.isCarriedBy(cutover, jobId);
          return cutover;
        });
  }

  /**
   * Begins a cut-over again after somebody was stopped at the last moment; until {@link
   * Transfer#isCarriedBy} it is no job's: only who carried all of it lets it count.
   *
   * @throws RuleBroken as {@link #open}
   */
  public long beginAnew(JobLease lease, long waveId, long staffId) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          return begin(handle, held(handle, waveId), staffId);
        });
  }

  private long begin(Handle handle, Waves.Wave wave, long staffId) {
    refuseNotDue(wave);
    var run = facts.run(wave.mergerId());
    lookAgain(handle, run, wave);
    return transfer.beginWave(run.runId(), wave.id(), scope(run, wave.id()), staffId, clock.now());
  }

  private List<Long> scope(WaveFacts.Run run, long waveId) {
    return facts.where(run, there -> WaveScope.of(there, run, waveId, clock.today()));
  }

  private Waves.Wave held(Handle handle, long waveId) {
    settings.hold(handle, waves.read(waveId).mergerId());
    return waves.read(waveId);
  }

  private void refuseNotDue(Waves.Wave wave) {
    if (!"RELEASED".equals(wave.state())) {
      throw new RuleBroken("wave.not-let-go", wave.day());
    }
    if (wave.day().isAfter(clock.today())) {
      throw new RuleBroken("wave.day-not-come", wave.day());
    }
    if (wave.day().isBefore(clock.today())) {
      throw new RuleBroken("wave.day-passed", wave.day());
    }
  }

  /** Who is stopped now goes on to a later wave. */
  private void lookAgain(Handle handle, WaveFacts.Run run, Waves.Wave wave) {
    Brakes.refuseWhileHeld(handle, wave.mergerId());
    facts.where(
        run,
        there -> {
          guards.check(there, run, wave.id());
          return null;
        });
    var stops = Waves.wholeStops(handle, wave.id());
    if (!stops.isEmpty()) {
      throw new RuleBroken("wave.whole-stopped", stops.size());
    }
    moves.moveOn(handle, wave, false, null, null);
  }

  /**
   * Lets all that was carried for a wave count, from this moment, and its members be over; nothing
   * to do if they are. If somebody is stopped since it was begun, nobody goes: what was carried is
   * given up, to be carried anew without him.
   *
   * @return whether it went over
   * @throws RuleBroken {@code wave.*}: something stops all of it, or its day passed: the old
   *     company debits on it; {@code transfer.not-running}: it was taken back meanwhile
   */
  public boolean goLive(JobLease lease, long waveId, long jobId) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          var wave = held(handle, waveId);
          var cutover = find(waveId).orElseThrow(() -> new RuleBroken("transfer.not-running"));
          if ("LIVE".equals(cutover.state())) {
            return true;
          }
          if (!isOf(cutover, jobId)) {
            throw new RuleBroken("transfer.not-running");
          }
          refuseNotDue(wave);
          var run = facts.run(wave.mergerId());
          lookAgain(handle, run, wave);
          if (!scope(run, waveId).equals(transfer.scope(cutover.id()))) {
            transfer.undo(cutover.id(), cutover.startedBy(), STOPPED, clock.now());
            return false;
          }
          goOver(handle, lease, wave, cutover);
          return true;
        });
  }

  private void goOver(Handle handle, JobLease lease, Waves.Wave wave, Cutover cutover) {
    var at = clock.now();
    transfer.goLive(lease, cutover.id(), at);
    var over =
        handle
            .createQuery(
                """
                update wave_member set state = 'OVER', reason = null, version = version + 1
                 where wave_id = :wave and state = 'RELEASED' returning id""")
            .bind("wave", wave.id())
            .mapTo(Long.class)
            .list();
    moves.note(handle, "OVER", over, wave.id(), null, null);
    handle
        .createUpdate(
            "update wave_wave set state = 'OVER', over_at = :at, version = version + 1 where id = :wave")
        .bind("at", at)
        .bind("wave", wave.id())
        .execute();
    wentOver.fire(new WaveWentOver(wave.id(), cutover.id(), at));
  }
}
