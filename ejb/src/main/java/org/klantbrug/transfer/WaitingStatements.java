package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/** Statements that cannot be signed yet, as somebody must first write why figures differ. */
@ApplicationScoped
public class WaitingStatements {
  private final Database database;

  /** For the container's proxy. */
  protected WaitingStatements() {
    this(null);
  }

  /** Works on this database. */
  @Inject
  public WaitingStatements(Database database) {
    this.database = database;
  }

  /**
   * A statement that waits.
   *
   * @param kind what its cut-over carries
   * @param figures that differ without an explanation
   */
  public record Waiting(
      long cutoverId, long mergerId, String mergerName, Kind kind, long figures) {}

  /**
   * The newest statement of each cut-over that is live and unsigned, if figures of it differ
   * without an explanation. A rehearsal is approved, not signed; our own customers are signed by
   * nobody.
   *
   * @return empty for who may not explain
   */
  public List<Waiting> of(Staff staff) {
    return staff.may(Action.MERGER_PREPARE) ? all() : List.of();
  }

  private List<Waiting> all() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select c.id as cutover_id, c.merger_id, m.name as merger_name, c.kind, count(*) as figures
                      from transfer_cutover c
                      join merger_run u on u.id = c.run_id and u.state not in ('CLOSED', 'ABANDONED')
                      join merger_merger m on m.id = c.merger_id
                      join lateral (select id, signed_at from transfer_reconciliation
                                     where cutover_id = c.id order by id desc limit 1) r on r.signed_at is null
                      join transfer_reconciliation_line l on l.reconciliation_id = r.id
                     where c.state = 'LIVE' and not c.rehearsal and c.kind <> 'OWN'
                       and l.explanation is null and (l.difference <> 0 or l.differing_records > 0)
                     group by c.id, m.name order by c.id""")
                .map(ConstructorMapper.of(Waiting.class))
                .list());
  }
}
