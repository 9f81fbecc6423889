package org.klantbrug.outbound.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbound.TextPlace;
import org.klantbrug.outbound.TextTemplate;
import org.klantbrug.outbound.TextTemplates;
import org.klantbrug.shared.web.Language;

/** The texts of the house as they can be inserted in a form, by language. */
@Named
@RequestScoped
public class ReadyTexts {
  private static final List<String> LANGUAGES = List.of("nl", "en");

  @Inject private CurrentStaff current;
  @Inject private TextTemplates texts;
  @Inject private Language language;

  private final Map<List<Object>, List<Group>> chosen = new HashMap<>();
  private TextTemplates.Shelf shelf;

  /**
   * The texts of one language.
   *
   * @param language {@code nl} or {@code en}
   */
  public record Group(String language, List<TextTemplate.Ready> texts) {}

  /** On the page of a customer: what can be chosen, in the language of the reader first. */
  public List<Group> ofCustomer(String place, String name) {
    var about = TextTemplates.About.customer(name == null || name.isBlank() ? null : name);
    return of(TextPlace.valueOf(place), language.getCode(), about);
  }

  /** On a page about something with a number: what can be chosen, as {@link #ofCustomer}. */
  public List<Group> ofNumber(String place, String number) {
    var about = new TextTemplates.About(null, null, number, null, null, null);
    return of(TextPlace.valueOf(place), language.getCode(), about);
  }

  /**
   * In a mail to many about something with a number: as {@link #ofNumber}, with the fields that
   * differ from customer to customer left open.
   */
  public List<Group> ofMany(String place, String number) {
    var about = new TextTemplates.About("{name}", "{brand}", number, null, null, null);
    return of(TextPlace.valueOf(place), language.getCode(), about);
  }

  /**
   * What can be chosen at a place.
   *
   * @param first the language of the customer, whose texts come first
   */
  public List<Group> of(TextPlace place, String first, TextTemplates.About about) {
    return chosen.computeIfAbsent(
        List.of(place, first, about), asked -> groups(place, first, about));
  }

  /** A page asks for each of its groups several times. */
  private List<Group> groups(TextPlace place, String first, TextTemplates.About about) {
    if (shelf == null) {
      shelf = texts.shelf();
    }
    return Stream.concat(
            Stream.of(first), LANGUAGES.stream().filter(language -> !language.equals(first)))
        .map(each -> new Group(each, texts.ready(shelf, place, each, about, current.get())))
        .filter(group -> !group.texts().isEmpty())
        .toList();
  }
}
