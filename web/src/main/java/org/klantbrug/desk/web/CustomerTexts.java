package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Set;
import org.klantbrug.shared.web.Texts;

/** How values of a customer are shown: amounts, codes in words, what is masked. */
@Named("shown")
@RequestScoped
public class CustomerTexts {
  private static final Set<String> CODES =
      Set.of("SEX", "PREFERRED_CHANNEL", "CIRCUMSTANCE", "MARKETING_OPT_OUT");
  private static final Set<String> MASKED = Set.of("BIRTH_DATE", "IBAN");

  /** Longer texts are folded. */
  private static final int IN_SIGHT = 320;

  @Inject private Texts say;

  /**
   * A value of a customer.
   *
   * @param group the group of fields it belongs to
   * @param kept as it is kept
   * @param revealed the masked group that may be shown in full; empty for none
   */
  String value(String group, String kept, String revealed) {
    if (isMasked(group, revealed)) {
      return group.equals("IBAN")
          ? say.say("customer.masked.IBAN", last(kept, 4))
          : say.say("customer.masked.BIRTH_DATE", kept.substring(0, Math.min(4, kept.length())));
    }
    if (CODES.contains(group)) {
      return say.code("customer.code." + group + ".", kept);
    }
    return isDate(group) ? say.day(LocalDate.parse(kept)) : kept;
  }

  /** What answers a question: of a bank account only the end, nobody says more aloud. */
  String answer(String question, String kept) {
    return question.equals("IBAN")
        ? value("IBAN", kept, "")
        : value(question, kept, question);
  }

  boolean isMasked(String group, String revealed) {
    return MASKED.contains(group) && !group.equals(revealed);
  }

  /** The name of a channel. */
  public String channel(String code) {
    return say.code("timeline.channel.", code);
  }

  /** An amount in euro. */
  public String euro(BigDecimal amount) {
    if (amount == null) {
      return "";
    }
    var format = NumberFormat.getCurrencyInstance(say.locale());
    format.setCurrency(Currency.getInstance("EUR"));
    return format.format(amount);
  }

  /** Whether a text is so long that it is folded. */
  public boolean isLong(String text) {
    return text != null && (text.length() > IN_SIGHT || text.lines().count() > 6);
  }

  /** The beginning of a long text, up to a blank. */
  public String beginning(String text) {
    var plain = text.strip().replaceAll("\\s+", " ");
    var end = Math.min(IN_SIGHT / 2, plain.length());
    var blank = plain.lastIndexOf(' ', end);
    return plain.substring(0, plain.offsetByCodePoints(0, plain.codePointCount(0, blank > 40 ? blank : end)));
  }

  private static boolean isDate(String group) {
    return group.equals("BIRTH_DATE") || group.equals("CUSTOMER_SINCE");
  }

  private static String last(String text, int length) {
    return text.substring(Math.max(0, text.length() - length));
  }
}
