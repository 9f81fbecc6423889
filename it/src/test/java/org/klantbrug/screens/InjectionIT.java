package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/**
 * What people type and deliver is shown as the text it is: no page takes it for a script, an
 * expression, a statement or a header. Last of all, as it fills the pages with such text; and the
 * one who may take a merger back comes last.
 */
@Order(Integer.MAX_VALUE)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class InjectionIT {
  /** Each of them asks for 1,234 times 9 or for a mark on the window where it is not text. */
  private static final List<String> SHOWN =
      List.of(
          "<script>window.injected=1</script>",
          "\"><img src=x onerror=window.injected=1>",
          "'-window.injected-'</textarea></title><svg onload=window.injected=1>",
          "${1234*9} #{1234*9} {{1234*9}}",
          "{0}%s'; drop table customer_party; --",
          "=1234*9",
          "\uD83D\uDE42\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67");

  /** What a line of text cannot hold, or turns round, or is far too long. */
  private static final List<String> STRANGE =
      List.of(
          "x\r\nSet-Cookie: injected=1\r\n\r\n<script>window.injected=1</script>",
          "\u202Egro.live\u202C",
          "nul\u0000nul",
          "x".repeat(20_000));

  private static final List<String> CORPUS = both(SHOWN, STRANGE);
  private static final int STRINGS_PER_FIELD = 3;
  private static final String EVALUATED = "11106";

  /** Together they may open every page. */
  private static final List<String> STAFF =
      List.of("sanne", "fatima", "lotte", "noor", "beheer", "willem", "joris");

  private final Klantbrug klantbrug;
  private final Browser browser;

  InjectionIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  private static List<String> both(List<String> some, List<String> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  private Person person(String login) {
    var person = new Person(browser, klantbrug.address(), "nl", 1440);
    person.logIn(login, klantbrug.password(login));
    return person;
  }

  @Test
  @Order(1)
  void whatIsDeliveredIsText() {
    try (var person = person("sanne")) {
      var page = person.page;
      person.open("merger-register");
      page.fill("#name", "Fusie " + SHOWN.get(0));
      page.fill("#acquirerName", "Noorderlicht Telecom");
      page.fill("#acquirerCode", "NOORDER");
      page.fill("#acquiredName", SHOWN.get(1));
      page.fill("#acquiredCode", "INJECTIE");
      page.fill("#visibleFrom", "2027-01-01");
      Crew.press(page.locator("form:has(#acquirerCode) button.primary"));
      assertThat(page.locator("h1").innerText()).isEqualTo("Fusie " + SHOWN.get(0));

      page.setInputFiles(
          "#file",
          new FilePayload("klanten.csv", "text/csv", customers().getBytes(StandardCharsets.UTF_8)));
      page.selectOption("#entity", "CUSTOMER");
      Crew.press(page.locator("button[name=addFile]"));
      Crew.press(page.locator("section[aria-labelledby=files] a[href*='merger-file']"));

      var shown = page.locator("main").innerText();
      for (var name : SHOWN) {
        assertThat(shown).contains(name);
      }
      assertThat(shown).doesNotContain(EVALUATED);
      assertThat(isInjected(person)).isFalse();
    }
  }

  private static String customers() {
    return IntStream.range(0, SHOWN.size())
        .mapToObj(
            each ->
                "%d;\"%s\";Teststraat;%d;1234 AB;Testdorp"
                    .formatted(each + 1, SHOWN.get(each).replace("\"", "\"\""), each + 1))
        .collect(
            Collectors.joining(
                "\n", "Klantnr;Achternaam;Straat;Huisnummer;Postcode;Plaats\n", "\n"));
  }

  @Test
  @Order(2)
  void whatIsShownAgainIsShownAsItWasTyped() {
    try (var person = person("beheer")) {
      var hidden = new LinkedHashSet<String>();
      for (var text : SHOWN) {
        var name = "Team " + text;
        person.open("teams");
        person.page.fill("#name", name);
        Crew.press(person.page.locator("form:has(#name) button.primary"));
        person.open("teams");
        if (!person.page.locator("main").innerText().contains(name)) {
          hidden.add(name);
        }
        assertThat(isInjected(person)).isFalse();
      }
      assertThat(hidden).as("not shown as typed").isEmpty();
    }
  }

  @Test
  @Order(3)
  void whatIsTypedInAnyFieldIsText() {
    var troubles = new ArrayList<String>();
    var fields = new TreeSet<String>();
    var literally = new TreeSet<String>();
    var sent = 0;
    for (var login : STAFF) {
      try (var person = person(login)) {
        var forms = new Forms(person.page);
        var places = forms.places(List.of("home", "customers?q=jansen", "customer?id=1"));
        for (var field : forms.fields(places)) {
          if (fields.add(field.name())) {
            for (var time = 0; time < STRINGS_PER_FIELD; time++) {
              var text = CORPUS.get(sent++ % CORPUS.size());
              var what = login + " at " + field + " with " + beginning(text) + ": ";
              forms
                  .send(field, text)
                  .ifPresent(
                      answer -> {
                        answer.troubles(text, EVALUATED).forEach(each -> troubles.add(what + each));
                        if (answer.shows(text)) {
                          literally.add(field.name());
                        }
                      });
            }
          }
        }
        places.forEach(place -> look(person, login, place, troubles));
      }
    }
    assertThat(troubles).isEmpty();
    assertThat(fields).as("fields of forms").hasSizeGreaterThan(30);
    assertThat(literally).as("fields whose text was shown again").hasSizeGreaterThan(15);
    assertThat(sent).as("each string in many fields").isGreaterThan(8 * CORPUS.size());
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(30, text.length()));
  }

  /** A browser, which runs what is not text, opens the page that now holds all of it. */
  private static void look(Person person, String login, String path, List<String> troubles) {
    var status = person.open(path).status();
    if (status >= 500) {
      troubles.add("/" + path + " then answers " + status + " to " + login);
    }
    if (isInjected(person) || person.page.content().contains(EVALUATED)) {
      troubles.add("/" + path + " takes text for something else, shown to " + login);
    }
  }

  private static boolean isInjected(Person person) {
    return (boolean) person.page.evaluate("() => 'injected' in window");
  }
}
