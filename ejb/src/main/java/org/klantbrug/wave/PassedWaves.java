package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.work.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waves that were let go and did not go over on their day: held by a person, or their job failed.
 * The old company debits on that day, so on a later one both would: all accounts go to the next
 * wave of their billing day, and who leads the migration is told.
 */
@ApplicationScoped
public class PassedWaves {
  /** Why accounts moved, with a text {@code wave.reason.DAY_PASSED} in the bundles. */
  static final String REASON = "DAY_PASSED";

  private static final Logger LOG = LoggerFactory.getLogger(PassedWaves.class);

  private Database database;
  private WaveSettings settings;
  private Waves waves;
  private WaveUndo undo;
  private WaveProcess process;
  private WaveTasks tasks;
  private BusinessClock clock;

  /** For the container. */
  protected PassedWaves() {}

  /** Works with these. */
  @Inject
  public PassedWaves(
      Database database,
      WaveSettings settings,
      Waves waves,
      WaveUndo undo,
      WaveProcess process,
      WaveTasks tasks,
      BusinessClock clock) {
    this.database = database;
    this.settings = settings;
    this.waves = waves;
    this.undo = undo;
    this.process = process;
    this.tasks = tasks;
    this.clock = clock;
  }

  /**
   * Gives up each wave whose day passed, in a transaction of its own. One that cannot be given up
   * stops no other: it is logged, and comes up at the next look.
   */
  public void giveUp() {
    passed().forEach(this::giveUpOrTell);
  }

  private void giveUpOrTell(long waveId) {
    try {
      giveUp(waveId);
    } catch (RuntimeException stays) {
      LOG.error("Wave {}, whose day passed, could not be given up", waveId, stays);
    }
  }

  /** One that a job still carries is refused by it, and comes up at the next look. */
  private List<Long> passed() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select w.id from wave_wave w
                     where w.state = 'RELEASED' and w.process_id is not null and w.day < :today
                       and not exists (select from work_job j
                                        where j.subject_kind = 'wave' and j.subject_id = w.id and j.state in ('REQUESTED', 'RUNNING'))
                     order by w.id""")
                .bind("today", clock.today())
                .mapTo(Long.class)
                .list());
  }

  private void giveUp(long waveId) {
    database.inTransaction(
        handle -> {
          settings.hold(handle, waves.read(waveId).mergerId());
          var wave = waves.read(waveId);
          if (wave.isReleased() && wave.day().isBefore(clock.today())) {
            giveUp(handle, wave);
          }
          return null;
        });
  }

  private void giveUp(Handle handle, Waves.Wave wave) {
    var lead = lead(handle, wave.id());
    undo.callOff(handle, wave, REASON, lead);
    process.end(handle, wave.id(), lead);
    Jobs.abandonFailed(handle, List.of("cutover-wave", WaveUndoRequests.JOB), "wave", wave.id());
    tasks.ask(handle, wave.mergerId(), WaveTasks.PASSED);
  }

  private static long lead(Handle handle, long waveId) {
    return handle
        .createQuery(
            """
            select staff_id from wave_decision
             where wave_id = :wave and side = 'LEAD' and verdict = 'GO' order by id desc limit 1""")
        .bind("wave", waveId)
        .mapTo(Long.class)
        .one();
  }
}
