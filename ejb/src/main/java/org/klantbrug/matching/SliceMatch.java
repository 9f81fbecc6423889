package org.klantbrug.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.klantbrug.matching.RunBlocks.Candidate;
import org.klantbrug.work.Slice;

/**
 * Compares one slice of their customers with ours. Theirs stay in memory; ours come by in portions,
 * as the candidates come in their order.
 */
final class SliceMatch {
  /** Of our customers: some megabytes. */
  static final int PORTION = 5_000;

  private static final int PAIRS_AT_ONCE = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Handle handle;
  private final long runId;
  private final RunModels.RunModel model;
  private final MatchLayout layout;
  private final IdentityReader reader;
  private final PairScorer scorer;
  private final int portion;
  private long kept;

  /**
   * @param portion how many of our customers are in memory at a time
   */
  SliceMatch(Handle handle, long runId, RunModels.RunModel model, int portion) {
    this.portion = portion;
    this.handle = handle;
    this.runId = runId;
    this.model = model;
    var weights = model.model();
    layout = weights.layout();
    reader = new IdentityReader(layout);
    scorer = new PairScorer(weights);
  }

  /**
   * Writes the pairs from the weight for a review on.
   *
   * @param leftCompany the acquired company
   * @return how many
   */
  long match(long leftCompany, Slice slice) {
    var lefts =
        reader.between(handle, leftCompany, slice.fromKey(), slice.toKey()).stream()
            .collect(Collectors.toMap(MatchPerson::id, Function.identity()));
    try (var found =
            new RunBlocks(handle, model.id()).candidates(lefts.values(), new BlockingKeys(layout));
        var pairs = insert()) {
      var candidates = new ArrayList<Candidate>();
      var rights = new LinkedHashSet<Long>();
      while (found.hasNext()) {
        var candidate = found.next();
        if (rights.size() == portion && !rights.contains(candidate.right())) {
          weigh(candidates, lefts, reader.read(handle, rights), pairs);
          candidates.clear();
          rights.clear();
        }
        rights.add(candidate.right());
        candidates.add(candidate);
      }
      weigh(candidates, lefts, reader.read(handle, rights), pairs);
      write(pairs);
    }
    return kept;
  }

  /**
   * What a person said stands. A doubt is asked again once other fields agree than those that he
   * saw; what he said before stays among the verdicts.
   */
  private PreparedBatch insert() {
    return handle.prepareBatch(
        """
        insert into matching_pair (run_id, model_id, left_id, right_id, weight, decision, explanation)
        values (:run, :model, :left, :right, :weight, 'REVIEW', cast(:why as jsonb))
        on conflict (run_id, left_id, right_id) do update
           set weight = excluded.weight, explanation = excluded.explanation, model_id = excluded.model_id, decision = 'REVIEW',
               verdict = null, reviewer = null, reason = null, decided_at = null, version = matching_pair.version + case when matching_pair.verdict is null then 0 else 1 end
         where matching_pair.verdict is null
            or matching_pair.verdict = 'DOUBT'
               and (jsonb_path_query_array(matching_pair.explanation, '$.reasons[*].field'),
                    jsonb_path_query_array(matching_pair.explanation, '$.reasons[*].level'))
                   is distinct from (jsonb_path_query_array(excluded.explanation, '$.reasons[*].field'),
                                     jsonb_path_query_array(excluded.explanation, '$.reasons[*].level'))""");
  }

  private void weigh(
      List<Candidate> candidates,
      Map<Long, MatchPerson> lefts,
      Map<Long, MatchPerson> rights,
      PreparedBatch pairs) {
    var least = model.thresholds().review();
    for (var candidate : candidates) {
      var left = lefts.get(candidate.left());
      var right = rights.get(candidate.right());
      if (scorer.weightFrom(least, left, right) >= least) {
        keep(candidate, scorer.explain(left, right), pairs);
      }
    }
  }

  private void keep(Candidate pair, Explanation why, PreparedBatch pairs) {
    pairs
        .bind("run", runId)
        .bind("model", model.id())
        .bind("left", pair.left())
        .bind("right", pair.right())
        .bind("weight", Math.max(-999, Math.min(999, why.weight())))
        .bind("why", json(why))
        .add();
    if (pairs.size() == PAIRS_AT_ONCE) {
      write(pairs);
    }
  }

  private void write(PreparedBatch pairs) {
    if (pairs.size() > 0) {
      kept += pairs.execute().length;
    }
  }

  private static String json(Explanation why) {
    try {
      return JSON.writeValueAsString(why);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An explanation must be writable as JSON", e);
    }
  }
}
