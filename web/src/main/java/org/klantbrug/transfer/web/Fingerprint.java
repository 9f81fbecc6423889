package org.klantbrug.transfer.web;

import java.math.BigDecimal;

/**
 * A sum of fingerprints as people can compare it: hexadecimal, so that nobody takes it for money.
 */
final class Fingerprint {
  private Fingerprint() {}

  /** As {@code 0x} and digits; what is not there as nothing. */
  static String of(BigDecimal sum) {
    return sum == null ? "" : "0x" + sum.toBigInteger().toString(16);
  }
}
