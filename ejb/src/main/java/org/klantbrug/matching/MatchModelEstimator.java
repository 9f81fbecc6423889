package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Estimates a model from unlabelled records. What chance gives (u) comes from random pairs over all
 * records, never from the blocked pairs, which agree far more often than chance. With u held fixed,
 * what one person gives (m) and the share of relatives come by expectation maximisation over the
 * candidates, counted against all pairs. With few records the expectations of {@link FieldKind}
 * weigh most.
 */
final class MatchModelEstimator {
  /** Random pairs looked at for the levels that cannot be counted from values. */
  private static final int RANDOM_PAIRS = 100_000;

  /** Weight of what we expect by chance, in random pairs. */
  private static final double EXPECTED_PAIRS = 2_000;

  /** Weight of what we expect of one person's two records, in pairs. */
  private static final double EXPECTED_MATCHES = 50;

  /** Weight of what we expect within a postcode, in pairs. */
  private static final double EXPECTED_NEIGHBOURS = 20;

  /** A value is common from this number of records on. */
  private static final int COMMON = 5;

  private static final int COMMON_VALUES = 500;

  /**
   * Twins are 3 of 100 persons, and sometimes one of them is with each company; about 1 of 30 sons
   * bears his father's name. The lower bounds hold also where no relatives were seen.
   */
  private static final double TWINS_PER_RELATIVE = .02;

  private static final double TWINS_AT_LEAST = .0004;
  private static final double NAMESAKES_PER_RELATIVE = .03;
  private static final double NAMESAKES_AT_LEAST = .0002;

  /** What was never seen is still possible: as if a twentieth of a pair had been seen. */
  private static final double SEEN = .05;

  private static final double AMONG = .1;

  /** Relatives per pair that is one person, as long as few persons were seen without any. */
  private static final double RELATIVES_EXPECTED = .1;

  private static final double PERSONS_TO_CONVINCE = 50;

  private static final int ROUNDS = 40;
  private static final double STEADY = 1e-4;

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
  private double householdPairs;
  private double tenantPairs;
  private double householdPersons;
  private double matches;

  MatchModelEstimator(MatchLayout layout, MatchSample sample) {
    this.layout = layout;
    this.sample = sample;
    comparison = new Comparison(layout);
    int size = layout.size();
    randomLevels = new long[size][Level.values().length];
    randomKnown = new long[size];
    neighbourLevels = new long[size][Level.values().length];
    follows = new int[size];
    agreeing = new double[size];
    compared = new double[size];
    holders = new double[size];
  }

  /** The model; the same records give the same model. */
  MatchModel estimate() {
    countRandomPairs();
    countValues();
    countNeighbours();
    countHouseholds();
    matches = .3 * Math.min(sample.left().size(), sample.right().size());
    var candidates = compareCandidates();
    return maximise(maximise(firstGuess(), candidates), candidates);
  }

  // ---------------------------------------------------------------- what chance gives

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
    double expected = EXPECTED_MATCHES * 2;
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

  /** Relatives and tenants are seen within each company: one address, two persons. */
  private void countHouseholds() {
    var address = new ArrayList<Integer>();
    for (var kind : List.of(FieldKind.POSTCODE, FieldKind.HOUSE_NUMBER, FieldKind.STREET)) {
      if (layout.first(kind) >= 0) {
        address.add(layout.first(kind));
      }
    }
    if (layout.first(FieldKind.STREET) < 0 && layout.first(FieldKind.ADDRESS_LINE) >= 0) {
      address.add(layout.first(FieldKind.ADDRESS_LINE));
    }
    int family = layout.first(FieldKind.FAMILY_NAME);
    if (!sample.isOneFile() && family >= 0 && address.size() > 1) {
      countHouseholds(sample.left(), family, address);
      countHouseholds(sample.right(), family, address);
    }
  }

  private void countHouseholds(List<MatchPerson> persons, int family, List<Integer> address) {
    var addresses = new HashMap<List<String>, List<MatchPerson>>();
    for (var person : persons) {
      if (person.value(family) != null
          && address.stream().allMatch(field -> person.value(field) != null)) {
        householdPersons++;
        var key = address.stream().map(field -> person.value(field).text()).toList();
        addresses.computeIfAbsent(key, any -> new ArrayList<>(1)).add(person);
      }
    }
    for (var household : addresses.values()) {
      household.sort(Comparator.comparing(person -> person.value(family).core()));
      for (int i = 1; i < household.size(); i++) {
        countAtOneAddress(household.get(i - 1), household.get(i), family);
      }
    }
  }

  private void countAtOneAddress(MatchPerson one, MatchPerson other, int family) {
    var levels = new Level[layout.size()];
    comparison.compare(one, other, levels);
    double pairs = 2 / sample.share();
    if (levels[family] == Level.DIFFERS) {
      tenantPairs += pairs;
    } else if (levels[family] != Level.ALIKE && areTwoPersons(levels)) {
      householdPairs += pairs;
    }
  }

  private boolean areTwoPersons(Level[] levels) {
    for (int i = 0; i < levels.length; i++) {
      var kind = layout.field(i).kind();
      if (levels[i] == Level.DIFFERS
          && (kind == FieldKind.GIVEN_NAME || kind == FieldKind.BIRTH_DATE)) {
        return true;
      }
    }
    return false;
  }

  // ---------------------------------------------------------------- the model so far

  private MatchModel firstGuess() {
    var fields = new ArrayList<MatchModel.FieldModel>();
    for (int i = 0; i < layout.size(); i++) {
      var same = new EnumMap<Level, Double>(Level.class);
      for (var level : layout.field(i).kind().levels()) {
        same.put(level, layout.field(i).kind().expectedWhenSame(level));
      }
      fields.add(field(i, same, 0));
    }
    return model(fields, relatives(0, 0), share(tenantPairs, 0));
  }

  private MatchModel model(List<MatchModel.FieldModel> fields, double relatives, double tenants) {
    return new MatchModel(
        layout.delivered(),
        Math.log(Math.max(matches, .3) / sample.compared()) / Math.log(2),
        relatives,
        Math.max(TWINS_PER_RELATIVE * relatives, TWINS_AT_LEAST),
        Math.max(NAMESAKES_PER_RELATIVE * relatives, NAMESAKES_AT_LEAST),
        tenants,
        List.copyOf(fields));
  }

  private double relatives(double seen, double among) {
    double known = householdPersons + among;
    double unseen = RELATIVES_EXPECTED * Math.exp(-known / PERSONS_TO_CONVINCE);
    double share = share(householdPairs + seen, among) + unseen;
    boolean canTellPersons =
        layout.first(FieldKind.GIVEN_NAME) >= 0 || layout.first(FieldKind.BIRTH_DATE) >= 0;
    return canTellPersons ? share : Math.max(share, RELATIVES_EXPECTED);
  }

  private double share(double seen, double among) {
    return (SEEN + seen) / (AMONG + householdPersons + among);
  }

  private MatchModel.FieldModel field(int field, Map<Level, Double> same, double matched) {
    var kind = layout.field(field).kind();
    double equal = chanceOfSame(field, same, matched);
    var chance = new EnumMap<Level, Double>(Level.class);
    double rest = 0;
    for (var level : kind.levels()) {
      double contaminated = matched / sample.compared() * randomKnown[field] * same.get(level);
      double counted = Math.max(0, randomLevels[field][level.ordinal()] - contaminated);
      double share =
          (counted + EXPECTED_PAIRS * kind.expectedByChance(level))
              / (randomKnown[field] + EXPECTED_PAIRS);
      chance.put(level, share);
      rest += level == Level.SAME ? 0 : share;
    }
    chance.put(Level.SAME, equal);
    double scale = (1 - equal) / rest;
    chance.replaceAll((level, share) -> level == Level.SAME ? share : share * scale);
    return new MatchModel.FieldModel(
        layout.field(field).name(),
        same,
        chance,
        follows[field] < 0 ? null : layout.field(follows[field]).name(),
        follows[field] < 0 ? Map.of() : within(field, chance),
        common.get(field));
  }

  private double chanceOfSame(int field, Map<Level, Double> same, double matched) {
    var kind = layout.field(field).kind();
    double equal = agreeing[field];
    if (sample.isOneFile()) {
      equal = Math.max(0, equal - matched * same.get(Level.SAME));
    }
    double share =
        (equal + EXPECTED_PAIRS * kind.expectedByChance(Level.SAME))
            / (compared[field] + EXPECTED_PAIRS);
    return Math.max(share, .25 / (holders[field] + EXPECTED_MATCHES));
  }

  private Map<Level, Double> within(int field, Map<Level, Double> chance) {
    var kind = layout.field(field).kind();
    double known = 0;
    for (long count : neighbourLevels[field]) {
      known += count;
    }
    double expected =
        switch (kind) {
          case CITY, REGION, SEX -> .95;
          case STREET, ADDRESS_LINE -> .3;
          default -> .05;
        };
    double others = 1 - chance.get(Level.SAME);
    var within = new EnumMap<Level, Double>(Level.class);
    for (var level : kind.levels()) {
      double prior = level == Level.SAME ? expected : (1 - expected) * chance.get(level) / others;
      within.put(
          level,
          (neighbourLevels[field][level.ordinal()] + EXPECTED_NEIGHBOURS * prior)
              / (known + EXPECTED_NEIGHBOURS));
    }
    return within;
  }

  // ---------------------------------------------------------------- what one person gives

  /** A candidate with its levels, as ordinals to keep hundreds of thousands of them small. */
  private record Compared(MatchPerson left, byte[] levels) {}

  private List<Compared> compareCandidates() {
    var compared = new ArrayList<Compared>(sample.candidates().size());
    var levels = new Level[layout.size()];
    for (var pair : sample.candidates()) {
      comparison.compare(pair.left(), pair.right(), levels);
      var ordinals = new byte[levels.length];
      for (int i = 0; i < levels.length; i++) {
        ordinals[i] = (byte) levels[i].ordinal();
      }
      compared.add(new Compared(pair.left(), ordinals));
    }
    return compared;
  }

  private MatchModel maximise(MatchModel start, List<Compared> all) {
    var model = start;
    var candidates = all;
    for (int round = 0; round < ROUNDS; round++) {
      var sums = new Sums(layout);
      candidates = sums.addPromising(candidates, new PairScorer(model));
      var next = next(model, sums);
      boolean steady = distance(model, next) < STEADY;
      model = next;
      if (steady) {
        break;
      }
    }
    var fields = new ArrayList<MatchModel.FieldModel>();
    for (int i = 0; i < layout.size(); i++) {
      fields.add(field(i, model.fields().get(i).same(), matches));
    }
    return model(fields, model.relatives(), model.tenants());
  }

  private MatchModel next(MatchModel model, Sums sums) {
    matches = sums.matches;
    var fields = new ArrayList<MatchModel.FieldModel>();
    for (int i = 0; i < layout.size(); i++) {
      var old = model.fields().get(i);
      var kind = layout.field(i).kind();
      var same = new EnumMap<Level, Double>(Level.class);
      double known = 0;
      for (var level : kind.levels()) {
        known += sums.levels[i][level.ordinal()];
      }
      for (var level : kind.levels()) {
        same.put(
            level,
            (sums.levels[i][level.ordinal()] + EXPECTED_MATCHES * kind.expectedWhenSame(level))
                / (known + EXPECTED_MATCHES));
      }
      fields.add(
          new MatchModel.FieldModel(
              old.name(), same, old.chance(), old.follows(), old.chanceWithin(), old.common()));
    }
    return model(
        fields,
        relatives(sums.relatives, sums.matches),
        share(tenantPairs + sums.tenants, sums.matches));
  }

  private static double distance(MatchModel one, MatchModel other) {
    double most = Math.abs(one.priorBits() - other.priorBits());
    for (int i = 0; i < one.fields().size(); i++) {
      var before = one.fields().get(i).same();
      var after = other.fields().get(i).same();
      for (var level : before.keySet()) {
        most = Math.max(most, Math.abs(before.get(level) - after.get(level)));
      }
    }
    return most;
  }

  /** Shares of pairs, added up over the candidates. */
  private static final class Sums {
    private static final Level[] LEVELS = Level.values();

    /** Weight in bits under which a pair counts for nothing. */
    private static final double HOPELESS = -20;

    private final double[][] levels;
    private double matches;
    private double relatives;
    private double tenants;

    Sums(MatchLayout layout) {
      levels = new double[layout.size()][LEVELS.length];
    }

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
  }
}
