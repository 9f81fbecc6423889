package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model is estimated from.
 *
 * @param left records of the one side
 * @param right records of the other side; the same list if one file is searched for duplicates
 * @param candidates pairs that share a blocking key: all of those of the records in {@code
 *     compared}
 * @param compared number of pairs, like and unlike, that {@code candidates} was drawn from
 * @param leftShare of the one company's records that is in {@code left}, above 0 to 1
 * @param rightShare of the other company's records that is in {@code right}
 */
record MatchSample(
    List<MatchPerson> left,
    List<MatchPerson> right,
    List<Candidate> candidates,
    double compared,
    double leftShare,
    double rightShare) {

  /** Pairs from which a model is estimated; more do not make it better. */
  private static final int CANDIDATES = 300_000;

  /** Expected candidates of one record, to spread the sample over all records. */
  private static final int PER_RECORD = 30;

  /** Two records that may be one person. */
  record Candidate(MatchPerson left, MatchPerson right) {}

  /**
   * Takes candidates of records spread evenly over the left ones.
   *
   * @param index of {@code right}
   * @param leftShare as of the sample
   * @param rightShare as of the sample
   */
  static MatchSample of(
      List<MatchPerson> left,
      List<MatchPerson> right,
      KeyIndex index,
      double leftShare,
      double rightShare) {
    var candidates = new ArrayList<Candidate>();
    boolean oneFile = left == right;
    int step = 1 + (int) ((long) left.size() * PER_RECORD / CANDIDATES);
    double records = 0;
    for (int i = 0; i < left.size() && candidates.size() < CANDIDATES; i += step) {
      records++;
      for (int j : index.candidates(left.get(i))) {
        if (!oneFile || j > i) {
          candidates.add(new Candidate(left.get(i), right.get(j)));
        }
      }
    }
    double pairs = records * right.size();
    return new MatchSample(
        left, right, candidates, oneFile ? pairs / 2 : pairs, leftShare, rightShare);
  }

  /** Customers of the larger company, in the sample or not; at least one. */
  double largest() {
    return Math.max(1, Math.max(left.size() / leftShare, right.size() / rightShare));
  }

  /** Pairs of {@code compared} that would be one person if all of the smaller company were ours. */
  double matchable() {
    return compared / largest();
  }

  boolean isOneFile() {
    return left == right;
  }
}
