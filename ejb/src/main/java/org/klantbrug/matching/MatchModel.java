package org.klantbrug.matching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * All that decides a weight, and nothing else: the same model gives the same weights for ever. It
 * is estimated once, approved and frozen for a run.
 *
 * @param delivered kinds of the delivered columns, see {@link MatchLayout}
 * @param priorBits log2 odds that two records are one person before anything is compared
 * @param relatives pairs of relatives at one address, per pair that is one person
 * @param twins as {@code relatives}, with one birth date
 * @param namesakes as {@code relatives}, with one given name
 * @param tenants pairs of strangers at one address, per pair that is one person
 * @param fields one per field of the layout
 */
public record MatchModel(
    List<FieldKind> delivered,
    double priorBits,
    double relatives,
    double twins,
    double namesakes,
    double tenants,
    List<FieldModel> fields) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How a field behaves.
   *
   * @param name of the {@link MatchField}
   * @param same share of each level among pairs that are one person (m)
   * @param chance share of each level among random pairs (u); SAME for values that are not common
   * @param follows name of the field that largely decides this one, or null
   * @param chanceWithin as {@code chance}, among pairs where {@code follows} is the same; else
   *     empty
   * @param common share of records that have each of the common values
   */
  public record FieldModel(
      String name,
      Map<Level, Double> same,
      Map<Level, Double> chance,
      String follows,
      Map<Level, Double> chanceWithin,
      Map<String, Double> common) {}

  /** The fields that are compared. */
  public MatchLayout layout() {
    return new MatchLayout(delivered);
  }

  /** Whether every figure is a number to reckon with. */
  boolean isFinite() {
    var own = DoubleStream.of(priorBits, relatives, twins, namesakes, tenants);
    var ofFields =
        fields.stream()
            .flatMap(
                field ->
                    Stream.of(field.same(), field.chance(), field.chanceWithin(), field.common()))
            .flatMap(shares -> shares.values().stream())
            .mapToDouble(Double::doubleValue);
    return DoubleStream.concat(own, ofFields).allMatch(Double::isFinite);
  }

  /** The model as text, to keep and to read back with {@link #fromJson}. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A match model must be writable as JSON", e);
    }
  }

  /**
   * A model that {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is no such model
   */
  public static MatchModel fromJson(String json) {
    try {
      return JSON.readValue(json, MatchModel.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is not a match model", e);
    }
  }
}
