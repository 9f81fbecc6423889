package org.klantbrug.billing;

import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.shared.Spoken;

/** What can change for the customers of a label. */
public enum Subject implements Spoken {
  /** Who debits, as the bank names him; checked by its check digits. */
  CREDITOR_ID,
  /** The account to which customers pay. */
  IBAN,
  /** The name under which customers know the company. */
  BRAND,
  /** The general terms: where they change, customers may leave. */
  TERMS,
  /** What is paid: where it changes, customers may leave. */
  PRICE,
  /** The number by which a customer is known. */
  CUSTOMER_NUMBER,
  /** The day of the month on which is billed. */
  BILLING_DAY;

  /** Key of what people call it, in the bundle of the rules. */
  public String key() {
    return "billing.subject." + name();
  }

  @Override
  public String textIn(Locale language) {
    return ResourceBundle.getBundle("org.klantbrug.rules", language).getString(key());
  }
}
