package org.klantbrug.customer;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A customer's name as it is shown. */
public final class CustomerName {
  private CustomerName() {}

  /** SQL: the name of a row with the fields of a customer. */
  public static String sql(String alias) {
    return "coalesce(nullif(concat_ws(' ', coalesce(nullif(%1$s.given_name, ''), %1$s.initials), nullif(%1$s.prefix, ''), %1$s.family_name), ''), %1$s.full_name, %1$s.organisation_name)"
        .formatted(alias);
  }

  /** The same from values; null when there is no name at all. */
  static String of(
      String givenName,
      String initials,
      String prefix,
      String familyName,
      String fullName,
      String organisationName) {
    var first = givenName == null || givenName.isEmpty() ? initials : givenName;
    var parts =
        Stream.of(first, prefix, familyName)
            .filter(part -> part != null && !part.isEmpty())
            .collect(Collectors.joining(" "));
    if (!parts.isEmpty()) {
      return parts;
    }
    return fullName != null ? fullName : organisationName;
  }
}
