package org.klantbrug.objection;

import static java.util.Map.entry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Letters;
import org.klantbrug.shared.BusinessClock;

/** What a colleague could write to a customer who objects; he goes on writing. */
@ApplicationScoped
public class ObjectionLetters {
  private Letters letters;

  /** For the container. */
  protected ObjectionLetters() {}

  /** Works with this. */
  @Inject
  public ObjectionLetters(Letters letters) {
    this.letters = letters;
  }

  /** A proposed text for the step that waits now; null if none is to be written. */
  public Letters.Letter propose(ObjectionView objection, List<Ending.OfContract> ends, Staff by) {
    var name = name(objection);
    return name == null
        ? null
        : letters.of(
            ObjectionLetters.class, name, objection.language(), values(objection, ends, by));
  }

  private static String name(ObjectionView objection) {
    return switch (objection.stage()) {
      case CALL -> "call";
      case APOLOGY -> "apology";
      case CONFIRMATION -> objection.outcome().name().toLowerCase(Locale.ROOT);
      default -> null;
    };
  }

  private static Map<String, Object> values(
      ObjectionView objection, List<Ending.OfContract> ends, Staff by) {
    var locale = Locale.forLanguageTag(objection.language());
    return Map.ofEntries(
        entry("number", objection.number()),
        entry("name", objection.customer() == null ? "" : objection.customer()),
        entry("received", day(objection.receivedAt(), locale)),
        entry("acquired", objection.acquired()),
        entry("acquirer", objection.acquirer()),
        entry("wentOver", objection.wentOver()),
        entry("ends", ends(ends, locale)),
        entry("owes", owes(objection.owes(), locale)),
        entry("by", by.fullName()),
        entry("brand", objection.wentOver() ? objection.acquirer() : objection.acquired()));
  }

  /** A line for each contract: what, when, and by which rule. */
  private static String ends(List<Ending.OfContract> ends, Locale locale) {
    return ends.stream()
        .map(
            each ->
                "- %s: %s. %s"
                    .formatted(
                        each.product() == null ? each.key() : each.product(),
                        day(each.end().on(), locale),
                        each.end().because(locale)))
        .collect(Collectors.joining("\n"));
  }

  private static String day(Instant at, Locale locale) {
    return day(at.atZone(BusinessClock.ZONE).toLocalDate(), locale);
  }

  private static String day(LocalDate day, Locale locale) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", locale).format(day);
  }

  private static String owes(BigDecimal amount, Locale locale) {
    if (amount == null || amount.signum() == 0) {
      return "";
    }
    var format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(Currency.getInstance("EUR"));
    return format.format(amount);
  }
}
