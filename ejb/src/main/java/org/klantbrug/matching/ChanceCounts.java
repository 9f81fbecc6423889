package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How far the fields of different persons agree, counted in a sample: of random pairs over all
 * records, of equal values within one company, and of neighbours that share, say, a postcode.
 */
final class ChanceCounts {
  /** Random pairs looked at for the levels that cannot be counted from values. */
  private static final int RANDOM_PAIRS = 100_000;

  /** A value is common from this number of records on. */
  private static final int COMMON = 5;

  private static final int COMMON_VALUES = 500;

  /** Weight of what we expect of a common value, in records. */
  private static final double VALUES_EXPECTED = 100;

  private final MatchLayout layout;
  private final MatchSample sample;
  private final Comparison comparison;
  private final long[][] randomLevels;
  private final long[] randomKnown;
  private final long[][] neighbourLevels;
  private final int[] follows;
  private final List<Map<String, Double>> common = new ArrayList<>();
  private final double[] agreeing;
  private final double[] compared;
  private final double[] holders;

  ChanceCounts(MatchLayout layout, MatchSample sample, Comparison comparison) {
    this.layout = layout;
    this.sample = sample;
    this.comparison = comparison;
    int size = layout.size();
    randomLevels = new long[size][Level.values().length];
    randomKnown = new long[size];
    neighbourLevels = new long[size][Level.values().length];
    follows = new int[size];
    agreeing = new double[size];
    compared = new double[size];
    holders = new double[size];
    countRandomPairs();
    countValues();
    countNeighbours();
  }

  private void countRandomPairs() {
    long all = (long) sample.left().size() * sample.right().size();
    if (all <= RANDOM_PAIRS) {
      for (int i = 0; i < sample.left().size(); i++) {
        for (int j = sample.isOneFile() ? i + 1 : 0; j < sample.right().size(); j++) {
          countRandom(sample.left().get(i), sample.right().get(j));
        }
      }
      return;
    }
    var random = new Random(20260101);
    for (int k = 0; k < RANDOM_PAIRS; k++) {
      int i = random.nextInt(sample.left().size());
      int j = random.nextInt(sample.right().size());
      if (!sample.isOneFile() || i != j) {
        countRandom(sample.left().get(i), sample.right().get(j));
      }
    }
  }

  private void countRandom(MatchPerson left, MatchPerson right) {
    var levels = new Level[layout.size()];
    comparison.compare(left, right, levels);
    for (int i = 0; i < levels.length; i++) {
      if (levels[i] != Level.MISSING) {
        randomLevels[i][levels[i].ordinal()]++;
        randomKnown[i]++;
      }
    }
  }

  /** Equal values within one company: its records are different persons, so this is chance. */
  private void countValues() {
    for (int i = 0; i < layout.size(); i++) {
      var left = counts(sample.left(), i);
      var right = sample.isOneFile() ? Map.<String, Integer>of() : counts(sample.right(), i);
      double known = total(left) + total(right);
      holders[i] = known;
      var shares = commonValues(layout.field(i).kind(), left, right, known);
      common.add(shares);
      countUncommon(i, left, shares);
      countUncommon(i, right, shares);
    }
  }

  private static Map<String, Integer> counts(List<MatchPerson> persons, int field) {
    var counts = new HashMap<String, Integer>();
    for (var person : persons) {
      if (person.value(field) != null) {
        counts.merge(person.value(field).text(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static double total(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Double> commonValues(
      FieldKind kind, Map<String, Integer> left, Map<String, Integer> right, double known) {
    var both = new HashMap<>(left);
    right.forEach((value, count) -> both.merge(value, count, Integer::sum));
    double expected = VALUES_EXPECTED;
    var shares = new HashMap<String, Double>();
    both.entrySet().stream()
        .filter(entry -> entry.getValue() >= COMMON)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(COMMON_VALUES)
        .forEach(
            entry ->
                shares.put(
                    entry.getKey(),
                    (entry.getValue() + expected * kind.expectedByChance(Level.SAME))
                        / (known + expected)));
    return shares;
  }

  private void countUncommon(int field, Map<String, Integer> counts, Map<String, Double> shares) {
    double known = total(counts);
    for (var entry : counts.entrySet()) {
      if (!shares.containsKey(entry.getKey())) {
        double holdersOfValue = entry.getValue();
        agreeing[field] += holdersOfValue * (holdersOfValue - 1) / 2;
        compared[field] += holdersOfValue * (known - 1) / 2;
      }
    }
  }

  /** How far fields agree among different persons that share, say, a postcode. */
  private void countNeighbours() {
    for (int i = 0; i < layout.size(); i++) {
      follows[i] = -1;
      for (var kind : layout.field(i).kind().follows()) {
        if (follows[i] < 0) {
          follows[i] = layout.first(kind);
        }
      }
    }
    for (int followed = 0; followed < layout.size(); followed++) {
      if (isFollowed(followed)) {
        countNeighbours(sample.left(), followed);
        if (!sample.isOneFile()) {
          countNeighbours(sample.right(), followed);
        }
      }
    }
  }

  private boolean isFollowed(int field) {
    for (int leader : follows) {
      if (leader == field) {
        return true;
      }
    }
    return false;
  }

  private void countNeighbours(List<MatchPerson> persons, int followed) {
    var sorted =
        persons.stream()
            .filter(person -> person.value(followed) != null)
            .sorted(Comparator.comparing(person -> person.value(followed).text()))
            .toList();
    int born = layout.first(FieldKind.BIRTH_DATE);
    var levels = new Level[layout.size()];
    for (int k = 1; k < sorted.size(); k++) {
      var one = sorted.get(k - 1);
      var other = sorted.get(k);
      if (one.value(followed).sameAs(other.value(followed)) && !isSame(one, other, born)) {
        comparison.compare(one, other, levels);
        for (int i = 0; i < levels.length; i++) {
          if (follows[i] == followed && levels[i] != Level.MISSING) {
            neighbourLevels[i][levels[i].ordinal()]++;
          }
        }
      }
    }
  }

  private static boolean isSame(MatchPerson one, MatchPerson other, int field) {
    return field >= 0
        && one.value(field) != null
        && other.value(field) != null
        && one.value(field).sameAs(other.value(field));
  }

  /** Random pairs in which the field was at this level. */
  long random(int field, Level level) {
    return randomLevels[field][level.ordinal()];
  }

  /** Random pairs in which both had a value. */
  long randomKnown(int field) {
    return randomKnown[field];
  }

  /** The field within which this one is chance of its own, or -1. */
  int follows(int field) {
    return follows[field];
  }

  /** Pairs of neighbours in which the field was at this level. */
  long neighbours(int field, Level level) {
    return neighbourLevels[field][level.ordinal()];
  }

  /** The common values of a field with their shares. */
  Map<String, Double> common(int field) {
    return common.get(field);
  }

  /** Pairs within one company that agree on an uncommon value. */
  double agreeing(int field) {
    return agreeing[field];
  }

  /** Pairs within one company among which {@link #agreeing} were looked for. */
  double compared(int field) {
    return compared[field];
  }

  /** Records that have a value. */
  double holders(int field) {
    return holders[field];
  }
}
