package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * How often answers are opened, of nobody in particular. Counted here and written by the minute: a
 * page that is read writes nothing, so that many readers of one answer never wait for each other.
 */
@ApplicationScoped
public class Shown {
  private final Map<Long, Integer> counted = new ConcurrentHashMap<>();

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  public Shown() {}

  /** Works with these. */
  @Inject
  public Shown(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** An answer was opened once more. */
  public void opened(long item) {
    counted.merge(item, 1, Integer::sum);
  }

  /** Writes what was counted since the last time; what cannot be written is counted on. */
  public void write() {
    for (var item : counted.keySet()) {
      var times = counted.remove(item);
      if (times != null) {
        write(item, times);
      }
    }
  }

  private void write(long item, int times) {
    var written = false;
    try {
      database.inTransaction(handle -> add(handle, item, times));
      written = true;
    } finally {
      if (!written) {
        counted.merge(item, times, Integer::sum);
      }
    }
  }

  private int add(Handle handle, long item, int times) {
    return handle
        .createUpdate(
            """
            insert into knowledge_helped (item_id, day, shown)
            select i.id, :day, :times from knowledge_item i where i.id = :id
            on conflict (item_id, day) do update set shown = knowledge_helped.shown + :times""")
        .bind("id", item)
        .bind("day", clock.today())
        .bind("times", times)
        .execute();
  }
}
