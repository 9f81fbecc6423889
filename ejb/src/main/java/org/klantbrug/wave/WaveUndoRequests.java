package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.RunUndo;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * Taking back a wave that is over takes two: one asks, and somebody of finance confirms it. Then a
 * job takes it back.
 */
@ApplicationScoped
public class WaveUndoRequests {
  /** Kind of the work item by which the other decides. */
  public static final String DECISION = "confirmWaveUndo";

  /** Kind of the job that takes a wave back. */
  public static final String JOB = "undo-wave";

  private static final int LONGEST_REASON = 400;

  private Database database;
  private WaveSettings settings;
  private Waves waves;
  private WaveUndo undo;
  private WaveCutovers cutovers;
  private WaveProcess process;
  private RunUndo effects;
  private WorkItems workItems;
  private Jobs jobs;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected WaveUndoRequests() {}

  /** Works with these. */
  @Inject
  public WaveUndoRequests(
      Database database,
      WaveSettings settings,
      Waves waves,
      WaveUndo undo,
      WaveCutovers cutovers,
      WaveProcess process,
      RunUndo effects,
      WorkItems workItems,
      Jobs jobs,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.settings = settings;
    this.waves = waves;
    this.undo = undo;
    this.cutovers = cutovers;
    this.process = process;
    this.effects = effects;
    this.workItems = workItems;
    this.jobs = jobs;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A wish to take a wave back that nobody decided on.
   *
   * @param askedById staff id
   * @param askedBy full name
   */
  public record Wish(long id, String reason, long askedById, String askedBy, Instant askedAt) {}

  /** What is asked for a wave and waits for somebody else. */
  public Optional<Wish> open(long waveId) {
    return database.with(handle -> open(handle, waveId, ""));
  }

  private static Optional<Wish> open(Handle handle, long waveId, String lock) {
    return handle
        .createQuery(
            """
            select r.id, r.reason, r.asked_by as asked_by_id, s.full_name as asked_by, r.asked_at
              from wave_undo_request r join identity_staff s on s.id = r.asked_by
             where r.wave_id = :wave and r.state = 'OPEN'"""
                + lock)
        .bind("wave", waveId)
        .map(ConstructorMapper.of(Wish.class))
        .findOne();
  }

  /**
   * What taking a wave back would do, with what our desk did for its customers since.
   *
   * @return empty if it is not over
   */
  public Optional<RunUndo.Preview> preview(long waveId) {
    return cutovers
        .find(waveId)
        .filter(cutover -> "LIVE".equals(cutover.state()))
        .map(effects::previewWave);
  }

  /**
   * Asks to take a wave back that is over. Nothing changes until somebody of finance, who finds it
   * on the work list, confirms it.
   *
   * @throws RuleBroken {@code wave.*}: it is not over, there is no reason, it is asked already, or
   *     a customer of it has an account that went over with a later wave
   */
  @Transactional
  public void ask(long waveId, String reason, Staff by) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new RuleBroken("wave.reason-missing", LONGEST_REASON);
    }
    var wave = waves.read(waveId);
    var name =
        database.with(
            handle -> {
              settings.hold(handle, wave.mergerId());
              refuseImpossible(handle, waveId);
              refuseAsked(handle, waveId);
              note(handle, wave, reason.strip(), by);
              return WaveProcess.name(handle, wave);
            });
    workItems.open(
        new WorkItem(
            DECISION,
            null,
            null,
            "wave",
            waveId,
            name,
            "finance",
            by.id(),
            List.of("approved", "declined"),
            null,
            clock.now()));
  }

  private void refuseImpossible(Handle handle, long waveId) {
    var cutover =
        cutovers
            .find(waveId)
            .filter(live -> waves.read(waveId).isOver())
            .orElseThrow(() -> new RuleBroken("wave.not-over"));
    var later = undo.laterAccounts(handle, waveId, cutover.id());
    if (later > 0) {
      throw new RuleBroken("wave.undo-later-first", later);
    }
    if (isClosed(handle, cutover.runId())) {
      throw new RuleBroken("wave.undo-run-closed");
    }
  }

  /** What was rehearsed is gone then: nobody could go over again by it. */
  private static boolean isClosed(Handle handle, long runId) {
    return handle
        .createQuery("select state = 'CLOSED' from merger_run where id = :run")
        .bind("run", runId)
        .mapTo(Boolean.class)
        .one();
  }

  private static void refuseAsked(Handle handle, long waveId) {
    if (open(handle, waveId, "").isPresent()) {
      throw new RuleBroken("wave.undo-asked");
    }
  }

  private void note(Handle handle, Waves.Wave wave, String reason, Staff by) {
    handle
        .createUpdate(
            """
            insert into wave_undo_request (wave_id, reason, asked_by, asked_at) values (:wave, :reason, :staff, :at)""")
        .bind("wave", wave.id())
        .bind("reason", reason)
        .bind("staff", by.id())
        .bind("at", clock.now())
        .execute();
    record(handle, by, "waveUndoAsked", wave);
  }

  private void record(Handle handle, Staff by, String action, Waves.Wave wave) {
    audit.record(
        handle, by.id(), by.login(), action, "merger", wave.mergerId(), wave.day().toString());
  }

  /** Does what the other decided, in the transaction of the answer: a job takes the wave back. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (!answer.item().kind().equals(DECISION)) {
      return;
    }
    var wave = waves.read(answer.item().subjectId());
    var approved = "approved".equals(answer.outcome());
    database.use(
        handle -> {
          settings.hold(handle, wave.mergerId());
          var wish =
              open(handle, wave.id(), " for update of r")
                  .orElseThrow(() -> new RuleBroken("work.not-open", answer.item().id()));
          if (wish.askedById() == answer.staff().id()) {
            throw new RuleBroken("work.not-by-the-same-person");
          }
          if (approved) {
            refuseImpossible(handle, wave.id());
          }
          decide(handle, wish, approved, answer.staff());
          record(handle, answer.staff(), approved ? "waveUndone" : "waveUndoDeclined", wave);
          if (approved) {
            process.end(handle, wave.id(), answer.staff().id());
          }
        });
    if (approved) {
      jobs.request(JOB, "wave", wave.id(), Map.of(), null, answer.staff().id(), clock.now());
    }
  }

  private void decide(Handle handle, Wish wish, boolean approved, Staff by) {
    handle
        .createUpdate(
            "update wave_undo_request set state = :state, decided_by = :staff, decided_at = :at where id = :id")
        .bind("state", approved ? "APPROVED" : "DECLINED")
        .bind("staff", by.id())
        .bind("at", clock.now())
        .bind("id", wish.id())
        .execute();
  }
}
