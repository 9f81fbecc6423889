package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** Asks for situation reports when their time has come, by our clock. */
@ApplicationScoped
public class CrisisRhythm {
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

  /** Each that is due, in a transaction of its own; of several servers one asks. */
  public void look() {
    var more = true;
    while (more) {
      more =
          database.inTransaction(handle -> next(handle).map(due -> ask(handle, due))).isPresent();
    }
  }

  private Optional<Crisis> next(Handle handle) {
    return handle
        .createQuery(
            CrisisRows.SELECT
                + " where c.state = 'DECLARED' and c.next_report_at <= :now"
                + " order by c.next_report_at, c.id limit 1 for no key update of c skip locked")
        .bind("now", clock.now())
        .map(ConstructorMapper.of(Crisis.class))
        .findOne();
  }

  private Crisis ask(Handle handle, Crisis due) {
    work.askForReport(due);
    CrisisRows.reportsEvery(
        handle,
        due.id(),
        due.reportMinutes(),
        clock.now().plus(Duration.ofMinutes(due.reportMinutes())));
    return due;
  }
}
