package org.klantbrug.outbound;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.StringSubstitutor;
import org.apache.commons.text.lookup.StringLookup;
import org.klantbrug.shared.RuleBroken;

/**
 * Fields in braces, <code>{name}</code> for one, in a text that people keep. They are words and no
 * code: what stands in a value is text, whatever it looks like.
 */
public final class Fields {
  private static final int SHOWN = 40;

  private Fields() {}

  /**
   * Looks whether only fields stand in it that are known.
   *
   * @param known codes of the fields, in the order in which people read them
   * @return those that stand in it
   * @throws RuleBroken {@code outbound.text-*}: it names the field that is not known, or says that
   *     a brace stands alone
   */
  public static Set<String> check(String text, Collection<String> known) {
    var used = new LinkedHashSet<String>();
    var rest =
        substituted(
            text,
            code -> {
              used.add(code);
              return "";
            });
    used.stream()
        .filter(code -> !known.contains(code))
        .findFirst()
        .ifPresent(
            code -> {
              throw new RuleBroken("outbound.text-unknown-field", shown(code), all(known));
            });
    if (rest.contains("{") || rest.contains("}")) {
      throw new RuleBroken("outbound.text-brace", all(known));
    }
    return used;
  }

  /**
   * Fills in.
   *
   * @param values by the codes of the fields
   * @throws RuleBroken {@code outbound.text-without-value}: it names the field that has none
   */
  public static String fill(String text, Map<String, String> values) {
    var missing = new ArrayList<String>();
    var filled =
        substituted(
            text,
            code -> {
              var value = values.get(code);
              if (value == null || value.isBlank()) {
                missing.add(code);
              }
              return value;
            });
    if (!missing.isEmpty()) {
      throw new RuleBroken("outbound.text-without-value", shown(missing.get(0)));
    }
    return filled;
  }

  static String substituted(String text, StringLookup values) {
    return new StringSubstitutor(values, "{", "}", '\0')
        .setValueDelimiterMatcher(null)
        .setDisableSubstitutionInValues(true)
        .replace(text);
  }

  private static String all(Collection<String> known) {
    return known.stream().map(code -> "{" + code + "}").collect(Collectors.joining(" "));
  }

  private static String shown(String code) {
    var line = code.replaceAll("\\s+", " ");
    return "{" + line.substring(0, Math.min(SHOWN, line.length())) + "}";
  }
}
