package org.klantbrug.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighs a pair under a model: log2 odds that it is one person. Against "one person" stand chance
 * and others at the same address: relatives, twins, a father and son of one name, the next tenant.
 * So they do not gather weight from what a household shares. Not for use by several threads at
 * once.
 */
final class PairScorer {
  private static final int LEVELS = Level.values().length;
  private static final double LN2 = Math.log(2);

  /** A twin has exactly that birth date and a namesake exactly that name; slips are rare. */
  private static final double RARELY = .01;

  private final MatchModel model;
  private final Comparison comparison;
  private final Level[] levels;
  private final int[] follows;
  private final double[][] same;
  private final double[][] chance;
  private final double[][] chanceWithin;
  private final double[][] relative;
  private final double[][] twin;
  private final double[][] namesake;
  private final double[][] tenant;
  private final List<Map<String, Double>> common = new ArrayList<>();
  private final MatchLayout layout;
  private final int born;
  private final int given;
  private double onePerson;
  private double relatives;
  private double tenants;
  private double total;

  PairScorer(MatchModel model) {
    this.model = model;
    layout = model.layout();
    comparison = new Comparison(layout);
    born = layout.first(FieldKind.BIRTH_DATE);
    given = layout.first(FieldKind.GIVEN_NAME);
    int size = layout.size();
    levels = new Level[size];
    follows = new int[size];
    same = new double[size][LEVELS];
    chance = new double[size][LEVELS];
    chanceWithin = new double[size][LEVELS];
    relative = new double[size][LEVELS];
    twin = new double[size][LEVELS];
    namesake = new double[size][LEVELS];
    tenant = new double[size][LEVELS];
    for (int i = 0; i < size; i++) {
      prepare(i, model.fields().get(i));
    }
  }

  private void prepare(int field, MatchModel.FieldModel known) {
    follows[field] = -1;
    for (int i = 0; i < layout.size(); i++) {
      if (layout.field(i).name().equals(known.follows())) {
        follows[field] = i;
      }
    }
    var kind = layout.field(field).kind();
    for (var level : kind.levels()) {
      int at = level.ordinal();
      double m = known.same().get(level);
      double u = known.chance().get(level);
      double shared = kind.sharedByRelatives();
      double ofRelatives = shared * m + (1 - shared) * u;
      same[field][at] = log2(m);
      chance[field][at] = log2(u);
      chanceWithin[field][at] =
          log2(known.chanceWithin().isEmpty() ? u : known.chanceWithin().get(level));
      relative[field][at] = log2(ofRelatives);
      twin[field][at] = log2(kind == FieldKind.BIRTH_DATE ? exactly(level, m, u) : ofRelatives);
      tenant[field][at] = log2(kind.isOfAddress() ? m : u);
      namesake[field][at] =
          log2(
              switch (kind) {
                case GIVEN_NAME -> exactly(level, m, u);
                case SEX -> m;
                default -> ofRelatives;
              });
    }
    var bits = new HashMap<String, Double>();
    known.common().forEach((value, share) -> bits.put(value, log2(share)));
    common.add(bits);
  }

  private static double exactly(Level level, double m, double u) {
    return level == Level.SAME || level == Level.INITIAL ? m : u * RARELY;
  }

  private static double log2(double share) {
    return Math.log(share) / LN2;
  }

  /** Weight of the pair in bits. */
  double weight(MatchPerson left, MatchPerson right) {
    comparison.compare(left, right, levels);
    return weight(left, levels);
  }

  /**
   * Weight of the pair in bits if that is at least {@code least}; else any lower number. Most
   * candidates are far below, and that is seen before others at the same address are weighed.
   */
  double weightFrom(double least, MatchPerson left, MatchPerson right) {
    comparison.compare(left, right, levels);
    double most = model.priorBits();
    for (int i = 0; i < levels.length; i++) {
      if (levels[i] != Level.MISSING) {
        most += same[i][levels[i].ordinal()] - chance(i, levels, left);
      }
    }
    return most < least ? most : weight(left, levels);
  }

  /** Weight of a pair whose levels are known already. */
  double weight(MatchPerson left, Level[] known) {
    double sameBits = 0;
    double chanceBits = 0;
    double relativeBits = 0;
    double twinBits = 0;
    double namesakeBits = 0;
    double tenantBits = 0;
    for (int i = 0; i < known.length; i++) {
      if (known[i] != Level.MISSING) {
        int at = known[i].ordinal();
        sameBits += same[i][at];
        chanceBits += chance(i, known, left);
        relativeBits += relative[i][at];
        twinBits += twin[i][at];
        namesakeBits += namesake[i][at];
        tenantBits += tenant[i][at];
      }
    }
    double prior = model.priorBits() - chanceBits;
    onePerson = power(sameBits + prior);
    relatives = model.relatives() * power(relativeBits + prior);
    tenants = model.tenants() * power(tenantBits + prior);
    double others =
        1
            + relatives
            + tenants
            + known(born, known) * model.twins() * power(twinBits + prior)
            + known(given, known) * model.namesakes() * power(namesakeBits + prior);
    total = others + onePerson;
    return sameBits + prior - log2(others);
  }

  /** Of the pair that was weighed last: how likely it is one person. */
  double probabilityOfOnePerson() {
    return onePerson / total;
  }

  /** Of the pair that was weighed last: how likely it is two relatives, not twins or namesakes. */
  double probabilityOfRelatives() {
    return relatives / total;
  }

  /** Of the pair that was weighed last: how likely it is two tenants of one address. */
  double probabilityOfTenants() {
    return tenants / total;
  }

  /** Without what makes them twins or namesakes they count half: most are relatives already. */
  private static double known(int field, Level[] known) {
    return field >= 0 && known[field] != Level.MISSING ? 1 : .5;
  }

  private static double power(double bits) {
    return Math.exp(bits * LN2);
  }

  private double chance(int field, Level[] known, MatchPerson left) {
    var level = known[field];
    if (follows[field] >= 0 && known[follows[field]] == Level.SAME) {
      return chanceWithin[field][level.ordinal()];
    }
    if (level == Level.SAME) {
      var bits = common.get(field).get(left.value(field).text());
      if (bits != null) {
        return bits;
      }
    }
    return chance[field][level.ordinal()];
  }

  /** The weight of the pair with its reasons, which add up to it. */
  Explanation explain(MatchPerson left, MatchPerson right) {
    double weight = weight(left, right);
    var reasons = new ArrayList<Explanation.Reason>();
    double sum = model.priorBits();
    for (int i = 0; i < levels.length; i++) {
      if (levels[i] != Level.MISSING) {
        double bits = same[i][levels[i].ordinal()] - chance(i, levels, left);
        reasons.add(new Explanation.Reason(layout.field(i).name(), levels[i], bits));
        sum += bits;
      }
    }
    return new Explanation(weight, model.priorBits(), weight - sum, List.copyOf(reasons));
  }
}
