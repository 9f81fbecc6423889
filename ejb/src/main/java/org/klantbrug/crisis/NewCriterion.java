package org.klantbrug.crisis;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.klantbrug.complaint.Cause;
import org.klantbrug.shared.RuleBroken;

/**
 * By what customers are found who are touched by a crisis. All that is given must be so of a
 * customer.
 *
 * @param wave key of the wave they go over with, or went
 * @param billingDay 1 to 31
 * @param product a part of its name
 * @param cause of complaints, as they were assessed
 * @param topic of questions in contacts
 * @param since complaints and contacts from this day on; null for all
 * @param postcodeFrom four figures, with the last of the range
 * @param place the name of a town
 * @param company whose numbers are listed; null for those of either company and our own
 * @param numbers of customers, in any spelling; empty for none
 */
public record NewCriterion(
    Long wave,
    Integer billingDay,
    String product,
    Cause cause,
    String topic,
    LocalDate since,
    Integer postcodeFrom,
    Integer postcodeTo,
    String place,
    Long company,
    List<String> numbers) {
  /** Numbers on one list at most. */
  public static final int MOST_NUMBERS = 200_000;

  private static final int LONGEST_PRODUCT = 200;
  private static final int LONGEST_PLACE = 100;
  private static final int LONGEST_NUMBER = 200;

  /** Copies the list; a part that has only blanks is none. */
  public NewCriterion {
    product = none(product);
    place = none(place);
    topic = none(topic);
    numbers =
        numbers == null
            ? List.of()
            : numbers.stream()
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
  }

  /** A list of numbers alone. */
  public static NewCriterion listed(Long company, List<String> numbers) {
    return new NewCriterion(null, null, null, null, null, null, null, null, null, company, numbers);
  }

  /** Whether it is a list of numbers. */
  public boolean isList() {
    return !numbers.isEmpty();
  }

  /**
   * Says what is missing or wrong.
   *
   * @throws RuleBroken {@code crisis.criterion-*}
   */
  NewCriterion checked() {
    var others =
        Stream.of(wave, billingDay, product, cause, topic, postcodeFrom, postcodeTo, place)
            .anyMatch(Objects::nonNull);
    if (!others && !isList()) {
      throw new RuleBroken("crisis.criterion-empty");
    }
    if (others && isList()) {
      throw new RuleBroken("crisis.list-alone");
    }
    if (billingDay != null && (billingDay < 1 || billingDay > 31)) {
      throw new RuleBroken("crisis.criterion-day");
    }
    if (!isRange()) {
      throw new RuleBroken("crisis.criterion-postcode");
    }
    if (since != null && cause == null && topic == null) {
      throw new RuleBroken("crisis.criterion-since");
    }
    checkLengths();
    return this;
  }

  private boolean isRange() {
    return postcodeFrom == null && postcodeTo == null
        || postcodeFrom != null
            && postcodeTo != null
            && postcodeFrom >= 1000
            && postcodeTo <= 9999
            && postcodeFrom <= postcodeTo;
  }

  private void checkLengths() {
    if (product != null && product.length() > LONGEST_PRODUCT
        || place != null && place.length() > LONGEST_PLACE
        || numbers.stream().anyMatch(each -> each.length() > LONGEST_NUMBER)) {
      throw new RuleBroken("crisis.criterion-long", LONGEST_PRODUCT, LONGEST_PLACE);
    }
    if (numbers.size() > MOST_NUMBERS) {
      throw new RuleBroken("crisis.list-long", MOST_NUMBERS);
    }
  }

  private static String none(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
