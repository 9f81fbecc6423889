package org.klantbrug.merger.reading;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.TargetField;

/** What companies call their columns and codes: the table {@code words.properties}. */
final class KnownWords {
  private static final Properties WORDS = read();

  private KnownWords() {}

  private static Properties read() {
    var words = new Properties();
    try (var in = KnownWords.class.getResourceAsStream("words.properties");
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      words.load(reader);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The header in small letters and digits only. */
  static String simple(String header) {
    var simple = new StringBuilder();
    Normalizer.normalize(header, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .chars()
        .filter(sign -> sign >= 'a' && sign <= 'z' || sign >= '0' && sign <= '9')
        .forEach(sign -> simple.append((char) sign));
    return simple.toString();
  }

  /** The entity that people call so, in one or many; empty if that is not known. */
  static Optional<Entity> entityOf(String called) {
    var simple = simple(called);
    return Arrays.stream(Entity.values())
        .filter(
            entity ->
                simple.equals(simple(entity.name())) || list("entity." + entity).contains(simple))
        .findFirst();
  }

  /** Whether a column with this header is known to hold the field. */
  static boolean isHeaderOf(String header, Entity entity, TargetField field) {
    var simple = simple(header);
    return simple.equals(simple(field.column()))
        || list("header." + entity + "." + field.column()).contains(simple)
        || list("header.*." + field.column()).contains(simple);
  }

  /** Whether YES in a column with this header means NO for the field. */
  static boolean isReversed(String header, TargetField field) {
    return list("reversed." + field.column()).contains(simple(header));
  }

  /** The code that a delivered value means, or null if that is not known. */
  static String codeOf(String value, TargetField field) {
    var simple = value.strip().toLowerCase(Locale.ROOT);
    for (var code : new TreeSet<>(field.codes())) {
      if (simple.equalsIgnoreCase(code)
          || list("value." + field.column() + "." + code).stream()
              .anyMatch(known -> matches(known, simple))) {
        return code;
      }
    }
    return null;
  }

  private static boolean matches(String known, String value) {
    return known.endsWith("*")
        ? value.startsWith(known.substring(0, known.length() - 1))
        : value.equals(known);
  }

  private static List<String> list(String key) {
    return List.of(WORDS.getProperty(key, "").split("\\s*,\\s*"));
  }
}
