package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * How a crisis stands, written by the clock in fixed fields. Whoever writes sees what is counted
 * now; it is kept with his words. A report is never changed: the next one says it better.
 */
@ApplicationScoped
public class SituationReports {
  private static final int LONGEST = 4000;
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CrisisLog log;
  private CrisisWork work;
  private Iterable<TouchedCustomers> touched;

  /** For the container. */
  protected SituationReports() {}

  /** Works with these, and with who counts customers if somebody does. */
  @Inject
  public SituationReports(
      Database database,
      BusinessClock clock,
      Audit audit,
      CrisisLog log,
      CrisisWork work,
      Instance<TouchedCustomers> touched) {
    this(database, clock, audit, log, work, (Iterable<TouchedCustomers>) touched);
  }

  /** As the other, with whom no container knows. */
  public SituationReports(
      Database database,
      BusinessClock clock,
      Audit audit,
      CrisisLog log,
      CrisisWork work,
      Iterable<TouchedCustomers> touched) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.log = log;
    this.work = work;
    this.touched = touched;
  }

  /**
   * How often a crisis of a level is reported on.
   *
   * @param minutes between two reports
   * @param writeMinutes within so many after it was asked for, one is written
   */
  public record Rhythm(int level, int minutes, int writeMinutes, int version) {
    private Rhythm checked() {
      if (minutes < 15 || minutes > 1440 || writeMinutes < 5 || writeMinutes > 240) {
        throw new RuleBroken("crisis.rhythm-minutes");
      }
      return this;
    }
  }

  /**
   * What somebody writes; all but the last is needed, also if it is "nothing yet".
   *
   * @param nextAt by when the next one comes; null for what the rhythm of the crisis says
   */
  public record Words(
      String known, String notKnown, String customers, String done, String next, Instant nextAt) {
    private Words checked(Instant now, Instant usual) {
      var at = nextAt == null ? usual : nextAt;
      if (at != null && (!at.isAfter(now) || at.isAfter(now.plus(LONGEST_PAUSE)))) {
        throw new RuleBroken("crisis.report-next");
      }
      return new Words(
          field(known), field(notKnown), field(customers), field(done), field(next), at);
    }

    private static String field(String typed) {
      return org.klantbrug.crisis.Words.needed(typed, LONGEST, "crisis.report-words");
    }
  }

  /** Reports of a crisis, the newest first. */
  public List<SituationReport> of(long crisis) {
    return database.with(handle -> ReportRows.of(handle, crisis));
  }

  /**
   * One report.
   *
   * @throws RuleBroken {@code crisis.report-unknown}
   */
  public SituationReport read(long id) {
    return database.with(handle -> ReportRows.read(handle, id));
  }

  /** What is counted of a crisis now. */
  public SituationReport.Figures figures(Crisis crisis) {
    return database.with(handle -> figures(handle, crisis.id()));
  }

  private SituationReport.Figures figures(Handle handle, long crisis) {
    var counts = CrisisReports.counts(handle, touched, crisis);
    return ReportRows.figures(handle, crisis, counts, clock.now());
  }

  /** By when the next report must be written; empty while the crisis does not run. */
  public Optional<Instant> dueAt(Crisis crisis) {
    return database.with(handle -> ReportRows.dueAt(handle, crisis));
  }

  /**
   * By when the report after one that is written now comes: by the rhythm of its level, or the one
   * that its lead set.
   *
   * @param crisis one that runs
   */
  public Instant usualNext(Crisis crisis) {
    return clock.now().plus(Duration.ofMinutes(crisis.reportMinutes()));
  }

  /**
   * Writes how it stands, which answers the task, and says when somebody is asked again.
   *
   * @return its key
   * @throws RuleBroken {@code crisis.*}: it does not run any more, a field is open, or the next one
   *     is not within a day
   */
  @Transactional
  public long write(long id, Words typed, Staff by) {
    return database.inTransaction(
        handle -> {
          var crisis = CrisisRows.hold(handle, id);
          crisis.mustRun();
          var now = clock.now();
          var words = typed.checked(now, usualNext(crisis));
          var report =
              ReportRows.add(
                  handle,
                  id,
                  words,
                  figures(handle, id),
                  ReportRows.dueAt(handle, crisis).orElse(now),
                  by,
                  now);
          CrisisRows.reportsEvery(handle, id, crisis.reportMinutes(), words.nextAt());
          log.add(handle, id, CrisisLog.Kind.SITUATION.name(), words.known(), by);
          audit.record(
              handle, by.id(), by.login(), "crisisStep", CrisisWork.SUBJECT, id, "SITUATION");
          work.reported(crisis, by);
          return report;
        });
  }

  /** How often crises are reported on, the worst level first. */
  public List<Rhythm> rhythms() {
    return database.with(ReportRows::rhythms);
  }

  /**
   * Sets how often; crises that run follow it from their next report on, except where their lead
   * set a rhythm of its own.
   *
   * @throws RuleBroken {@code crisis.rhythm-minutes}; {@link ChangedMeanwhile} if a colleague set
   *     it meanwhile
   */
  public void set(Rhythm wanted, Staff by) {
    var rhythm = wanted.checked();
    database.inTransaction(
        handle -> {
          var before = ReportRows.rhythm(handle, rhythm.level()).minutes();
          if (ReportRows.set(handle, rhythm, by, clock.now()) == 0) {
            throw new ChangedMeanwhile("crisis.rhythm-changed");
          }
          CrisisRows.follow(handle, rhythm.level(), before, rhythm.minutes());
          audit.record(
              handle,
              by.id(),
              by.login(),
              "crisisRhythmSet",
              ScenarioTasks.SUBJECT,
              rhythm.level(),
              null);
          return null;
        });
  }
}
