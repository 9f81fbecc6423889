package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** From when until when it can be said that a wave goes. */
@ApplicationScoped
public class GoTimes {
  private Database database;
  private WaveSettings settings;
  private BusinessClock clock;
  private Iterable<LatestGo> needing;

  /** For the container. */
  protected GoTimes() {}

  /** Works with these, and with what contexts above need. */
  @Inject
  public GoTimes(
      Database database, WaveSettings settings, BusinessClock clock, Instance<LatestGo> needing) {
    this(database, settings, clock, (Iterable<LatestGo>) needing);
  }

  /** Works with these, and with what these need. */
  public GoTimes(
      Database database, WaveSettings settings, BusinessClock clock, Iterable<LatestGo> needing) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.needing = needing;
  }

  /** From this day on it can be said that a wave goes. */
  public LocalDate from(Waves.Wave wave) {
    return until(wave).minusDays(WaveDays.LAST_DAYS);
  }

  /** Until this day, included, it can be said that a wave goes; most often the day of the wave. */
  public LocalDate until(Waves.Wave wave) {
    return database.with(handle -> until(handle, wave));
  }

  private LocalDate until(Handle handle, Waves.Wave wave) {
    return StreamSupport.stream(needing.spliterator(), false)
        .map(each -> each.latest(handle, wave.mergerId(), wave.day()))
        .min(Comparator.naturalOrder())
        .orElse(wave.day());
  }

  /** Whether it can be said today that a wave goes. */
  public boolean isNow(Waves.Wave wave) {
    var until = until(wave);
    return wave.isPlanned()
        && !until.minusDays(WaveDays.LAST_DAYS).isAfter(clock.today())
        && !until.isBefore(clock.today());
  }

  /**
   * What is found long before says little of the day itself, later there is no time for what must
   * be done before it, and on a closed day nobody goes over.
   */
  void refuseOther(Handle handle, Waves.Wave wave) {
    var until = until(handle, wave);
    if (until.minusDays(WaveDays.LAST_DAYS).isAfter(clock.today())) {
      throw new RuleBroken("wave.too-early", until.minusDays(WaveDays.LAST_DAYS));
    }
    if (until.isBefore(clock.today())) {
      throw new RuleBroken("wave.too-late", until);
    }
    var days = settings.days(handle, wave.mergerId(), settings.read(handle, wave.mergerId()));
    if (!days.mayStay(wave.billingDay(), wave.day())) {
      throw new RuleBroken("wave.day-closed", wave.day());
    }
  }
}
