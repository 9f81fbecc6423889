package org.klantbrug.matching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.Slice;

/**
 * Matches the customers of a run under its approved model: blocked in SQL, compared and weighed in
 * {@link SliceMatch}. Sliced by acquired identities; memory holds one slice.
 */
@ApplicationScoped
public class RunMatching {
  /** Each slice reads our customers anew: large ones cost less, small ones lose less by a halt. */
  private static final int SLICES = 20;

  private static final int FEWEST_IN_SLICE = 1_000;
  private static final int MOST_IN_SLICE = 10_000;

  private final Database database;
  private final RunModels models;

  /** For the container's proxy. */
  protected RunMatching() {
    this(null, null);
  }

  /** Works with these. */
  @Inject
  public RunMatching(Database database, RunModels models) {
    this.database = database;
    this.models = models;
  }

  /**
   * Writes the blocks of our customers, all or nothing, and plans the slices.
   *
   * @param leftCompany the acquired company
   * @param rightCompany ours
   */
  public List<Slice> prepare(JobLease lease, long runId, long leftCompany, long rightCompany) {
    var model = models.readApproved(runId);
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          new RunBlocks(handle, model.id()).write(rightCompany, model.model().layout());
          return slices(handle, leftCompany);
        });
  }

  private static List<Slice> slices(Handle handle, long leftCompany) {
    var bounds =
        handle
            .createQuery(
                """
                select min(id) first, max(id) last
                  from (select id, (row_number() over (order by id) - 1)
                                   / greatest(:least, least(:most, count(*) over () / :parts)) part
                          from customer_identity where company_id = :company) i
                 group by part order by part""")
            .bind("least", FEWEST_IN_SLICE)
            .bind("most", MOST_IN_SLICE)
            .bind("parts", SLICES)
            .bind("company", leftCompany)
            .map((row, context) -> new long[] {row.getLong("first"), row.getLong("last")})
            .list();
    var slices = new ArrayList<Slice>();
    for (var bound : bounds) {
      slices.add(new Slice(slices.size() + 1, bound[0], bound[1]));
    }
    return slices;
  }

  /**
   * Weighs the candidates of one slice and keeps those from the weight for a review on. Safe to do
   * again.
   *
   * @param leftCompany the acquired company
   * @return pairs kept
   */
  public long matchSlice(JobLease lease, long runId, long leftCompany, Slice slice) {
    var model = models.readApproved(runId);
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          forgetUndecided(handle, runId, slice);
          return new SliceMatch(handle, runId, model, SliceMatch.PORTION).match(leftCompany, slice);
        });
  }

  /** What an earlier match found may not hold any more: a delta may have changed the customers. */
  private static void forgetUndecided(Handle handle, long runId, Slice slice) {
    handle
        .createUpdate(
            """
            delete from matching_pair
             where run_id = :run and left_id between :from and :to and verdict is null""")
        .bind("run", runId)
        .bind("from", slice.fromKey())
        .bind("to", slice.toKey())
        .execute();
  }

  /**
   * Decides over all pairs of the run together: a link must be clearly the best of both its
   * customers, and a person must not have joined either to somebody else, so that no two customers
   * of one company are joined without a person; what a clear link outdoes, or a heavier pair that a
   * person joined, is asked of nobody. The blocks of our customers are no longer needed then.
   */
  public void decide(JobLease lease, long runId) {
    var model = models.readApproved(runId);
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          RunVerdicts.hold(handle, runId);
          new RunBlocks(handle, model.id()).forget();
          handle
              .createUpdate(
                  """
                  with ranked as (
                    select id, weight,
                           row_number() over (partition by left_id order by weight desc, id) left_rank,
                           lead(weight) over (partition by left_id order by weight desc, id) left_next,
                           row_number() over (partition by right_id order by weight desc, id) right_rank,
                           lead(weight) over (partition by right_id order by weight desc, id) right_next
                      from matching_pair where run_id = :run and verdict is distinct from 'NOT_SAME')
                  update matching_pair p set decision = case when r.weight >= :link
                         and r.left_rank = 1 and r.weight - coalesce(r.left_next, -1000) >= :tie
                         and r.right_rank = 1 and r.weight - coalesce(r.right_next, -1000) >= :tie
                         and p.left_id not in (select left_id from matching_pair where run_id = :run and verdict = 'SAME')
                         and p.right_id not in (select right_id from matching_pair where run_id = :run and verdict = 'SAME')
                         then 'LINK' else 'REVIEW' end
                    from ranked r
                   where p.id = r.id and p.verdict is null""")
              .bind("run", runId)
              .bind("link", model.linkAbove())
              .bind("tie", Linkage.TIE)
              .execute();
          return handle
              .createUpdate(
                  """
                  with settled as materialized (
                    select left_id, right_id, case when verdict = 'SAME' then weight else 'infinity' end as reach
                      from matching_pair
                     where run_id = :run and (verdict = 'SAME' or verdict is null and decision = 'LINK')
                  ), lefts as (select left_id, max(reach) as reach from settled group by left_id
                  ), rights as (select right_id, max(reach) as reach from settled group by right_id)
                  update matching_pair p set decision = 'OUTDONE'
                    from matching_pair q left join lefts on lefts.left_id = q.left_id
                         left join rights on rights.right_id = q.right_id
                   where p.id = q.id and q.run_id = :run and q.decision = 'REVIEW' and q.verdict is null
                     and q.weight <= greatest(lefts.reach, rights.reach)""")
              .bind("run", runId)
              .execute();
        });
  }
}
