package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;

/**
 * Which logs grew. Lines are counted, as the key of a line that is committed late can be lower than
 * one that was seen.
 */
@ApplicationScoped
public class CrisisNews {
  private Database database;

  /** For the container. */
  protected CrisisNews() {}

  /** Reads from this database. */
  @Inject
  public CrisisNews(Database database) {
    this.database = database;
  }

  /**
   * That a log grew.
   *
   * @param lines how many it has now
   * @param kinds of its newest lines, as many as came
   */
  public record Grown(long lines, List<String> kinds) {}

  /**
   * The logs with more lines than were seen, or of which nothing was seen.
   *
   * @param crises whose logs
   * @param seen how many lines each had
   */
  public Map<Long, Grown> since(Collection<Long> crises, Map<Long, Long> seen) {
    return database.with(
        handle -> {
          var grown = new HashMap<Long, Grown>();
          counts(handle, crises)
              .forEach(
                  (crisis, lines) -> {
                    var before = seen.getOrDefault(crisis, 0L);
                    if (lines > before) {
                      grown.put(crisis, new Grown(lines, newest(handle, crisis, lines - before)));
                    }
                  });
          return grown;
        });
  }

  private static Map<Long, Long> counts(Handle handle, Collection<Long> crises) {
    return handle
        .createQuery(
            "select crisis_id, count(*) as lines from crisis_log where crisis_id = any(:crises) group by crisis_id")
        .bindArray("crises", Long.class, crises)
        .reduceRows(
            new HashMap<Long, Long>(),
            (found, row) -> {
              found.put(row.getColumn("crisis_id", Long.class), row.getColumn("lines", Long.class));
              return found;
            });
  }

  private static List<String> newest(Handle handle, long crisis, long most) {
    return handle
        .createQuery(
            "select distinct kind from (select kind from crisis_log where crisis_id = :crisis order by id desc limit :most) n")
        .bind("crisis", crisis)
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }
}
