package org.klantbrug.merger.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.RuleBroken;

class TypedValueTest {
  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  private static final Locale DUTCH = Locale.forLanguageTag("nl");
  private static final TargetField BIRTH = Entity.CUSTOMER.field("birth_date");
  private static final TargetField AMOUNT = Entity.INVOICE.field("amount");
  private static final TargetField MOMENT = Entity.CONTACT.field("occurred_at");

  @ParameterizedTest
  @CsvSource({"1969-12-16,1969-12-16", "16-12-1969,1969-12-16", "6-2-1969,1969-02-06"})
  void aDayIsTypedAsPeopleHereWriteItOrAsItIsKept(String typed, String kept) {
    assertThat(TypedValue.of(BIRTH, typed, NOW)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"12.50|12.50", "12,50|12.50", "1.234,56|1234.56", "1,234.56|1234.56", "12|12.00"})
  void anAmountIsTypedWithACommaOrAPoint(String typed, String kept) {
    assertThat(TypedValue.of(AMOUNT, typed, NOW)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-27T09:15:00+02:00,2026-04-27T09:15:00+02:00",
    "27-4-2026 9:15,2026-04-27T09:15:00+02:00",
    "2026-04-27 09:15,2026-04-27T09:15:00+02:00"
  })
  void aMomentIsTypedInDutchTimeOrWithItsZone(String typed, String kept) {
    assertThat(TypedValue.of(MOMENT, typed, NOW)).isEqualTo(kept);
  }

  @Test
  void whoTypesAnotherFormIsToldBoth() {
    assertRefused(BIRTH, "16 december", "27-4-2026 of 2026-04-27");
    assertRefused(AMOUNT, "veel", "12,50 of 12.50");
    assertRefused(MOMENT, "gisteren", "27-4-2026 14:30 of 2026-04-27 14:30");
  }

  @Test
  void aDayOfTheFutureIsNoBirthDateInAnyForm() {
    assertRefused(BIRTH, "1-1-2030", "uiterlijk 2026-11-02");
  }

  private static void assertRefused(TargetField field, String typed, String expected) {
    assertThatThrownBy(() -> TypedValue.of(field, typed, NOW))
        .isInstanceOfSatisfying(
            RuleBroken.class, rule -> assertThat(rule.textIn(DUTCH)).contains(expected));
  }
}
