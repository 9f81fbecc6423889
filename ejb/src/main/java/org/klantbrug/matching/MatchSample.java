package org.klantbrug.matching;

import java.util.List;

/**
 * What a model is estimated from.
 *
 * @param left records of the one side
 * @param right records of the other side; the same list if one file is searched for duplicates
 * @param candidates pairs that share a blocking key: all of those of the records in {@code
 *     compared}
 * @param compared number of pairs, like and unlike, that {@code candidates} was drawn from
 * @param share of a company's records that is in {@code left} and {@code right}, 0 to 1
 */
record MatchSample(
    List<MatchPerson> left,
    List<MatchPerson> right,
    List<Candidate> candidates,
    double compared,
    double share) {

  /** Two records that may be one person. */
  record Candidate(MatchPerson left, MatchPerson right) {}

  boolean isOneFile() {
    return left == right;
  }
}
