package org.klantbrug.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.klantbrug.shared.Database;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.Slice;
import org.postgresql.PGConnection;

/**
 * Matches the customers of a run under its approved model: blocked in SQL, compared and weighed
 * here. Sliced by acquired identities; memory holds one slice.
 */
@ApplicationScoped
public class RunMatching {
  private static final int PERSONS_PER_SLICE = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;
  private final RunModels models;

  /** For the container's proxy. */
  protected RunMatching() {
    this(null, null);
  }

  @Inject
  public RunMatching(Database database, RunModels models) {
    this.database = database;
    this.models = models;
  }

  /**
   * Writes the keys of both companies' customers, all or nothing, and plans the slices.
   *
   * @param leftCompany the acquired company
   * @param rightCompany ours
   */
  public List<Slice> prepare(JobLease lease, long runId, long leftCompany, long rightCompany) {
    var model = models.readApproved(runId);
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          handle.execute("delete from matching_key where model_id = ?", model.id());
          var layout = model.model().layout();
          writeKeys(handle, model.id(), 1, leftCompany, layout);
          writeKeys(handle, model.id(), 2, rightCompany, layout);
          // Without fresh figures the next statement compares every key with every block.
          handle.execute("analyze matching_key");
          passOverLargeBlocks(handle, model.id());
          return slices(handle, leftCompany);
        });
  }

  /** One connection cannot read and COPY at once, so persons come in portions. */
  private static void writeKeys(
      Handle handle, long modelId, int side, long company, MatchLayout layout) {
    var blocking = new BlockingKeys(layout);
    var reader = new IdentityReader(layout);
    var after = 0L;
    for (var persons = reader.page(handle, company, after);
        !persons.isEmpty();
        persons = reader.page(handle, company, after)) {
      var lines = new StringBuilder();
      persons.forEach(person -> addKeys(lines, modelId, side, person, blocking));
      copy(handle, lines);
      after = persons.get(persons.size() - 1).id();
    }
  }

  private static void addKeys(
      StringBuilder lines, long modelId, int side, MatchPerson person, BlockingKeys blocking) {
    for (var key : blocking.of(person)) {
      lines
          .append(modelId)
          .append('\t')
          .append(side)
          .append('\t')
          .append(key)
          .append('\t')
          .append(person.id())
          .append('\n');
    }
  }

  private static void copy(Handle handle, StringBuilder lines) {
    try {
      handle
          .getConnection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy matching_key (model_id, side, key, person_id) from stdin",
              new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The keys could not be written", e);
    }
  }

  private static void passOverLargeBlocks(Handle handle, long modelId) {
    handle
        .createUpdate(
            """
            with big as materialized (
              select key from matching_key where model_id = :model and side = 2 group by key having count(*) > :largest)
            delete from matching_key k using big
             where k.model_id = :model and k.side = 2 and k.key = big.key""")
        .bind("model", modelId)
        .bind("largest", BlockingKeys.LARGEST_BLOCK)
        .execute();
  }

  private static List<Slice> slices(Handle handle, long leftCompany) {
    var bounds =
        handle
            .createQuery(
                """
                select min(id) first, max(id) last
                  from (select id, (row_number() over (order by id) - 1) / :size part
                          from customer_identity where company_id = :company) i
                 group by part order by part""")
            .bind("size", PERSONS_PER_SLICE)
            .bind("company", leftCompany)
            .map((row, context) -> new long[] {row.getLong("first"), row.getLong("last")})
            .list();
    var slices = new ArrayList<Slice>();
    for (var bound : bounds) {
      slices.add(new Slice(slices.size() + 1, bound[0], bound[1]));
    }
    return slices;
  }

  private record Candidate(long left, long right) {}

  /**
   * Weighs the candidates of one slice and keeps those from the weight for a review on. Safe to do
   * again.
   *
   * @return pairs kept
   */
  public long matchSlice(JobLease lease, long runId, Slice slice) {
    var model = models.readApproved(runId);
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          forgetUndecided(handle, runId, slice);
          var candidates = candidates(handle, model.id(), slice);
          return candidates.isEmpty() ? 0L : weigh(handle, runId, model, candidates);
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

  private static List<Candidate> candidates(Handle handle, long modelId, Slice slice) {
    return handle
        .createQuery(
            """
            select distinct l.person_id as left_id, r.person_id as right_id
              from matching_key l
              join matching_key r on r.model_id = l.model_id and r.side = 2 and r.key = l.key
             where l.model_id = :model and l.side = 1 and l.person_id between :from and :to
               and not exists (select 1 from matching_do_not_link n
                                where n.left_id = least(l.person_id, r.person_id)
                                  and n.right_id = greatest(l.person_id, r.person_id))""")
        .bind("model", modelId)
        .bind("from", slice.fromKey())
        .bind("to", slice.toKey())
        .map((row, context) -> new Candidate(row.getLong(1), row.getLong(2)))
        .list();
  }

  private static long weigh(
      Handle handle, long runId, RunModels.RunModel model, List<Candidate> candidates) {
    var weights = model.model();
    var reader = new IdentityReader(weights.layout());
    var ids = new LinkedHashSet<Long>();
    candidates.forEach(
        candidate -> {
          ids.add(candidate.left());
          ids.add(candidate.right());
        });
    var persons = reader.read(handle, ids);
    var scorer = new PairScorer(weights);
    var kept =
        handle.prepareBatch(
            """
            insert into matching_pair (run_id, model_id, left_id, right_id, weight, decision, explanation)
            values (:run, :model, :left, :right, :weight, 'REVIEW', cast(:why as jsonb))
            on conflict (run_id, left_id, right_id) do update
               set weight = excluded.weight, explanation = excluded.explanation, model_id = excluded.model_id
             where matching_pair.verdict is null""");
    for (var candidate : candidates) {
      var left = persons.get(candidate.left());
      var right = persons.get(candidate.right());
      if (scorer.weight(left, right) >= model.thresholds().review()) {
        keep(kept, runId, model.id(), candidate, scorer.explain(left, right));
      }
    }
    return kept.size() == 0 ? 0 : kept.execute().length;
  }

  private static void keep(
      PreparedBatch batch, long runId, long modelId, Candidate pair, Explanation why) {
    batch
        .bind("run", runId)
        .bind("model", modelId)
        .bind("left", pair.left())
        .bind("right", pair.right())
        .bind("weight", Math.max(-999, Math.min(999, why.weight())))
        .bind("why", json(why))
        .add();
  }

  /**
   * Decides over all pairs of the run together: a link must be clearly the best of both its
   * customers, and a person must not have joined either to somebody else, so that no two customers
   * of one company are joined without a person; what a clear link outdoes, or a heavier pair that a
   * person joined, is asked of nobody.
   */
  public void decide(JobLease lease, long runId) {
    var model = models.readApproved(runId);
    database.inTransaction(
        handle -> {
          lease.hold(handle);
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
                         and not exists (select 1 from matching_pair s
                                          where s.run_id = p.run_id and s.verdict = 'SAME'
                                            and (s.left_id = p.left_id or s.right_id = p.right_id))
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
                  update matching_pair p set decision = 'OUTDONE'
                   where p.run_id = :run and p.decision = 'REVIEW' and p.verdict is null
                     and exists (select 1 from matching_pair l
                                  where l.run_id = p.run_id
                                    and (l.verdict is null and l.decision = 'LINK'
                                         or l.verdict = 'SAME' and l.weight >= p.weight)
                                    and (l.left_id = p.left_id or l.right_id = p.right_id))""")
              .bind("run", runId)
              .execute();
        });
  }

  private static String json(Explanation why) {
    try {
      return JSON.writeValueAsString(why);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An explanation must be writable as JSON", e);
    }
  }
}
