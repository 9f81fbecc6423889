package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * Asks the owners of answers whose day comes near, or is over. What is over is hidden without this:
 * whoever reads looks at the day.
 */
@ApplicationScoped
public class QaExpiry {
  private static final int AT_ONCE = 100;

  private Database database;
  private BusinessClock clock;
  private QaTasks tasks;

  /** For the container. */
  public QaExpiry() {}

  /** Works with these. */
  @Inject
  public QaExpiry(Database database, BusinessClock clock, QaTasks tasks) {
    this.database = database;
    this.clock = clock;
    this.tasks = tasks;
  }

  /** Marks what is over, and asks the owner; of what comes near asks him too, once. */
  @Transactional
  public void look() {
    database.inTransaction(
        handle -> {
          due("valid_until < :day", 0)
              .forEach(
                  id -> {
                    var item = QaRows.hold(handle, id, clock.today());
                    if (item.state() == State.PUBLISHED) {
                      handle
                          .createUpdate(
                              """
                              update knowledge_item set state = 'EXPIRED', version = version + 1 where id = :id""")
                          .bind("id", id)
                          .execute();
                      QaRows.noted(handle, id, "EXPIRED", null, clock.now(), null);
                      tasks.askToReview(item);
                    }
                  });
          due(
                  """
                  valid_until <= :day and not exists (
                    select from work_item w where w.subject_kind = 'knowledge' and w.subject_id = i.id
                       and w.kind = 'reviewAnswer' and w.state = 'OPEN')""",
                  QaList.DAYS_BEFORE)
              .forEach(id -> tasks.askToReview(QaRows.hold(handle, id, clock.today())));
          return null;
        });
  }

  private List<Long> due(String when, int daysBefore) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select i.id from knowledge_item i where i.state = 'PUBLISHED' and %s order by i.id limit %d"
                        .formatted(when, AT_ONCE))
                .bind("day", clock.today().plusDays(daysBefore))
                .mapTo(Long.class)
                .list());
  }
}
