package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The wave after the last one: it has no accounts, and carries those on whom nothing is billed and
 * what is of no customer. It is let go, carried and signed as any other.
 */
@ApplicationScoped
public class ClosingWave {
  private Database database;
  private WaveSettings settings;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected ClosingWave() {}

  /** Works with these. */
  @Inject
  public ClosingWave(Database database, WaveSettings settings, BusinessClock clock, Audit audit) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Plans it.
   *
   * @param day on which it goes over
   * @return its key
   * @throws RuleBroken {@code wave.*}: accounts are not over yet and nobody decided on them, the
   *     day is over, closed or has a wave of its billing day, or a closing wave waits already
   */
  public long plan(long mergerId, LocalDate day, Staff by) {
    if (day == null || day.isBefore(clock.today())) {
      throw new RuleBroken("wave.closing-day");
    }
    return database.inTransaction(
        handle -> {
          var setting = settings.hold(handle, mergerId);
          if (!settings.days(handle, mergerId, setting).mayStay(day.getDayOfMonth(), day)) {
            throw new RuleBroken("wave.closing-closed", day);
          }
          refuseEarly(handle, mergerId);
          var wave = insert(handle, mergerId, day);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "waveClosingPlanned",
              "merger",
              mergerId,
              day.toString());
          return wave;
        });
  }

  /** Whether no account is left on which nobody decided, and a wave was over. */
  public boolean isTime(long mergerId) {
    return database.with(
        handle ->
            stillToGo(handle, mergerId) == 0
                && handle
                    .createQuery(
                        "select exists (select from wave_wave where merger_id = :merger and state = 'OVER')")
                    .bind("merger", mergerId)
                    .mapTo(Boolean.class)
                    .one());
  }

  private static int stillToGo(Handle handle, long mergerId) {
    return handle
        .createQuery(WaveSteps.STILL_TO_GO)
        .bind("merger", mergerId)
        .mapTo(Integer.class)
        .one();
  }

  private static void refuseEarly(Handle handle, long mergerId) {
    var left = stillToGo(handle, mergerId);
    if (left > 0) {
      throw new RuleBroken("wave.still-to-go", left);
    }
    var waits =
        handle
            .createQuery(
                """
                select exists (select from wave_wave
                                where merger_id = :merger and closing and state in ('PLANNED', 'RELEASED'))""")
            .bind("merger", mergerId)
            .mapTo(Boolean.class)
            .one();
    if (waits) {
      throw new RuleBroken("wave.closing-there");
    }
  }

  private static long insert(Handle handle, long mergerId, LocalDate day) {
    return handle
        .createQuery(
            """
            insert into wave_wave (merger_id, billing_day, day, phase, closing) values (:merger, :billingDay, :day, 'REST', true)
            on conflict (merger_id, billing_day, day) do nothing returning id""")
        .bind("merger", mergerId)
        .bind("billingDay", day.getDayOfMonth())
        .bind("day", day)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("wave.closing-day"));
  }
}
