package org.klantbrug.outbound;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;
import org.klantbrug.shared.RuleBroken;

/**
 * A message as a colleague wrote it.
 *
 * @param purpose what it is for, a code: {@code COMPLAINT_OUTCOME}
 * @param occasion tells messages of one purpose about one subject apart; a code or a day
 * @param subjectKind what it is about: {@code complaint}
 * @param subjectName what people call that
 * @param identityId whose, as one company knows him; null if nobody knows
 * @param recipient one address
 * @param language {@code nl} or {@code en}
 * @param body plain text
 * @param inReplyTo Message-ID of the customer's message that it answers; null for none
 */
public record NewMessage(
    String purpose,
    String occasion,
    String subjectKind,
    long subjectId,
    String subjectName,
    Long identityId,
    String recipient,
    String language,
    String subjectLine,
    String body,
    String inReplyTo) {
  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_LINE = 200;
  private static final int LONGEST_BODY = 20_000;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /**
   * The same without blanks around it.
   *
   * @throws RuleBroken {@code outbound.*} if something is missing, too long or would become a
   *     header of its own
   */
  NewMessage checked() {
    if (blank(subjectLine) || blank(body)) {
      throw new RuleBroken("outbound.words-missing");
    }
    if (CONTROL.matcher(subjectLine).find()) {
      throw new RuleBroken("outbound.line-break");
    }
    var text = body.replace("\r\n", "\n").strip();
    if (subjectLine.strip().length() > LONGEST_LINE || text.length() > LONGEST_BODY) {
      throw new RuleBroken("outbound.too-long", LONGEST_LINE, LONGEST_BODY);
    }
    return new NewMessage(
        purpose,
        occasion,
        subjectKind,
        subjectId,
        subjectName,
        identityId,
        address(recipient),
        "en".equals(language) ? "en" : "nl",
        subjectLine.strip(),
        text,
        inReplyTo);
  }

  /**
   * Whether it can be sent: in a mail to many, one name that is no line must not stop the others.
   */
  boolean isSendable() {
    try {
      checked();
      return true;
    } catch (RuleBroken notSendable) {
      return false;
    }
  }

  /**
   * One address, as it goes into a header: no name, no second address, no line break.
   *
   * @throws RuleBroken {@code outbound.address} if it is none
   */
  static String address(String typed) {
    var text = typed == null ? "" : typed.strip();
    if (!isAddress(text)) {
      throw new RuleBroken("outbound.address");
    }
    return text;
  }

  /** Whether it is one address, as {@link #address} says. */
  public static boolean isAddress(String text) {
    if (text.length() > LONGEST_ADDRESS
        || CONTROL.matcher(text).find()
        || !text.matches("[^\\s,;<>()\"]+@[^\\s,;<>()\"@]+\\.[^\\s,;<>()\"@.]+")) {
      return false;
    }
    try {
      return new InternetAddress(text, true).getAddress().equals(text);
    } catch (AddressException unreadable) {
      return false;
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
