package org.klantbrug.merger.reading;

import java.time.Instant;
import java.util.stream.Collectors;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.RuleBroken;

/** A value that a person types for a field, in the form in which staging keeps it. */
public final class TypedValue {
  private TypedValue() {}

  /**
   * Checks a typed value as if it had been delivered in the form of staging.
   *
   * @param text days as 2026-04-27, moments as 2026-04-27T09:15:00+02:00, amounts as 12.50, codes
   *     as they are
   * @param at the business moment
   * @return the value for staging
   * @throws RuleBroken {@code warning.still-wrong}: what was expected
   */
  public static String of(TargetField field, String text, Instant at) {
    var expected = new String[1];
    var reader =
        new ValueReader(
            field, target(field), at, (noted, reason, right, raw) -> expected[0] = right);
    var value = reader.read(text, false);
    if (value != null && field.type() == FieldType.POSTCODE) {
      value = Postcode.read(value, null);
      expected[0] = "1234 AB";
    }
    if (value == null) {
      throw new RuleBroken("warning.still-wrong", new Expected(String.valueOf(expected[0])));
    }
    return value;
  }

  private static Mapping.Target target(TargetField field) {
    return switch (field.type()) {
      case DATE -> Mapping.Target.dated(field.column(), "yyyy-MM-dd");
      case MOMENT -> Mapping.Target.dated(field.column(), "yyyy-MM-ddTHH:mm:ssX");
      case AMOUNT -> Mapping.Target.amount(field.column(), ".");
      case CODE ->
          Mapping.Target.coded(
              field.column(),
              field.codes().stream().collect(Collectors.toMap(code -> code, code -> code)));
      default -> Mapping.Target.plain(field.column());
    };
  }
}
