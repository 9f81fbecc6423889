package org.klantbrug.customer;

/** SQL for the texts a customer is found by; the same for an identity and for a party. */
public final class SearchText {
  private SearchText() {}

  /** All parts of the name, plain, in one text. */
  public static String name(String alias) {
    return "coalesce(customer_plain(concat_ws(' ', %1$s.given_name, replace(%1$s.initials, '.', ''), %1$s.prefix, %1$s.family_name, %1$s.full_name, %1$s.organisation_name)), '')"
        .formatted(alias);
  }

  /** The e-mail address in lower case. */
  public static String email(String alias) {
    return "lower(btrim(%s.email))".formatted(alias);
  }

  /** The postcode without blanks, in capitals. */
  public static String postcode(String alias) {
    return "upper(replace(%s.postcode, ' ', ''))".formatted(alias);
  }
}
