package org.klantbrug.billing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.iban4j.IbanUtil;
import org.klantbrug.shared.RuleBroken;

/** What a sheet of changes must say before it can be entered. */
final class SheetRules {
  private static final int LONGEST_LABEL = 120;
  private static final int LONGEST = 400;

  private SheetRules() {}

  /** Without blanks around it; empty texts are none. */
  static Change clean(Change change) {
    return new Change(
        change.subject(),
        change.stays(),
        text(change.subject(), change.oldValue()),
        text(change.subject(), change.newValue()));
  }

  private static String text(Subject subject, String typed) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    return subject == Subject.CREDITOR_ID || subject == Subject.IBAN
        ? CreditorId.compact(typed)
        : typed.strip();
  }

  static void refuseWrong(String label, LocalDate fromDay, List<Change> changes) {
    if (label.strip().length() > LONGEST_LABEL) {
      throw new RuleBroken("billing.sheet-label-long", LONGEST_LABEL);
    }
    if (fromDay == null) {
      throw new RuleBroken("billing.sheet-day-missing");
    }
    if (changes.stream().map(Change::subject).distinct().count() != Subject.values().length
        || changes.size() != Subject.values().length) {
      throw new RuleBroken("billing.sheet-incomplete", Arrays.toString(Subject.values()));
    }
    changes.forEach(SheetRules::refuseWrong);
  }

  private static void refuseWrong(Change change) {
    if (change.stays() && change.newValue() != null) {
      throw new RuleBroken("billing.sheet-both", change.subject());
    }
    if (!change.stays() && change.newValue() == null) {
      throw new RuleBroken("billing.sheet-new-missing", change.subject());
    }
    if (isTooLong(change.oldValue()) || isTooLong(change.newValue())) {
      throw new RuleBroken("billing.sheet-too-long", change.subject(), LONGEST);
    }
    refuseWrong(change.subject(), change.oldValue());
    refuseWrong(change.subject(), change.newValue());
  }

  private static boolean isTooLong(String value) {
    return value != null && value.length() > LONGEST;
  }

  private static void refuseWrong(Subject subject, String value) {
    if (value == null) {
      return;
    }
    switch (subject) {
      case CREDITOR_ID -> refuseUnless(CreditorId.isValid(value), "billing.sheet-creditor", value);
      case IBAN -> refuseUnless(IbanUtil.isValid(value), "billing.sheet-iban", value);
      case BILLING_DAY ->
          refuseUnless(value.matches("[1-9]|[12]\\d|3[01]"), "billing.sheet-day", value);
      default -> {
        // words of their own
      }
    }
  }

  private static void refuseUnless(boolean right, String rule, String value) {
    if (!right) {
      throw new RuleBroken(rule, value);
    }
  }
}
