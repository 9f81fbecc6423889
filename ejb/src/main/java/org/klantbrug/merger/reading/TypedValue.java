package org.klantbrug.merger.reading;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.RuleBroken;

/** A value that a person types for a field, in the form in which staging keeps it. */
public final class TypedValue {
  private static final List<String> DAYS = List.of("yyyy-MM-dd", "d-M-yyyy");
  private static final List<String> MOMENTS =
      List.of(
          "yyyy-MM-ddTHH:mm:ssX",
          "yyyy-MM-dd H:mm:ss",
          "yyyy-MM-dd H:mm",
          "d-M-yyyy H:mm:ss",
          "d-M-yyyy H:mm");

  private TypedValue() {}

  /**
   * Checks a typed value as if it had been delivered, in the form of staging or as people here
   * write it.
   *
   * @param text days as 2026-04-27 or 27-4-2026, moments as 2026-04-27T09:15:00+02:00 or 27-4-2026
   *     9:15, amounts as 12.50 or 12,50, codes as they are
   * @param at the business moment
   * @return the value for staging
   * @throws RuleBroken {@code warning.still-wrong}: what was expected
   */
  public static String of(TargetField field, String text, Instant at) {
    var wrong = new Wrong();
    for (var target : targets(field)) {
      var value = new ValueReader(field, target, at, wrong).read(text, false);
      if (value != null && field.type() == FieldType.POSTCODE) {
        value = Postcode.read(value, null);
        wrong.expected = "1234 AB";
      }
      if (value != null) {
        return value;
      }
      if (!wrong.onlyForm) {
        break;
      }
    }
    throw new RuleBroken("warning.still-wrong", new Expected(wrong.expectedOf(field)));
  }

  /** The last thing that was wrong with a value. */
  private static final class Wrong implements ValueReader.Notes {
    private static final Set<Reason> FORM =
        EnumSet.of(Reason.WRONG_DATE, Reason.WRONG_MOMENT, Reason.WRONG_AMOUNT);

    private String expected;
    private boolean onlyForm;

    @Override
    public void note(TargetField field, Reason reason, String right, String raw) {
      expected = right;
      onlyForm = FORM.contains(reason);
    }

    String expectedOf(TargetField field) {
      if (!onlyForm) {
        return String.valueOf(expected);
      }
      return switch (field.type()) {
        case DATE -> Expected.TYPED_DAY;
        case MOMENT -> Expected.TYPED_MOMENT;
        default -> Expected.TYPED_AMOUNT;
      };
    }
  }

  /** The ways in which the value can be typed; the first that reads it is meant. */
  private static List<Mapping.Target> targets(TargetField field) {
    var name = field.column();
    return switch (field.type()) {
      case DATE -> DAYS.stream().map(form -> Mapping.Target.dated(name, form)).toList();
      case MOMENT -> MOMENTS.stream().map(form -> Mapping.Target.dated(name, form)).toList();
      case AMOUNT -> List.of(Mapping.Target.amount(name, "."), Mapping.Target.amount(name, ","));
      case CODE ->
          List.of(
              Mapping.Target.coded(
                  name,
                  field.codes().stream().collect(Collectors.toMap(code -> code, code -> code))));
      default -> List.of(Mapping.Target.plain(name));
    };
  }
}
