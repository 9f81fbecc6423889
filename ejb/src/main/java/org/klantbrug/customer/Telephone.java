package org.klantbrug.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Telephone numbers as people say them. */
final class Telephone {
  private Telephone() {}

  /**
   * A number as it is kept, E.164; one without country is Dutch.
   *
   * @return empty if it is no number
   */
  static Optional<String> asKept(String typed) {
    if (!typed.matches("[+0-9()\\s./-]{8,25}")) {
      return Optional.empty();
    }
    try {
      var util = PhoneNumberUtil.getInstance();
      return Optional.of(util.format(util.parse(typed, "NL"), PhoneNumberFormat.E164));
    } catch (NumberParseException notANumber) {
      return Optional.empty(); // then it is something else that was typed
    }
  }

  /**
   * Which of the numbers that the companies have of a customer he named.
   *
   * @param said as he says it
   * @return OURS, OURS_OTHER, THEIRS, THEIRS_OTHER or BY_HAND; empty if nobody has that number
   */
  static Optional<String> matching(CustomerPage customer, String said) {
    var number = asKept(said == null ? "" : said.strip());
    return number.flatMap(
        named ->
            Stream.concat(
                    customer.identities().stream().flatMap(identity -> kinds(identity, named)),
                    Stream.of("phone", "phone_other")
                        .filter(field -> isSame(customer.value(field), named))
                        .map(field -> "BY_HAND"))
                .findFirst());
  }

  private static Stream<String> kinds(CustomerPage.Identity identity, String named) {
    var whose = identity.origin().ours() ? "OURS" : "THEIRS";
    return Stream.of(
            isSame(identity.values().get("phone"), named) ? whose : null,
            isSame(identity.values().get("phone_other"), named) ? whose + "_OTHER" : null)
        .filter(kind -> kind != null);
  }

  private static boolean isSame(String kept, String named) {
    return kept != null && asKept(kept).orElse(kept).equals(named);
  }
}
