package org.klantbrug.complaint;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.RuleBroken;

/**
 * What a customer says of a complaint that we have.
 *
 * @param senderKey by which the sender tells that he sends the same again; null if he does not
 * @param how by which way it reached us
 * @param text the customer's own words, at most {@link NewComplaint#LONGEST} characters
 * @param withdraws whether he says that we need not go on with it
 */
public record Words(String senderKey, Channel how, String text, boolean withdraws) {
  private static final int LONGEST_KEY = 200;

  /**
   * What was sent with a form. The same words of the same form are the same; other words of it, as
   * after a step back in the browser, are more.
   */
  static Words more(String formKey, Channel how, String text, boolean withdraws) {
    var what = UUID.nameUUIDFromBytes((withdraws + text).getBytes(StandardCharsets.UTF_8));
    return new Words(formKey + "-" + what, how, text, withdraws);
  }

  /** Says what is missing or too long. */
  void check() {
    if (Written.none(text)) {
      throw new RuleBroken("complaint.reply-missing");
    }
    if (how == null) {
      throw new RuleBroken("complaint.channel-missing");
    }
    Written.atMost(NewComplaint.LONGEST, text);
    Written.atMost(LONGEST_KEY, senderKey);
  }

  Deed deed() {
    return Deed.aside(withdraws ? "withdrawalAsked" : "customerReplied", how, text);
  }
}
