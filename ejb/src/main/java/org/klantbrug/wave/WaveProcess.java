package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.transfer.RunFacts;
import org.klantbrug.work.Cases;

/**
 * The process {@code waveCutover} of a wave that was let go, where waves carry. It waits for the
 * day of the wave by our clock: {@link WaveKeeper} looks, and tells it.
 */
@ApplicationScoped
public class WaveProcess {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-yyyy");

  private Database database;
  private Cases cases;
  private RunFacts runs;
  private BusinessClock clock;

  /** For the container. */
  protected WaveProcess() {}

  /** Works with these. */
  @Inject
  public WaveProcess(Database database, Cases cases, RunFacts runs, BusinessClock clock) {
    this.database = database;
    this.cases = cases;
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * Begins to lead a wave that was let go; nothing where all go over at once.
   *
   * @param leadId who said go for those who lead the migration
   */
  void begin(Handle handle, WaveFacts.Run run, Waves.Wave wave, long leadId) {
    if (!carries(run)) {
      return;
    }
    var process =
        cases.start(
            "waveCutover",
            name(handle, wave),
            Map.of("waveId", wave.id(), "mergerId", wave.mergerId(), "startedBy", leadId));
    handle
        .createUpdate("update wave_wave set process_id = :process where id = :wave")
        .bind("process", process)
        .bind("wave", wave.id())
        .execute();
  }

  /** Whether waves carry what the run brings. */
  boolean carries(WaveFacts.Run run) {
    return runs.goesByWaves(run.runId());
  }

  /** What people call a wave. */
  static String name(Handle handle, Waves.Wave wave) {
    return handle
            .createQuery("select name from merger_merger where id = :merger")
            .bind("merger", wave.mergerId())
            .mapTo(String.class)
            .one()
        + ", "
        + wave.day().format(DAY);
  }

  /** A wave waits no longer for its day, or for whatever it waited: it was taken back. */
  void end(Handle handle, long waveId, long staffId) {
    find(handle, waveId).ifPresent(process -> cases.tell(process, "waveEnded", staffId));
  }

  private static Optional<String> find(Handle handle, long waveId) {
    return handle
        .createQuery("select process_id from wave_wave where id = :wave and process_id is not null")
        .bind("wave", waveId)
        .mapTo(String.class)
        .findOne();
  }

  /** A wave of which the day came, and who leads its migration. */
  public record Due(long waveId, long leadId) {}

  /**
   * Tells each process that waits for its day that it came, each by itself; told twice it hears it
   * once. While a person holds the merger no new wave begins; whose day passes meanwhile is given
   * up by {@link PassedWaves}.
   */
  void tellTheDay() {
    database.with(handle -> due(handle, clock.today())).forEach(this::tell);
  }

  /** Two servers that tell at once: one passes over what the other has in hand. */
  private void tell(Due wave) {
    database.inTransaction(
        handle -> {
          handle
              .createQuery(
                  "select process_id from wave_wave where id = :wave and state = 'RELEASED' for update skip locked")
              .bind("wave", wave.waveId())
              .mapTo(String.class)
              .findOne()
              .ifPresent(process -> cases.tell(process, "waveDayCame", wave.leadId()));
          return null;
        });
  }

  private static List<Due> due(Handle handle, LocalDate today) {
    return handle
        .createQuery(
            """
            select w.id as wave_id, d.staff_id as lead_id from wave_wave w
             cross join lateral (select staff_id from wave_decision
                                  where wave_id = w.id and side = 'LEAD' and verdict = 'GO' order by id desc limit 1) d
             where w.state = 'RELEASED' and w.process_id is not null and w.day = :today
               and not exists (select from brake_hold h where h.subject_kind = 'merger' and h.subject_id = w.merger_id
                                  and h.released_at is null)
             order by w.day, w.id""")
        .bind("today", today)
        .map(ConstructorMapper.of(Due.class))
        .list();
  }
}
