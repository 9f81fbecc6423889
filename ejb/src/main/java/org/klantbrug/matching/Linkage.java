package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Matches two lists of records, or finds the duplicates in one, in memory. The result does not
 * depend on the number of threads.
 */
public final class Linkage {
  /** Two candidates this near to each other, in bits, are a tie: nobody but a person may choose. */
  static final double TIE = 3;

  private static final int SLICE = 500;

  /**
   * A pair with its decision.
   *
   * @param left number of the record in the left list
   * @param right number of the record in the right list, or again in the left one
   * @param decision what to do with it
   * @param why the weight and its reasons
   */
  public record Link(int left, int right, Decision decision, Explanation why) {}

  private record Weighed(int left, int right, double weight) {}

  private final MatchLayout layout;
  private final List<MatchPerson> left = new ArrayList<>();
  private final List<MatchPerson> right = new ArrayList<>();
  private final ValueCache cache = new ValueCache();
  private final boolean oneFile;

  /**
   * @param layout the fields of the records
   * @param oneFile whether duplicates are sought among the left records alone
   */
  public Linkage(MatchLayout layout, boolean oneFile) {
    this.layout = layout;
    this.oneFile = oneFile;
  }

  /** Adds a left record; {@code raw} in the order of {@link MatchLayout#delivered}. */
  public void addLeft(List<String> raw) {
    left.add(layout.person(left.size(), raw, cache));
  }

  /** Adds a right record; {@code raw} in the order of {@link MatchLayout#delivered}. */
  public void addRight(List<String> raw) {
    right.add(layout.person(right.size(), raw, cache));
  }

  /**
   * Estimates a model from the records and matches them under it.
   *
   * @param thresholds from which weight on what happens
   * @param oneToOne whether a record may be in one pair at most, links and reviews alike
   * @param threads number of threads that work at the same time
   * @return the pairs at or above the weight for a review, by left record and falling weight
   */
  public List<Link> match(Thresholds thresholds, boolean oneToOne, int threads) {
    var others = oneFile ? left : right;
    if (left.isEmpty() || others.isEmpty()) {
      return List.of();
    }
    var index = new KeyIndex(new BlockingKeys(layout), others);
    var model =
        new MatchModelEstimator(layout, MatchSample.of(left, others, index, 1, 1)).estimate();
    var weighed = weigh(model, index, others, thresholds.review(), threads);
    var decisions = decide(weighed, thresholds);
    if (oneToOne) {
      keepBest(decisions);
    }
    return explain(decisions, new PairScorer(model), others);
  }

  private List<Weighed> weigh(
      MatchModel model, KeyIndex index, List<MatchPerson> others, double least, int threads) {
    var pool = Executors.newFixedThreadPool(threads);
    try {
      var slices = new ArrayList<Future<List<Weighed>>>();
      for (int from = 0; from < left.size(); from += SLICE) {
        int start = from;
        int end = Math.min(from + SLICE, left.size());
        slices.add(pool.submit(() -> weighSlice(model, index, others, least, start, end)));
      }
      var all = new ArrayList<Weighed>();
      for (var slice : slices) {
        all.addAll(slice.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Matching was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Matching failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private List<Weighed> weighSlice(
      MatchModel model, KeyIndex index, List<MatchPerson> others, double least, int from, int to) {
    var scorer = new PairScorer(model);
    var weighed = new ArrayList<Weighed>();
    for (int i = from; i < to; i++) {
      for (int j : index.candidates(left.get(i))) {
        if (oneFile && j <= i) {
          continue;
        }
        double weight = scorer.weightFrom(least, left.get(i), others.get(j));
        if (weight >= least) {
          weighed.add(new Weighed(i, j, weight));
        }
      }
    }
    return weighed;
  }

  /**
   * A left record is linked to one right record and a right record to one left record: the best, if
   * it is clearly the best. To link two would say that they are one customer of their own company,
   * and that nobody decides but a person.
   */
  private Map<Weighed, Decision> decide(List<Weighed> weighed, Thresholds thresholds) {
    var bestOfLeft = new TwoBest[left.size()];
    var bestOfRight = new TwoBest[oneFile ? left.size() : right.size()];
    for (var pair : weighed) {
      bestOfLeft[pair.left()] = TwoBest.with(bestOfLeft[pair.left()], pair.weight());
      bestOfRight[pair.right()] = TwoBest.with(bestOfRight[pair.right()], pair.weight());
    }
    var decisions = new LinkedHashMap<Weighed, Decision>();
    for (var pair : weighed) {
      boolean clear =
          oneFile
              || (bestOfLeft[pair.left()].isClearly(pair.weight())
                  && bestOfRight[pair.right()].isClearly(pair.weight()));
      boolean linked = clear && pair.weight() >= thresholds.link();
      decisions.put(pair, linked ? Decision.LINK : Decision.REVIEW);
    }
    return decisions;
  }

  /** Best and second best weight of a record. */
  record TwoBest(double best, double second) {
    static TwoBest with(TwoBest known, double weight) {
      if (known == null) {
        return new TwoBest(weight, Double.NEGATIVE_INFINITY);
      }
      return weight > known.best
          ? new TwoBest(weight, known.best)
          : new TwoBest(known.best, Math.max(known.second, weight));
    }

    boolean isClearly(double weight) {
      return weight == best && best - second >= TIE;
    }
  }

  private static void keepBest(Map<Weighed, Decision> decisions) {
    var byWeight = new ArrayList<>(decisions.keySet());
    byWeight.sort(
        Comparator.comparing((Weighed pair) -> decisions.get(pair))
            .thenComparing(Comparator.comparingDouble(Weighed::weight).reversed())
            .thenComparingInt(Weighed::left)
            .thenComparingInt(Weighed::right));
    var lefts = new HashSet<Integer>();
    var rights = new HashSet<Integer>();
    for (var pair : byWeight) {
      if (lefts.contains(pair.left()) || rights.contains(pair.right())) {
        decisions.remove(pair);
      } else {
        lefts.add(pair.left());
        rights.add(pair.right());
      }
    }
  }

  private List<Link> explain(
      Map<Weighed, Decision> decisions, PairScorer scorer, List<MatchPerson> others) {
    return decisions.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Weighed, Decision> e) -> e.getKey().left())
                .thenComparing(e -> -e.getKey().weight())
                .thenComparingInt(e -> e.getKey().right()))
        .map(
            e ->
                new Link(
                    e.getKey().left(),
                    e.getKey().right(),
                    e.getValue(),
                    scorer.explain(left.get(e.getKey().left()), others.get(e.getKey().right()))))
        .toList();
  }
}
