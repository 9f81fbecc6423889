package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
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

  /**
   * Takes away what is over, and asks the owner; of what comes near asks him too, once: who writes
   * it anew when he is asked has answered. Looks at what readers see, however far a newer text has
   * come.
   */
  @Transactional
  public void look() {
    database.inTransaction(
        handle -> {
          due("p.valid_until < :today").forEach(id -> over(handle, id));
          due("""
              p.valid_until between :today and :soon and not exists (
                select from work_item w where w.subject_kind = 'knowledge' and w.subject_id = p.item_id
                   and w.kind = 'reviewAnswer'
                   and (w.state = 'OPEN'
                        or w.state = 'WITHDRAWN' and w.created_at >= greatest(p.published_at, :asked)))""")
              .forEach(id -> tasks.askToReview(QaRows.hold(handle, id, clock.today())));
          return null;
        });
  }

  private void over(Handle handle, long id) {
    var item = QaRows.hold(handle, id, clock.today());
    if (item.shown()) {
      return;
    }
    Publishing.hide(handle, id);
    if (item.state() == State.PUBLISHED) {
      QaRows.expired(handle, id);
    }
    QaRows.noted(handle, id, "EXPIRED", null, clock.now(), null);
    tasks.askToReview(item);
  }

  private List<Long> due(String when) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select distinct p.item_id from knowledge_published p where %s order by p.item_id limit %d"
                        .formatted(when, AT_ONCE))
                .bind("today", clock.today())
                .bind("soon", clock.today().plusDays(QaList.DAYS_BEFORE))
                .bind("asked", clock.now().minus(Duration.ofDays(QaList.DAYS_BEFORE + 1)))
                .mapTo(Long.class)
                .list());
  }
}
