package org.klantbrug.shared;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A figure of the books as a person types it, in Dutch or in English: the thousands may be parted
 * by a point, a comma or a blank. As an amount has two decimals at most, three digits behind a
 * single sign are always thousands.
 */
public final class TypedFigure {
  private static final Pattern COUNT =
      Pattern.compile(
          "\\d{1,15}|\\d{1,3}(\\.\\d{3})+|\\d{1,3}(,\\d{3})+|\\d{1,3}([ \\u00a0]\\d{3})+");

  private TypedFigure() {}

  /** How many there are; empty if the text is no whole number. */
  public static Optional<BigDecimal> count(String text) {
    return COUNT.matcher(text).matches()
        ? Optional.of(new BigDecimal(text.replaceAll("\\D", "")))
        : Optional.empty();
  }

  /** An amount in euros; empty if the text is none. */
  public static Optional<BigDecimal> amount(String text) {
    return Optional.ofNullable(Amount.read(text, '.'))
        .or(() -> Optional.ofNullable(Amount.read(text, ',')))
        .map(BigDecimal::new);
  }
}
