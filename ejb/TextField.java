package org.klantbrug.outbound;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a text of the house leaves open: in braces, <code>{name}</code> for one. */
public enum TextField {
  /** The customer's name. */
  NAME,
  /** Who writes. */
  BY,
  /** The name under which the customer knows us. */
  BRAND,
  /** The day on which it is written. */
  TODAY,
  /** Of the complaint or signal. */
  NUMBER,
  /** The day on which the complaint reached us. */
  RECEIVED,
  /** Why it was decided so. */
  REASONS,
  /** Why it went wrong. */
  EXPLANATION;

  /** As it stands between the braces. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TextField> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }
}
