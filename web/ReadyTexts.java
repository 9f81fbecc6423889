package org.klantbrug.outbound.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbound.TextPlace;
import org.klantbrug.outbound.TextTemplate;
import org.klantbrug.outbound.TextTemplates;

/** The texts of the house as they can be inserted in a form, by language. */
@RequestScoped
public class ReadyTexts {
  private static final List<String> LANGUAGES = List.of("nl", "en");

  @Inject private CurrentStaff current;
  @Inject private TextTemplates texts;

  /**
   * The texts of one language.
   *
   * @param language {@code nl} or {@code en}
   */
  public record Group(String language, List<TextTemplate.Ready> texts) {}

  /**
   * What can be chosen at a place.
   *
   * @param first the language of the customer, whose texts come first
   */
  public List<Group> of(TextPlace place, String first, TextTemplates.About about) {
    return Stream.concat(
            Stream.of(first), LANGUAGES.stream().filter(language -> !language.equals(first)))
        .map(language -> new Group(language, texts.ready(place, language, about, current.get())))
        .filter(group -> !group.texts().isEmpty())
        .toList();
  }
}
