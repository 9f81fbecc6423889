package org.klantbrug.matching;

import static org.klantbrug.matching.Level.ALIKE;
import static org.klantbrug.matching.Level.DAY_MONTH_SWAPPED;
import static org.klantbrug.matching.Level.DIFFERS;
import static org.klantbrug.matching.Level.INITIAL;
import static org.klantbrug.matching.Level.MISSING;
import static org.klantbrug.matching.Level.ONE_OFF;
import static org.klantbrug.matching.Level.PART;
import static org.klantbrug.matching.Level.SAME;
import static org.klantbrug.matching.Level.SAME_CORE;
import static org.klantbrug.matching.Level.SIMILAR;
import static org.klantbrug.matching.Level.SWAPPED;
import static org.klantbrug.matching.Level.TWO_OF_THREE;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Says at which level the values of two records agree, field by field. Holds nothing of a pair. */
final class Comparison {
  private static final JaroWinklerSimilarity LIKENESS = new JaroWinklerSimilarity();
  private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
  private static final double SLIP = .92;
  private static final double SOME = .80;

  private final MatchLayout layout;

  Comparison(MatchLayout layout) {
    this.layout = layout;
  }

  /** Fills {@code levels} with one level per field of the layout. */
  void compare(MatchPerson left, MatchPerson right, Level[] levels) {
    for (int i = 0; i < levels.length; i++) {
      var a = left.value(i);
      var b = right.value(i);
      levels[i] = a == null || b == null ? MISSING : level(layout.field(i).kind(), a, b);
    }
    for (int i = 0; i < levels.length; i++) {
      if ((levels[i] == DIFFERS || levels[i] == ALIKE) && standsElsewhere(left, right, i)) {
        levels[i] = SWAPPED;
      }
    }
  }

  /** Looks from the left field only, so that one value in the wrong place counts once. */
  private boolean standsElsewhere(MatchPerson left, MatchPerson right, int field) {
    for (int other : layout.neighbours(field)) {
      if (isNearly(left.value(field), right.value(other))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNearly(Value a, Value b) {
    return a != null
        && b != null
        && a.core().length() > 1
        && (a.sameAs(b)
            || likeness(a.text(), b.text(), SLIP) >= SLIP
            || (a.text().length() > 3 && oneOff(a.text(), b.text())));
  }

  static Level level(FieldKind kind, Value a, Value b) {
    if (a.sameAs(b)) {
      return SAME;
    }
    return switch (kind) {
      case GIVEN_NAME -> givenName(a, b);
      case FAMILY_NAME, FULL_NAME -> familyName(a, b);
      case BIRTH_DATE -> date(a, b);
      case HOUSE_NUMBER -> houseNumber(a, b);
      case POSTCODE -> core(a, b, 4);
      case EMAIL -> core(a, b, 5);
      case ORGANISATION_NAME, STREET, ADDRESS_LINE, CITY -> words(kind, a, b);
      case PHONE, IBAN, NATIONAL_ID -> oneOff(a.text(), b.text()) ? ONE_OFF : DIFFERS;
      case REGION, SEX -> DIFFERS;
    };
  }

  private static Level givenName(Value a, Value b) {
    if (isInitial(a) || isInitial(b)) {
      return a.core().charAt(0) == b.core().charAt(0) ? INITIAL : DIFFERS;
    }
    if (a.parts().size() + b.parts().size() > 2
        && (a.core().equals(b.core())
            || a.parts().containsAll(b.parts())
            || b.parts().containsAll(a.parts()))) {
      return PART;
    }
    return byLikeness(a.text(), b.text());
  }

  private static boolean isInitial(Value name) {
    return name.core().length() == 1;
  }

  private static Level familyName(Value a, Value b) {
    if (a.core().equals(b.core())) {
      return SAME_CORE;
    }
    if (a.parts().size() + b.parts().size() > 2 && haveOneInCommon(a.parts(), b.parts())) {
      return PART;
    }
    return byLikeness(a.core(), b.core());
  }

  private static boolean haveOneInCommon(List<String> some, List<String> others) {
    return some.stream().anyMatch(others::contains);
  }

  private static Level words(FieldKind kind, Value a, Value b) {
    boolean numbersDiffer = !digits(a.text()).equals(digits(b.text()));
    if (!numbersDiffer && (a.parts().containsAll(b.parts()) || b.parts().containsAll(a.parts()))) {
      return PART;
    }
    var level = byLikeness(a.text(), b.text());
    return numbersDiffer && level == SIMILAR ? ALIKE : level;
  }

  private static String digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return NO_DIGITS.matcher(text).replaceAll(" ").strip();
      }
    }
    return "";
  }

  private static Level byLikeness(String a, String b) {
    var likeness = likeness(a, b, SOME);
    if (likeness >= SLIP || (Math.min(a.length(), b.length()) > 3 && oneOff(a, b))) {
      return SIMILAR;
    }
    return likeness >= SOME ? ALIKE : DIFFERS;
  }

  /**
   * Jaro-Winkler; 0 where it cannot reach {@code wanted}, which is seen at a fraction of the cost.
   */
  private static double likeness(String a, String b, double wanted) {
    return mostPossible(a, b) < wanted ? 0 : LIKENESS.apply(a, b);
  }

  /** Upper bound of Jaro-Winkler from the letters that both texts have. */
  private static double mostPossible(String a, String b) {
    long letters = 0;
    for (int i = 0; i < b.length(); i++) {
      letters |= 1L << b.charAt(i);
    }
    int common = 0;
    for (int i = 0; i < a.length(); i++) {
      common += (int) (letters >>> a.charAt(i) & 1);
    }
    common = Math.min(common, b.length());
    int prefix = 0;
    while (prefix < Math.min(4, Math.min(a.length(), b.length()))
        && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    double jaro = ((double) common / a.length() + (double) common / b.length() + 1) / 3;
    return jaro + prefix * .1 * (1 - jaro);
  }

  private static Level date(Value a, Value b) {
    var year = a.parts().get(0).equals(b.parts().get(0));
    var month = a.parts().get(1).equals(b.parts().get(1));
    var day = a.parts().get(2).equals(b.parts().get(2));
    if (year
        && a.parts().get(1).equals(b.parts().get(2))
        && a.parts().get(2).equals(b.parts().get(1))) {
      return DAY_MONTH_SWAPPED;
    }
    if (oneOff(a.text(), b.text())) {
      return ONE_OFF;
    }
    return (year && month) || (year && day) || (month && day) ? TWO_OF_THREE : DIFFERS;
  }

  private static Level houseNumber(Value a, Value b) {
    if (a.core().equals(b.core())) {
      return SAME_CORE;
    }
    return a.core().length() + b.core().length() > 3 && oneOff(a.core(), b.core())
        ? ONE_OFF
        : DIFFERS;
  }

  private static Level core(Value a, Value b, int length) {
    if (a.core().length() >= length && a.core().equals(b.core())) {
      return SAME_CORE;
    }
    return oneOff(a.text(), b.text()) ? ONE_OFF : DIFFERS;
  }

  /**
   * Whether the texts differ by one character put in, left out or changed, or two neighbours
   * changed places.
   */
  static boolean oneOff(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 1) {
      return false;
    }
    int from = 0;
    int endA = a.length();
    int endB = b.length();
    while (from < endA && from < endB && a.charAt(from) == b.charAt(from)) {
      from++;
    }
    while (endA > from && endB > from && a.charAt(endA - 1) == b.charAt(endB - 1)) {
      endA--;
      endB--;
    }
    if (endA - from <= 1 && endB - from <= 1) {
      return true;
    }
    return endA - from == 2
        && endB - from == 2
        && a.charAt(from) == b.charAt(from + 1)
        && a.charAt(from + 1) == b.charAt(from);
  }
}
