package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates a model from unlabelled records. What chance gives (u) comes from random pairs over all
 * records, never from the blocked pairs, which agree far more often than chance. With u held fixed,
 * what one person gives (m) and the share of relatives come by expectation maximisation over the
 * candidates, counted against all pairs. With few records the expectations of {@link FieldKind}
 * weigh most.
 */
final class MatchModelEstimator {
  /** Weight of what we expect by chance, in random pairs. */
  private static final double EXPECTED_PAIRS = 2_000;

  /** Weight of what we expect of one person's two records, in pairs. */
  private static final double EXPECTED_MATCHES = 50;

  /** Weight of what we expect within a postcode, in pairs. */
  private static final double EXPECTED_NEIGHBOURS = 20;

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

  /** Share of the smaller company that is with the other one, as long as nothing was seen. */
  private static final double OVERLAP_EXPECTED = .3;

  private static final int ROUNDS = 40;
  private static final double STEADY = 1e-4;

  private final MatchLayout layout;
  private final MatchSample sample;
  private final Comparison comparison;
  private final ChanceCounts chances;
  private final Households households;
  private double matches;

  MatchModelEstimator(MatchLayout layout, MatchSample sample) {
    this.layout = layout;
    this.sample = sample;
    comparison = new Comparison(layout);
    chances = new ChanceCounts(layout, sample, comparison);
    households = new Households(layout, sample, comparison);
  }

  /** The model; the same records give the same model. */
  MatchModel estimate() {
    matches = OVERLAP_EXPECTED * sample.matchable();
    var candidates = compareCandidates();
    var model = maximise(maximise(firstGuess(), candidates), candidates);
    if (!model.isFinite()) {
      throw new IllegalStateException("The match model has a figure that is not finite");
    }
    return model;
  }

  /**
   * Odds that a pair is one person. What we expect counts as much as one customer of the smaller
   * company, so that a sample in which hardly a pair can be seen says neither none nor all.
   */
  private double priorOdds() {
    return (matches + OVERLAP_EXPECTED) / (sample.matchable() + 1) / sample.largest();
  }

  private MatchModel firstGuess() {
    var fields = new ArrayList<MatchModel.FieldModel>();
    for (int i = 0; i < layout.size(); i++) {
      var same = new EnumMap<Level, Double>(Level.class);
      for (var level : layout.field(i).kind().levels()) {
        same.put(level, layout.field(i).kind().expectedWhenSame(level));
      }
      fields.add(field(i, same, 0));
    }
    return model(fields, relatives(0, 0), share(households.tenants(), 0));
  }

  private MatchModel model(List<MatchModel.FieldModel> fields, double relatives, double tenants) {
    return new MatchModel(
        layout.delivered(),
        Math.log(priorOdds()) / Math.log(2),
        relatives,
        Math.max(TWINS_PER_RELATIVE * relatives, TWINS_AT_LEAST),
        Math.max(NAMESAKES_PER_RELATIVE * relatives, NAMESAKES_AT_LEAST),
        tenants,
        List.copyOf(fields));
  }

  private double relatives(double seen, double among) {
    double known = households.persons() + among;
    double unseen = RELATIVES_EXPECTED * Math.exp(-known / PERSONS_TO_CONVINCE);
    double share = share(households.relatives() + seen, among) + unseen;
    boolean canTellPersons =
        layout.first(FieldKind.GIVEN_NAME) >= 0 || layout.first(FieldKind.BIRTH_DATE) >= 0;
    return canTellPersons ? share : Math.max(share, RELATIVES_EXPECTED);
  }

  private double share(double seen, double among) {
    return (SEEN + seen) / (AMONG + households.persons() + among);
  }

  private MatchModel.FieldModel field(int field, Map<Level, Double> same, double matched) {
    var kind = layout.field(field).kind();
    double equal = chanceOfSame(field, same, matched);
    var chance = new EnumMap<Level, Double>(Level.class);
    double rest = 0;
    for (var level : kind.levels()) {
      double contaminated =
          matched == 0
              ? 0
              : matched / sample.compared() * chances.randomKnown(field) * same.get(level);
      double counted = Math.max(0, chances.random(field, level) - contaminated);
      double share =
          (counted + EXPECTED_PAIRS * kind.expectedByChance(level))
              / (chances.randomKnown(field) + EXPECTED_PAIRS);
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
        chances.follows(field) < 0 ? null : layout.field(chances.follows(field)).name(),
        chances.follows(field) < 0 ? Map.of() : within(field, chance),
        chances.common(field));
  }

  private double chanceOfSame(int field, Map<Level, Double> same, double matched) {
    var kind = layout.field(field).kind();
    double equal = chances.agreeing(field);
    if (sample.isOneFile()) {
      equal = Math.max(0, equal - matched * same.get(Level.SAME));
    }
    double share =
        (equal + EXPECTED_PAIRS * kind.expectedByChance(Level.SAME))
            / (chances.compared(field) + EXPECTED_PAIRS);
    return Math.max(share, .25 / (chances.holders(field) + EXPECTED_MATCHES));
  }

  private Map<Level, Double> within(int field, Map<Level, Double> chance) {
    var kind = layout.field(field).kind();
    double known = 0;
    for (var level : Level.values()) {
      known += chances.neighbours(field, level);
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
          (chances.neighbours(field, level) + EXPECTED_NEIGHBOURS * prior)
              / (known + EXPECTED_NEIGHBOURS));
    }
    return within;
  }

  private List<PairSums.Compared> compareCandidates() {
    var compared = new ArrayList<PairSums.Compared>(sample.candidates().size());
    var levels = new Level[layout.size()];
    for (var pair : sample.candidates()) {
      comparison.compare(pair.left(), pair.right(), levels);
      var ordinals = new byte[levels.length];
      for (int i = 0; i < levels.length; i++) {
        ordinals[i] = (byte) levels[i].ordinal();
      }
      compared.add(new PairSums.Compared(pair.left(), ordinals));
    }
    return compared;
  }

  private MatchModel maximise(MatchModel start, List<PairSums.Compared> all) {
    var model = start;
    var candidates = all;
    for (int round = 0; round < ROUNDS; round++) {
      var sums = new PairSums(layout);
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

  private MatchModel next(MatchModel model, PairSums sums) {
    matches = sums.matches();
    var fields = new ArrayList<MatchModel.FieldModel>();
    for (int i = 0; i < layout.size(); i++) {
      var old = model.fields().get(i);
      var kind = layout.field(i).kind();
      var same = new EnumMap<Level, Double>(Level.class);
      double known = 0;
      for (var level : kind.levels()) {
        known += sums.level(i, level);
      }
      for (var level : kind.levels()) {
        same.put(
            level,
            (sums.level(i, level) + EXPECTED_MATCHES * kind.expectedWhenSame(level))
                / (known + EXPECTED_MATCHES));
      }
      fields.add(
          new MatchModel.FieldModel(
              old.name(), same, old.chance(), old.follows(), old.chanceWithin(), old.common()));
    }
    return model(
        fields,
        relatives(sums.relatives(), sums.matches()),
        share(households.tenants() + sums.tenants(), sums.matches()));
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
}
