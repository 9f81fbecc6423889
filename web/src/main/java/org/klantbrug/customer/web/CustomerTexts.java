package org.klantbrug.customer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import org.klantbrug.customer.CustomerPage;
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
  public String value(String group, String kept, String revealed) {
    if (isMasked(group, revealed)) {
      return group.equals("IBAN")
          ? say.say("customer.masked.IBAN", last(kept, 4))
          : say.say("customer.masked.BIRTH_DATE", kept.substring(0, Math.min(4, kept.length())));
    }
    if (CODES.contains(group)) {
      return say.value(group.toLowerCase(Locale.ROOT), kept);
    }
    return isDate(group) ? say.day(LocalDate.parse(kept)) : kept;
  }

  /** What a customer is called; of one who has no name it is said why, if he was erased. */
  public String name(CustomerPage customer) {
    if (customer.name() != null && !customer.name().isEmpty()) {
      return customer.name();
    }
    return say.say(customer.erasedAt() == null ? "customer.nameless" : "customer.erased");
  }

  /** What answers a question: of a bank account only the end, nobody says more aloud. */
  public String answer(String question, String kept) {
    return question.equals("IBAN") ? value("IBAN", kept, "") : value(question, kept, question);
  }

  /** Whether values of the group are masked, unless it is the one revealed. */
  public boolean isMasked(String group, String revealed) {
    return MASKED.contains(group) && !group.equals(revealed);
  }

  /** A value of one column, masked if it is to be; empty for none. */
  public String ofField(String field, String kept) {
    return kept == null ? "" : value(field.toUpperCase(Locale.ROOT), kept, "");
  }

  /** What somebody else has to do with a contract, as "PAYER: B2". */
  public String role(String role) {
    var parts = role.split(": ", 2);
    return say.value("role", parts[0]) + (parts.length > 1 ? " " + parts[1] : "");
  }

  /** The name of a channel. */
  public String channel(String code) {
    return say.value("channel", code);
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
    if (blank > 0) {
      end = blank;
    } else if (end > 0 && Character.isHighSurrogate(plain.charAt(end - 1))) {
      end--;
    }
    return plain.substring(0, end);
  }

  private static boolean isDate(String group) {
    return group.equals("BIRTH_DATE") || group.equals("CUSTOMER_SINCE");
  }

  private static String last(String text, int length) {
    return text.substring(Math.max(0, text.length() - length));
  }
}
