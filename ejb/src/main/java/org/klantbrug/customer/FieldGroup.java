package org.klantbrug.customer;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Fields of a customer that come from one source together: a street of one company with the house
 * number of another would be an address where nobody lives.
 */
enum FieldGroup {
  NAME("given_name", "initials", "prefix", "family_name", "full_name"),
  ORGANISATION("organisation_name"),
  SEX("sex"),
  BIRTH_DATE("birth_date"),
  ADDRESS(
      "street",
      "house_number",
      "house_number_addition",
      "address_line",
      "postcode",
      "city",
      "region",
      "country"),
  EMAIL("email"),
  PHONE("phone", "phone_other"),
  IBAN("iban"),
  PREFERRED_CHANNEL("preferred_channel"),
  CUSTOMER_SINCE("customer_since"),
  CIRCUMSTANCE("circumstance"),
  MARKETING_OPT_OUT("marketing_opt_out"),
  LABEL("label");

  private final List<String> fields;

  FieldGroup(String... fields) {
    this.fields = List.of(fields);
  }

  List<String> fields() {
    return fields;
  }

  /** All fields of all groups. */
  static List<String> allFields() {
    return Arrays.stream(values()).flatMap(group -> group.fields.stream()).toList();
  }

  static FieldGroup of(String field) {
    return Arrays.stream(values())
        .filter(group -> group.fields.contains(field))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("No field of a customer: " + field));
  }
}
