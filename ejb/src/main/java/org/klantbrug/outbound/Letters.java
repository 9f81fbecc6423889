package org.klantbrug.outbound;

import io.quarkus.qute.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Proposed texts, from templates: the first line is the subject, the rest after an empty line the
 * text. A value that a template names and nobody gives is an error, never a letter to "null".
 * Values are put in as they are: what looks like a template in them is text.
 */
@ApplicationScoped
public class Letters {
  private final Engine engine = Engine.builder().addDefaults().strictRendering(true).build();

  /**
   * @param subjectLine of the message
   * @param body plain text
   */
  public record Letter(String subjectLine, String body) {}

  /**
   * A proposed text.
   *
   * @param owner class beside whose package the template lies, in a folder {@code letters}
   * @param name of the template, without language
   * @param language {@code nl} or {@code en}
   * @param values by the names that the template uses
   * @throws RuntimeException if a value is missing
   */
  public Letter of(Class<?> owner, String name, String language, Map<String, ?> values) {
    var instance = engine.parse(template(owner, name + "_" + language + ".txt")).instance();
    values.forEach(instance::data);
    var parts = instance.render().split("\n", 2);
    return new Letter(parts[0].strip(), parts[1].strip());
  }

  private static String template(Class<?> owner, String file) {
    try (var in = owner.getResourceAsStream("letters/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("No letter " + file + " beside " + owner);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
