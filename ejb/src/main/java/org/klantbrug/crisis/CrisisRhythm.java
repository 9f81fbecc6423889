package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for situation reports when their time has come, by our clock. */
@ApplicationScoped
public class CrisisRhythm {
  private static final Logger LOG = LoggerFactory.getLogger(CrisisRhythm.class);

  private Database database;
  private BusinessClock clock;
  private CrisisWork work;

  /** For the container. */
  protected CrisisRhythm() {}

  /** Works with these. */
  @Inject
  public CrisisRhythm(Database database, BusinessClock clock, CrisisWork work) {
    this.database = database;
    this.clock = clock;
    this.work = work;
  }

  /**
   * Each that is due, in a transaction of its own; of several servers one asks. One that cannot be
   * asked for is tried again at the next look, and stops none of the others.
   */
  public void look() {
    for (var id : due()) {
      try {
        database.inTransaction(handle -> claim(handle, id).map(due -> ask(handle, due)));
      } catch (RuntimeException e) {
        LOG.error("No report of crisis {} could be asked for; it is tried again", id, e);
      }
    }
  }

  private List<Long> due() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select id from crisis_crisis where state = 'DECLARED' and next_report_at <= :now order by next_report_at, id")
                .bind("now", clock.now())
                .mapTo(Long.class)
                .list());
  }

  private Optional<Crisis> claim(Handle handle, long id) {
    return handle
        .createQuery(
            CrisisRows.SELECT
                + " where c.id = :id and c.state = 'DECLARED' and c.next_report_at <= :now"
                + " for no key update of c skip locked")
        .bind("id", id)
        .bind("now", clock.now())
        .map(ConstructorMapper.of(Crisis.class))
        .findOne();
  }

  private Crisis ask(Handle handle, Crisis due) {
    work.askForReport(due);
    work.reportBy(due, ReportRows.dueAt(handle, due).orElseThrow());
    CrisisRows.reportsEvery(
        handle,
        due.id(),
        due.reportMinutes(),
        clock.now().plus(Duration.ofMinutes(due.reportMinutes())));
    return due;
  }
}
