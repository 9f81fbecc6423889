package org.klantbrug.complaint;

import java.time.Instant;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.RuleBroken;

/**
 * A complaint as it reached us. Texts may be empty where nothing was said.
 *
 * @param senderKey by which the sender tells that he sends the same again; null if he does not
 * @param identityId whose, as one company knows him; null if nobody knows
 * @param contactGiven how to reach him in his own words; needed where the identity is not known
 * @param receivedAt when it reached us; null means now
 * @param text the customer's own words, at most {@link #LONGEST} characters
 * @param regime code of the rules it falls under; null means those that are usual for the company
 *     it is about
 */
public record NewComplaint(
    String senderKey,
    Long identityId,
    String contactGiven,
    Channel channel,
    Instant receivedAt,
    String text,
    String product,
    String topic,
    String remedySought,
    String regime) {
  /** More is no story any more. */
  public static final int LONGEST = 100_000;

  private static final int LONGEST_KEY = 190;

  static final String GENERAL = "GENERAL";

  /**
   * The same, its key told apart from those of other ways in.
   *
   * @param way by which it came in, a word: {@code api}
   */
  public NewComplaint from(String way) {
    Written.atMost(LONGEST_KEY, senderKey);
    return new NewComplaint(
        Written.none(senderKey) ? null : way + "-" + senderKey.strip(),
        identityId,
        contactGiven,
        channel,
        receivedAt,
        text,
        product,
        topic,
        remedySought,
        regime);
  }

  /** Says what is missing or too long. */
  void check(Instant now) {
    if (Written.none(text)) {
      throw new RuleBroken("complaint.text-missing");
    }
    if (channel == null) {
      throw new RuleBroken("complaint.channel-missing");
    }
    if (identityId == null && Written.none(contactGiven)) {
      throw new RuleBroken("complaint.contact-missing");
    }
    if (receivedAt != null && receivedAt.isAfter(now)) {
      throw new RuleBroken("complaint.received-later");
    }
    Written.atMost(LONGEST, text);
    Written.atMost(200, product, topic);
    Written.atMost(1000, contactGiven);
    Written.atMost(4000, remedySought);
  }
}
