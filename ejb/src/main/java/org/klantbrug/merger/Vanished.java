package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.shared.Database;

/**
 * Records that an earlier file had and a later full file no longer has. They stay as they are: a
 * person asks the old company what became of them.
 */
@ApplicationScoped
public class Vanished {
  private final Database database;

  /** For the container's proxy. */
  protected Vanished() {
    this(null);
  }

  @Inject
  public Vanished(Database database) {
    this.database = database;
  }

  /**
   * What one company no longer delivers of one sort.
   *
   * @param records how many there are
   * @param keys of the first of them, in order
   */
  public record Group(long companyId, Entity entity, long records, List<String> keys) {}

  /**
   * What is missing from the full files of a run, by company and sort.
   *
   * @param most keys to give of each; 0 for how many there are only
   */
  public List<Group> ofRun(long runId, int most) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select company_id, entity, count(*) as records,
                           coalesce(array_agg(source_key order by source_key) filter (where no <= :most), '{}') as keys
                      from (select *, row_number() over (partition by company_id, entity order by source_key) as no
                              from merger_vanished where run_id = :run) v
                     group by company_id, entity order by company_id, entity""")
                .bind("run", runId)
                .bind("most", most)
                .map(
                    (row, context) ->
                        new Group(
                            row.getLong("company_id"),
                            Entity.valueOf(row.getString("entity")),
                            row.getLong("records"),
                            List.of((String[]) row.getArray("keys").getArray())))
                .list());
  }
}
