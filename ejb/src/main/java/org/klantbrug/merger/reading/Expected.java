package org.klantbrug.merger.reading;

import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.Spoken;

/**
 * What would have been right, as it is kept with a reject or a warning, told in a person's
 * language: a form of days, as {@code dd-MM-yyyy}, with the letters of that language. Lists of
 * codes are the same in every language.
 *
 * @param stored the text that is kept
 */
public record Expected(String stored) implements Spoken {
  static final String TYPED_DAY = "a day as 2026-04-27";
  static final String TYPED_MOMENT = "a moment as 2026-04-27 14:30";
  static final String TYPED_AMOUNT = "an amount as 1234.56";

  private static final Map<Pattern, String> PHRASES = new LinkedHashMap<>();
  private static final Pattern DATE_FORM =
      Pattern.compile("(?=.*yyyy)(?=.*M)(?=.*d)[^A-Za-z]*([yMdHmsSXT]+[^A-Za-z]*)+");
  private static final String DATE_LETTERS = "yMdHms";

  static {
    phrase("characters that can be seen", "visible");
    phrase("a whole number", "whole-number");
    phrase("1 to 31", "day-of-month");
    phrase("a phone number", "phone");
    phrase("one e-mail address", "email");
    phrase("a country", "country");
    phrase("the key with all its digits", "digits");
    phrase("at most (\\d{4}-\\d\\d-\\d\\d)", "at-most-day");
    phrase("at most (\\d+) years", "at-most-years");
    phrase("(\\d+) years or older", "years-or-older");
    phrase("a time that the clock showed", "clock");
    phrase("before the extract", "before-extract");
    phrase("check digits (\\d+)", "check-digits");
    phrase("an IBAN instead of the old account number", "iban-not-old");
    phrase("an IBAN of ISO 13616", "iban");
    phrase("a postcode of ([A-Z]{2})", "postcode-of");
    phrase("a value", "value");
    phrase("text in the charset of the file", "charset");
    phrase("a closing quote", "closing-quote");
    phrase("a separator behind the closing quote", "separator");
    phrase("at most (\\d+) bytes", "bytes");
    phrase("(\\d+) fields, not (\\d+)", "fields");
    phrase("a key of its own; it is on line (\\d+)", "own-key");
    phrase("a CUSTOMER with this key", "parent-customer");
    phrase("a CONTRACT with this key", "parent-contract");
    phrase(TYPED_DAY, "typed-day");
    phrase(TYPED_MOMENT, "typed-moment");
    phrase(TYPED_AMOUNT, "typed-amount");
    phrase("an? INVOICE with this key", "parent-invoice");
  }

  private static void phrase(String english, String key) {
    PHRASES.put(Pattern.compile(english), "expected." + key);
  }

  /** That a record of this kind is delivered with the key that is named. */
  public static Expected parent(Entity entity) {
    return new Expected("a " + entity + " with this key");
  }

  @Override
  public String textIn(Locale language) {
    var texts = ResourceBundle.getBundle("org.klantbrug.rules", language);
    for (var phrase : PHRASES.entrySet()) {
      var found = phrase.getKey().matcher(stored);
      if (found.matches()) {
        var values = new Object[found.groupCount()];
        for (var i = 0; i < values.length; i++) {
          values[i] = found.group(i + 1);
        }
        return new MessageFormat(texts.getString(phrase.getValue()), language).format(values);
      }
    }
    return DATE_FORM.matcher(stored).matches() ? dateForm(texts) : stored;
  }

  /** As {@code jjjj-mm-dd uu:mm}: whoever reads it need not know what a pattern is. */
  private String dateForm(ResourceBundle texts) {
    var letters = texts.getString("expected.date-letters");
    var words = new StringBuilder();
    for (var letter : stored.replaceAll("\\.?S+", "").replaceAll(" ?X", "").toCharArray()) {
      var kind = DATE_LETTERS.indexOf(letter);
      words.append(kind >= 0 ? letters.charAt(kind) : letter == 'T' ? ' ' : letter);
    }
    return stored.contains("X")
        ? MessageFormat.format(texts.getString("expected.with-zone"), words)
        : words.toString();
  }
}
