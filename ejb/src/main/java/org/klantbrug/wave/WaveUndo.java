package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.RunTakenBack;
import org.klantbrug.transfer.Transfer;
import org.klantbrug.work.JobLease;

/**
 * Takes a wave back by state: what it carried no longer counts, its members wait for a later wave
 * of their billing day, and what our desk did for them since stays. Other waves stay as they are.
 */
@ApplicationScoped
public class WaveUndo {
  private Database database;
  private WaveSettings settings;
  private Waves waves;
  private WaveMoves moves;
  private WaveProcess process;
  private Transfer transfer;
  private RunCutovers cutovers;
  private BusinessClock clock;
  private Event<WaveTakenBack> takenBack;

  /** For the container. */
  protected WaveUndo() {}

  /** Works with these. */
  @Inject
  public WaveUndo(
      Database database,
      WaveSettings settings,
      Waves waves,
      WaveMoves moves,
      WaveProcess process,
      Transfer transfer,
      RunCutovers cutovers,
      BusinessClock clock,
      Event<WaveTakenBack> takenBack) {
    this.database = database;
    this.settings = settings;
    this.waves = waves;
    this.moves = moves;
    this.process = process;
    this.transfer = transfer;
    this.cutovers = cutovers;
    this.clock = clock;
    this.takenBack = takenBack;
  }

  /**
   * Takes back what is live or half carried of a wave; nothing to do if it was taken back.
   *
   * @param staffId who decided it
   * @throws RuleBroken {@code wave.undo-later-first}: a customer of it has an account that went
   *     over with a later wave
   */
  public void takeBack(JobLease lease, long waveId, long staffId) {
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          settings.hold(handle, waves.read(waveId).mergerId());
          var wave = waves.read(waveId);
          if (wave.isReleased() || wave.isOver()) {
            takeBack(handle, wave, staffId);
          }
          return null;
        });
  }

  private void takeBack(Handle handle, Waves.Wave wave, long staffId) {
    var reason = why(handle, wave.id());
    var cutover = cutovers.findOfWave(wave.id());
    cutover.ifPresent(
        carried -> {
          refuseLaterAccounts(handle, wave.id(), carried);
          transfer.undo(carried.id(), staffId, reason, clock.now());
        });
    var back = members(handle, wave.id());
    moves.note(handle, "WENT_BACK", back, wave.id(), reason, staffId);
    moves.moveOn(handle, wave, true, reason, staffId);
    end(handle, wave.id(), "UNDONE");
    if (wave.isOver()) {
      takenBack.fire(new WaveTakenBack(wave.id(), cutover.orElseThrow().id(), clock.now()));
    }
  }

  /**
   * Gives up a wave that was let go and is not over, in the caller's transaction: what was carried
   * half counts for nothing, and its accounts go to the next wave of their billing day.
   *
   * @param reason a code with a text {@code wave.reason.<code>} in the bundles
   * @param leadId who said go
   */
  void callOff(Handle handle, Waves.Wave wave, String reason, long leadId) {
    cutovers
        .findOfWave(wave.id())
        .ifPresent(carried -> transfer.undo(carried.id(), leadId, reason, clock.now()));
    moves.note(handle, "TAKEN_BACK", members(handle, wave.id()), wave.id(), reason, null);
    moves.moveOn(handle, wave, true, reason, null);
    end(handle, wave.id(), "CALLED_OFF");
  }

  /** The words of who wished it; those of who repaired a cut-over that failed. */
  private static String why(Handle handle, long waveId) {
    return handle
        .createQuery(
            """
            select left(why, 400) from (
              select reason as why, decided_at as at from wave_undo_request where wave_id = :wave and state = 'APPROVED'
              union all
              select note, completed_at from work_item
               where subject_kind = 'wave' and subject_id = :wave and outcome = 'undo' and note is not null) w
             order by at desc limit 1""")
        .bind("wave", waveId)
        .mapTo(String.class)
        .findOne()
        .orElse("Decided in the process of the wave");
  }

  /** How many customers of a wave have an account that went over with another. */
  int laterAccounts(Handle handle, long waveId, long cutoverId) {
    return handle
        .createQuery(
            """
            select count(distinct m.identity_id) from transfer_scope z
              join wave_member m on m.identity_id = z.identity_id and m.state = 'OVER' and m.wave_id <> :wave
             where z.cutover_id = :cutover""")
        .bind("wave", waveId)
        .bind("cutover", cutoverId)
        .mapTo(Integer.class)
        .one();
  }

  private void refuseLaterAccounts(Handle handle, long waveId, Cutover cutover) {
    var later = laterAccounts(handle, waveId, cutover.id());
    if (later > 0) {
      throw new RuleBroken("wave.undo-later-first", later);
    }
  }

  private static List<Long> members(Handle handle, long waveId) {
    return handle
        .createQuery(
            "select id from wave_member where wave_id = :wave and state in ('RELEASED', 'OVER') order by id")
        .bind("wave", waveId)
        .mapTo(Long.class)
        .list();
  }

  private static void end(Handle handle, long waveId, String state) {
    handle
        .createUpdate("update wave_wave set state = :state, version = version + 1 where id = :wave")
        .bind("state", state)
        .bind("wave", waveId)
        .execute();
  }

  /** A wave that a run that was taken back leaves behind, and what had carried it, if it was. */
  public record Left(long id, String state, Long cutoverId) {}

  /**
   * What was let go or is over by a run that was taken back is so no longer: its members wait for
   * another run. The run itself took back what it carried.
   */
  void onRunTakenBack(@Observes RunTakenBack run) {
    database.use(
        handle -> left(handle, run.runId()).forEach(wave -> end(handle, wave, run.staffId())));
  }

  private static List<Left> left(Handle handle, long runId) {
    return handle
        .createQuery(
            """
            select w.id, w.state, max(c.id) as cutover_id
              from merger_run r join wave_wave w on w.merger_id = r.merger_id
              left join transfer_cutover c on c.wave_id = w.id
             where r.id = :run and w.state in ('RELEASED', 'OVER') and (c.id is null or c.run_id = r.id)
               and (w.state = 'OVER' or not exists (
                 select from transfer_cutover o where o.merger_id = r.merger_id and o.run_id <> r.id and o.kind = 'TRANSFER'
                    and o.state = 'LIVE' and not o.rehearsal))
             group by w.id order by w.id""")
        .bind("run", runId)
        .map(ConstructorMapper.of(Left.class))
        .list();
  }

  private void end(Handle handle, Left wave, long staffId) {
    var back = members(handle, wave.id());
    var wasOver = "OVER".equals(wave.state());
    moves.note(handle, wasOver ? "WENT_BACK" : "TAKEN_BACK", back, wave.id(), null, staffId);
    handle
        .createUpdate(
            """
            update wave_member set state = 'PLANNED', wave_id = null, version = version + 1 where id = any(:ids)""")
        .bindArray("ids", Long.class, back)
        .execute();
    end(handle, wave.id(), wasOver ? "UNDONE" : "CALLED_OFF");
    process.end(handle, wave.id(), staffId);
    if (wasOver) {
      takenBack.fire(new WaveTakenBack(wave.id(), wave.cutoverId(), clock.now()));
    }
  }
}
