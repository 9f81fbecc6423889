package org.klantbrug.outbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.StringSubstitutor;
import org.apache.commons.text.lookup.StringLookup;
import org.klantbrug.shared.RuleBroken;

/**
 * A text that the house keeps, with fields in braces.
 *
 * @param id 0 for a new one
 * @param name by which colleagues choose it
 * @param textNl null if there is none in Dutch
 * @param textEn null if there is none in English
 * @param active whether it can be chosen
 * @param changedBy who changed it last; null for one that came with the system
 * @param version as it was read
 */
public record TextTemplate(
    long id,
    TextPlace place,
    String name,
    String textNl,
    String textEn,
    boolean active,
    String changedBy,
    Instant changedAt,
    int version) {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST = 8000;
  private static final int SHOWN = 40;

  /**
   * The same without blanks around it.
   *
   * @throws RuleBroken {@code outbound.text-*} if something is missing or too long, or a field is
   *     not known at this place: it names the field
   */
  TextTemplate checked() {
    var dutch = orNull(textNl);
    var english = orNull(textEn);
    if (place == null || orNull(name) == null || dutch == null && english == null) {
      throw new RuleBroken("outbound.text-incomplete");
    }
    Stream.of(Optional.ofNullable(dutch), Optional.ofNullable(english))
        .flatMap(Optional::stream)
        .forEach(this::check);
    if (name.strip().length() > LONGEST_NAME) {
      throw new RuleBroken("outbound.text-too-long", LONGEST_NAME, LONGEST);
    }
    return new TextTemplate(
        id, place, name.strip(), dutch, english, active, changedBy, changedAt, version);
  }

  private void check(String text) {
    if (text.length() > LONGEST) {
      throw new RuleBroken("outbound.text-too-long", LONGEST_NAME, LONGEST);
    }
    var unknown = new ArrayList<String>();
    var rest =
        substituted(
            text,
            code -> {
              if (TextField.of(code).filter(place.fields()::contains).isEmpty()) {
                unknown.add(code);
              }
              return "";
            });
    if (!unknown.isEmpty()) {
      throw new RuleBroken("outbound.text-unknown-field", shown(unknown.get(0)), known());
    }
    if (rest.contains("{") || rest.contains("}")) {
      throw new RuleBroken("outbound.text-brace", known());
    }
  }

  private String known() {
    return place.fields().stream()
        .map(field -> "{" + field.code() + "}")
        .collect(Collectors.joining(" "));
  }

  private static String shown(String code) {
    var line = code.replaceAll("\\s+", " ");
    return "{" + line.substring(0, Math.min(SHOWN, line.length())) + "}";
  }

  /**
   * A text as it can be inserted.
   *
   * @param text filled in; null if something is not known here
   * @param missing the field that is not known; null if all are
   */
  public record Ready(String name, String text, TextField missing) {}

  /**
   * Fills in what is known. What stands in a value is text, whatever it looks like.
   *
   * @param language {@code nl} or {@code en}
   * @param values of fields of this place; one that is absent or blank is not known
   * @return empty if there is no text in this language
   */
  public Optional<Ready> filled(String language, Map<TextField, String> values) {
    var missing = new ArrayList<TextField>();
    return Optional.ofNullable(language.equals("en") ? textEn : textNl)
        .map(
            text ->
                substituted(
                    text,
                    code -> {
                      var field = TextField.of(code).orElseThrow();
                      var value = orNull(values.get(field));
                      if (value == null) {
                        missing.add(field);
                      }
                      return value;
                    }))
        .map(
            text ->
                missing.isEmpty()
                    ? new Ready(name, text, null)
                    : new Ready(name, null, missing.get(0)));
  }

  private static String substituted(String text, StringLookup values) {
    return new StringSubstitutor(values, "{", "}", '\0')
        .setValueDelimiterMatcher(null)
        .setDisableSubstitutionInValues(true)
        .replace(text);
  }

  private static String orNull(String text) {
    return text == null || text.isBlank() ? null : text.replace("\r\n", "\n").strip();
  }
}
