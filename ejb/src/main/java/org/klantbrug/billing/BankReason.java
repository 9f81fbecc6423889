package org.klantbrug.billing;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a bank refused a debit or paid it back, by the codes that SEPA uses (EPC173-14, guidance on
 * reason codes for direct debits). Others are shown as they are.
 */
public enum BankReason {
  AC01,
  AC04,
  AC06,
  AC13,
  AG01,
  AG02,
  AM04,
  AM05,
  BE05,
  CNOR,
  DNOR,
  FF01,
  /** Without a mandate, or not authorised: for thirteen months. */
  MD01,
  MD02,
  /** The customer asked for it: within eight weeks, without a reason. */
  MD06,
  MD07,
  MS02,
  MS03,
  RC01,
  RR01,
  SL01;

  /** Whether the customer had it paid back, after it was debited. */
  boolean isRefund() {
    return this == MD01 || this == MD06;
  }

  /** SQL: the codes by which a customer has a debit paid back, in brackets. */
  static String refunds() {
    return Arrays.stream(values())
        .filter(BankReason::isRefund)
        .map(each -> "'" + each + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** What a bank means; empty for a code that is not known here. */
  public static Optional<BankReason> of(String code) {
    return Arrays.stream(values()).filter(each -> each.name().equals(code)).findFirst();
  }
}
