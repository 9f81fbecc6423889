package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.List;

/** Shares of pairs that are one person, relatives or tenants, added up over the candidates. */
final class PairSums {
  private static final Level[] LEVELS = Level.values();

  /** Weight in bits under which a pair counts for nothing. */
  private static final double HOPELESS = -20;

  private final double[][] levels;
  private double matches;
  private double relatives;
  private double tenants;

  PairSums(MatchLayout layout) {
    levels = new double[layout.size()][LEVELS.length];
  }

  /**
   * Adds what the pairs are by a model.
   *
   * @return the candidates without those that are hopeless
   */
  List<Compared> addPromising(List<Compared> candidates, PairScorer scorer) {
    var promising = new ArrayList<Compared>();
    var known = new Level[levels.length];
    for (var pair : candidates) {
      for (int i = 0; i < known.length; i++) {
        known[i] = LEVELS[pair.levels()[i]];
      }
      if (scorer.weight(pair.left(), known) > HOPELESS) {
        promising.add(pair);
        add(scorer, known);
      }
    }
    return promising;
  }

  private void add(PairScorer scorer, Level[] known) {
    double one = scorer.probabilityOfOnePerson();
    matches += one;
    relatives += scorer.probabilityOfRelatives();
    tenants += scorer.probabilityOfTenants();
    for (int i = 0; i < known.length; i++) {
      if (known[i] != Level.MISSING) {
        levels[i][known[i].ordinal()] += one;
      }
    }
  }

  /** A candidate with its levels, as ordinals to keep hundreds of thousands of them small. */
  record Compared(MatchPerson left, byte[] levels) {}

  /** Pairs that are one person. */
  double matches() {
    return matches;
  }

  /** Pairs that are relatives. */
  double relatives() {
    return relatives;
  }

  /** Pairs that are one after the other at an address. */
  double tenants() {
    return tenants;
  }

  /** Pairs that are one person and have the field at this level. */
  double level(int field, Level level) {
    return levels[field][level.ordinal()];
  }
}
