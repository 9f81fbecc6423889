package org.klantbrug.matching;

import static org.klantbrug.matching.Level.ALIKE;
import static org.klantbrug.matching.Level.DAY_MONTH_SWAPPED;
import static org.klantbrug.matching.Level.DIFFERS;
import static org.klantbrug.matching.Level.INITIAL;
import static org.klantbrug.matching.Level.ONE_OFF;
import static org.klantbrug.matching.Level.PART;
import static org.klantbrug.matching.Level.SAME;
import static org.klantbrug.matching.Level.SAME_CORE;
import static org.klantbrug.matching.Level.SIMILAR;
import static org.klantbrug.matching.Level.SWAPPED;
import static org.klantbrug.matching.Level.TWO_OF_THREE;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a compared field is, and what we expect of it before any data was seen. The expectations are
 * round figures that give way as soon as a few hundred pairs say otherwise; see {@link
 * MatchModelEstimator}.
 */
public enum FieldKind {
  GIVEN_NAME(
      "givenName",
      "given name",
      Shared.NEVER,
      at(SAME, .90, .008),
      at(PART, .03, .002),
      at(INITIAL, .02, .01),
      at(SIMILAR, .03, .003),
      at(ALIKE, .005, .01),
      at(SWAPPED, .005, .0002)),
  FAMILY_NAME(
      "familyName",
      "family name",
      Shared.ALWAYS,
      at(SAME, .90, .002),
      at(SAME_CORE, .02, .0005),
      at(PART, .02, .001),
      at(SIMILAR, .03, .002),
      at(ALIKE, .005, .01),
      at(SWAPPED, .005, .0002)),
  FULL_NAME("fullName", "name", Shared.ALWAYS),
  ORGANISATION_NAME(
      "organisationName",
      "organisation name",
      Shared.NEVER,
      at(SAME, .85, .0005),
      at(PART, .05, .001),
      at(SIMILAR, .05, .001),
      at(ALIKE, .01, .01)),
  BIRTH_DATE(
      "birthDate",
      "birth date",
      Shared.NEVER,
      at(SAME, .96, .00005),
      at(DAY_MONTH_SWAPPED, .008, .00005),
      at(ONE_OFF, .02, .001),
      at(TWO_OF_THREE, .009, .004)),
  STREET(
      "street",
      "street",
      Shared.ALWAYS,
      at(SAME, .80, .002),
      at(PART, .02, .002),
      at(SIMILAR, .05, .002),
      at(ALIKE, .01, .02),
      at(SWAPPED, .005, .0005)),
  HOUSE_NUMBER(
      "houseNumber",
      "house number",
      Shared.ALWAYS,
      at(SAME, .80, .015),
      at(SAME_CORE, .05, .005),
      at(ONE_OFF, .02, .06)),
  ADDRESS_LINE(
      "addressLine",
      "address line",
      Shared.ALWAYS,
      at(SAME, .75, .001),
      at(PART, .05, .002),
      at(SIMILAR, .06, .002),
      at(ALIKE, .02, .02),
      at(SWAPPED, .01, .0005)),
  POSTCODE(
      "postcode",
      "postcode",
      Shared.ALWAYS,
      at(SAME, .85, .001),
      at(SAME_CORE, .02, .002),
      at(ONE_OFF, .02, .004)),
  CITY(
      "city",
      "city",
      Shared.ALWAYS,
      at(SAME, .88, .02),
      at(PART, .01, .003),
      at(SIMILAR, .03, .003),
      at(ALIKE, .01, .02)),
  REGION("region", "region", Shared.ALWAYS, at(SAME, .95, .15)),
  EMAIL(
      "email",
      "e-mail address",
      Shared.SELDOM,
      at(SAME, .70, .00002),
      at(SAME_CORE, .05, .0002),
      at(ONE_OFF, .02, .00005),
      at(SWAPPED, .01, .00001)),
  PHONE(
      "phone",
      "phone number",
      Shared.OFTEN,
      at(SAME, .65, .00002),
      at(ONE_OFF, .02, .00005),
      at(SWAPPED, .05, .00001)),
  IBAN("iban", "bank account", Shared.OFTEN, at(SAME, .75, .00001), at(ONE_OFF, .02, .00001)),
  NATIONAL_ID(
      "nationalId",
      "national number",
      Shared.NEVER,
      at(SAME, .95, .00001),
      at(ONE_OFF, .03, .0001)),
  SEX("sex", "sex", Shared.NEVER, at(SAME, .98, .5));

  /** Share of the pairs of relatives at one address that have the value in common. */
  private enum Shared {
    NEVER(0),
    SELDOM(.1),
    OFTEN(.5),
    ALWAYS(1);

    private final double share;

    Shared(double share) {
      this.share = share;
    }
  }

  private record Expected(Level level, double same, double chance) {}

  private static final Map<FieldKind, List<FieldKind>> FOLLOWS =
      Map.of(
          CITY, List.of(POSTCODE),
          STREET, List.of(POSTCODE, CITY),
          ADDRESS_LINE, List.of(POSTCODE, CITY),
          HOUSE_NUMBER, List.of(POSTCODE),
          REGION, List.of(CITY, POSTCODE),
          SEX, List.of(GIVEN_NAME));

  private final String code;
  private final String label;
  private final Shared shared;
  private final Set<Level> levels = EnumSet.of(DIFFERS);
  private final Map<Level, Double> sameExpected = new EnumMap<>(Level.class);
  private final Map<Level, Double> chanceExpected = new EnumMap<>(Level.class);

  FieldKind(String code, String label, Shared shared, Expected... expected) {
    this.code = code;
    this.label = label;
    this.shared = shared;
    double same = 1;
    double chance = 1;
    for (var one : expected) {
      levels.add(one.level());
      sameExpected.put(one.level(), one.same());
      chanceExpected.put(one.level(), one.chance());
      same -= one.same();
      chance -= one.chance();
    }
    sameExpected.put(DIFFERS, same);
    chanceExpected.put(DIFFERS, chance);
  }

  private static Expected at(Level level, double same, double chance) {
    return new Expected(level, same, chance);
  }

  /**
   * The kind with this name in a mapping, for example {@code familyName}; empty if there is none.
   */
  public static Optional<FieldKind> findByCode(String code) {
    return Stream.of(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /** Name in mappings and in stored models, for example {@code familyName}. */
  public String code() {
    return code;
  }

  /** Name in an English explanation, for example "family name". */
  public String label() {
    return label;
  }

  /** The levels at which two values of this kind can agree, DIFFERS among them. */
  Set<Level> levels() {
    return levels;
  }

  /** Expected share of this level among pairs that are one person. */
  double expectedWhenSame(Level level) {
    return sameExpected.get(level);
  }

  /** Expected share of this level among random pairs. */
  double expectedByChance(Level level) {
    return chanceExpected.get(level);
  }

  /** Share of relatives at one address that have this in common: 0 for what is a person's own. */
  double sharedByRelatives() {
    return shared.share;
  }

  /** Whether it belongs to an address, whoever lives there. */
  boolean isOfAddress() {
    return switch (this) {
      case STREET, HOUSE_NUMBER, ADDRESS_LINE, POSTCODE, CITY, REGION -> true;
      default -> false;
    };
  }

  /** What largely decides this field: within a postcode the city is the same anyway. */
  List<FieldKind> follows() {
    return FOLLOWS.getOrDefault(this, List.of());
  }
}
