package org.klantbrug.knowledge;

import java.time.LocalDate;
import java.util.List;
import org.klantbrug.shared.RuleBroken;

/**
 * What somebody writes of a question and its answer.
 *
 * @param topic code of what it is about
 * @param companyId the company whose customers it is for; null unless the audience says so
 * @param mergerId the merger it is about; null if none
 * @param product which product it is about, in words; null if none
 * @param ownerId who keeps it right
 * @param checker role that is asked to check it, one of {@link #CHECKERS}
 * @param validUntil last day on which it is shown
 * @param links what else it is about; null for nothing
 */
public record NewItem(
    String topic,
    Audience audience,
    Long companyId,
    Long mergerId,
    String product,
    Wording wording,
    Long ownerId,
    String checker,
    LocalDate validUntil,
    Links links) {
  /** Who can be asked to check: who watches the law, and who speaks for the house. */
  public static final List<String> CHECKERS = List.of("legal", "spokesperson");

  private static final int LONGEST_PRODUCT = 200;
  private static final int MOST_YEARS = 2;

  /**
   * As it is kept.
   *
   * @throws RuleBroken {@code knowledge.*}: what is missing or too long
   */
  NewItem checked(LocalDate today) {
    if (topic == null || audience == null || ownerId == null || !isCheckable()) {
      throw new RuleBroken("knowledge.incomplete");
    }
    if ((audience == Audience.COMPANY) != (companyId != null)) {
      throw new RuleBroken("knowledge.whose-customers");
    }
    return new NewItem(
        topic,
        audience,
        companyId,
        mergerId,
        cleanProduct(),
        wording.checked(),
        ownerId,
        checker,
        day(validUntil, today),
        links == null ? Links.NONE : links.checked(audience));
  }

  private boolean isCheckable() {
    return checker != null && CHECKERS.contains(checker);
  }

  private String cleanProduct() {
    if (product == null || product.isBlank()) {
      return null;
    }
    if (product.strip().length() > LONGEST_PRODUCT) {
      throw new RuleBroken("knowledge.product-too-long", LONGEST_PRODUCT);
    }
    return product.strip();
  }

  /**
   * A last day on which something may be shown.
   *
   * @throws RuleBroken {@code knowledge.day-*} if there is none, it is over, or too far away
   */
  static LocalDate day(LocalDate wanted, LocalDate today) {
    if (wanted == null || wanted.isBefore(today)) {
      throw new RuleBroken("knowledge.day-over");
    }
    if (wanted.isAfter(today.plusYears(MOST_YEARS))) {
      throw new RuleBroken("knowledge.day-far", MOST_YEARS);
    }
    return wanted;
  }
}
