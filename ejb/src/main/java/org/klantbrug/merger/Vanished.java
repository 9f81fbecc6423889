package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/**
 * Records that an earlier file had and a later full file no longer has. They stay as they are: a
 * person asks the old company what became of them.
 */
@ApplicationScoped
public class Vanished {
  private final Database database;
  private final Audit audit;

  /** For the container's proxy. */
  protected Vanished() {
    this(null, null);
  }

  /** Works with these. */
  @Inject
  public Vanished(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * What one company no longer delivers of one sort.
   *
   * @param records how many there are
   * @param keys of the first of them, in order
   */
  public record Group(long companyId, Entity entity, long records, List<String> keys) {}

  /**
   * As {@link #ofRun}, for a person: who may not see records gets no keys, and that keys were read
   * is written down.
   */
  public List<Group> shown(long runId, int most, Staff by) {
    return database.inTransaction(
        handle -> {
          var shown = ofRun(runId, by.may(Action.MERGER_RECORDS) ? most : 0);
          var keys = shown.stream().mapToInt(group -> group.keys().size()).sum();
          if (keys > 0) {
            audit.record(handle, by.id(), by.login(), "vanishedListed", "run", runId, "0+" + keys);
          }
          return shown;
        });
  }

  /**
   * What is missing from the full files of a run, by company and sort.
   *
   * @param most keys to give of each; 0 for how many there are only
   */
  List<Group> ofRun(long runId, int most) {
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
