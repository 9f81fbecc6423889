package org.klantbrug.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a field of a model weighs at each level of agreement, as an approver reads it.
 *
 * @param field what is compared
 * @param levels each level once, the best agreement first
 * @param known what the model holds of it
 */
public record FieldWeights(
    MatchField field, List<LevelWeight> levels, MatchModel.FieldModel known) {

  /**
   * What one level of agreement says.
   *
   * @param level how far two values agree
   * @param same share of the pairs of one person that agree so far (m), above 0 to 1
   * @param chance share of the random pairs that agree so far (u), above 0 to 1; of {@link
   *     Level#SAME} among values that are not common
   */
  public record LevelWeight(Level level, double same, double chance) {
    /** The weight: above 0 speaks for one person, below 0 for two; one bit doubles the odds. */
    public double bits() {
      return weight(same, chance);
    }
  }

  /** The fields of a model in its order. */
  public static List<FieldWeights> of(MatchModel model) {
    var fields = model.layout().fields();
    return model.fields().stream()
        .map(known -> new FieldWeights(named(fields, known.name()), levels(known), known))
        .toList();
  }

  private static MatchField named(List<MatchField> fields, String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<LevelWeight> levels(MatchModel.FieldModel known) {
    return Arrays.stream(Level.values())
        .filter(known.same()::containsKey)
        .map(level -> new LevelWeight(level, known.same().get(level), known.chance().get(level)))
        .toList();
  }

  private static double weight(double same, double chance) {
    return Math.log(same / chance) / Math.log(2);
  }

  /** The column of a customer that it compares, for example {@code family_name}. */
  public String column() {
    return column(field.kind());
  }

  private static String column(FieldKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Which one of its kind it is, from 1. */
  public int number() {
    var number = field.name().substring(field.kind().code().length()).strip();
    return number.isEmpty() ? 1 : Integer.parseInt(number);
  }

  /** Column of the field that largely decides this one; null if none does. */
  public String followsColumn() {
    return known.follows() == null
        ? null
        : FieldKind.findByCode(known.follows().split(" ")[0])
            .map(FieldWeights::column)
            .orElseThrow();
  }

  /**
   * Weight in bits of the same value while the field that decides it is the same too; null if none
   * decides it.
   */
  public Double bitsWithin() {
    var within = known.chanceWithin().get(Level.SAME);
    return within == null ? null : weight(known.same().get(Level.SAME), within);
  }

  /** Weight in bits of the same value when it is the most common one; null if none is common. */
  public Double bitsOfMostCommon() {
    return known.common().values().stream()
        .max(Double::compare)
        .map(share -> weight(known.same().get(Level.SAME), share))
        .orElse(null);
  }
}
