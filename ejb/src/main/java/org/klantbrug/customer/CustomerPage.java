package org.klantbrug.customer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The head of a customer: who he is and where each value comes from.
 *
 * @param number the customer number that we show
 * @param name as it is shown; null when no company gave one
 * @param values golden values by column of the customer, only those that there are
 * @param version to give back when a value is set
 * @param identities the customer at each company, ours first
 */
public record CustomerPage(
    long partyId,
    String number,
    String name,
    Map<String, GoldenValue> values,
    Instant goldenAt,
    int version,
    List<Identity> identities) {

  /**
   * A value and its origin.
   *
   * @param value as text; a date as yyyy-mm-dd
   * @param rule the survivorship rule, ONLY_SOURCE, or HAND
   * @param origin where it was delivered; null if set by hand
   * @param setBy staff id if set by hand, else null
   * @param setAt if set by hand, else null
   */
  public record GoldenValue(String value, String rule, Origin origin, Long setBy, Instant setAt) {

    /** Whether deliveries leave this value alone. */
    public boolean locked() {
      return rule.equals("HAND");
    }
  }

  /**
   * From which company, file, line and key something came.
   *
   * @param fileName null when it was made at our own desk
   */
  public record Origin(
      String company, boolean ours, String fileName, Long lineNo, String sourceKey) {}

  /**
   * The customer as one company knows him.
   *
   * @param linkedBecause FOUNDER, SAME_CUSTOMER, MERGED or SPLIT
   * @param values as delivered, by column
   */
  public record Identity(
      long id,
      Origin origin,
      String linkedBecause,
      Instant linkedAt,
      LocalDate extractedOn,
      Map<String, String> values) {}
}
