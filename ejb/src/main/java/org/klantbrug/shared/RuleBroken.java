package org.klantbrug.shared;

import java.io.Serializable;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * Someone asked for something that a rule of the business forbids. Carries a key of the bundle
 * {@code org.klantbrug.rules}, whose text says what happened and what to do now.
 */
public class RuleBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final List<String> LANGUAGES = List.of("en", "nl");

  private final String key;
  private final Serializable[] values;

  /**
   * @param key of the text in the bundle
   * @param values what the text names: numbers, codes and dates, never more of a person than needed
   */
  public RuleBroken(String key, Object... values) {
    super(key);
    this.key = key;
    this.values = Arrays.stream(values).map(RuleBroken::storable).toArray(Serializable[]::new);
  }

  /** The key of the text, stable enough for a client to act on. */
  public String key() {
    return key;
  }

  /** The text for a person, in their language. */
  public String textIn(Locale language) {
    var pattern = ResourceBundle.getBundle("org.klantbrug.rules", language).getString(key);
    return new MessageFormat(pattern, language)
        .format(
            Arrays.stream(values)
                .map(value -> value instanceof Spoken spoken ? spoken.textIn(language) : value)
                .toArray());
  }

  /** The text in each language of the product, by its code: for who is not told now but later. */
  public Map<String, String> texts() {
    return LANGUAGES.stream()
        .collect(
            Collectors.toMap(
                language -> language, language -> textIn(Locale.forLanguageTag(language))));
  }

  @Override
  public String getMessage() {
    return textIn(Locale.ENGLISH);
  }

  /** The batch runtime stores exceptions; what cannot be stored is kept as its text. */
  private static Serializable storable(Object value) {
    return value instanceof Serializable stored ? stored : String.valueOf(value);
  }
}
