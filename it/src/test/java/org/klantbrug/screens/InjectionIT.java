package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/**
 * What people type and deliver is shown as the text it is: no page takes it for a script, an
 * expression or a statement. Last of all, as it fills the pages with such text.
 */
@Order(Integer.MAX_VALUE)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class InjectionIT {
  /** Each of them asks for 1,234 times 9 or for a mark on the window where it is not text. */
  private static final List<String> CORPUS =
      List.of(
          "<script>window.injected=1</script>",
          "\"><img src=x onerror=window.injected=1>",
          "'-window.injected-'</textarea></title><svg onload=window.injected=1>",
          "${1234*9}",
          "#{1234*9}",
          "{{1234*9}}",
          "{0}%s'; drop table customer_party; --",
          "=1234*9");

  private static final String EVALUATED = "11106";

  private final Klantbrug klantbrug;
  private final Browser browser;

  InjectionIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  private Person person(String login) {
    var person = new Person(browser, klantbrug.address(), "nl", 1440);
    person.logIn(login, klantbrug.password(login));
    return person;
  }

  @Test
  void whatIsShownAgainIsShownAsItWasTyped() {
    try (var person = person("beheer")) {
      var shown = new LinkedHashSet<String>();
      for (var text : CORPUS) {
        var name = "Team " + text;
        person.open("teams");
        person.page.fill("#name", name);
        Crew.press(person.page.locator("form:has(#name) button.primary"));
        person.open("teams");
        if (!person.page.locator("main").innerText().contains(name)) {
          shown.add(name);
        }
        assertThat(person.page.evaluate("() => 'injected' in window")).isEqualTo(false);
      }
      assertThat(shown).as("not shown as typed").isEmpty();
    }
    try (var person = person("lotte")) {
      for (var text : CORPUS) {
        person.open("customers");
        person.page.fill("#search", text);
        person.page.keyboard().press("Enter");
        person.page.waitForURL(url -> url.contains("q="));
        assertThat(person.page.inputValue("#search")).isEqualTo(text);
        assertThat(person.page.evaluate("() => 'injected' in window")).isEqualTo(false);
      }
    }
  }

  @Test
  void whatIsDeliveredIsText() {
    try (var person = person("sanne")) {
      var page = person.page;
      person.open("merger-register");
      page.fill("#name", "Fusie " + CORPUS.get(0));
      page.fill("#acquirerName", "Noorderlicht Telecom");
      page.fill("#acquirerCode", "NOORDER");
      page.fill("#acquiredName", CORPUS.get(1));
      page.fill("#acquiredCode", "INJECTIE");
      page.fill("#visibleFrom", "2027-01-01");
      Crew.press(page.locator("form:has(#acquirerCode) button.primary"));
      assertThat(page.locator("h1").innerText()).isEqualTo("Fusie " + CORPUS.get(0));

      page.locator("summary:has(+ form #file)").click();
      page.setInputFiles(
          "#file",
          new FilePayload("klanten.csv", "text/csv", customers().getBytes(StandardCharsets.UTF_8)));
      page.selectOption("#entity", "CUSTOMER");
      Crew.press(page.locator("button[name=addFile]"));
      Crew.press(page.locator("section[aria-labelledby=files] a[href*='merger-file']"));

      var shown = page.locator("main").innerText();
      for (var name : CORPUS) {
        assertThat(shown).contains(name);
      }
      assertThat(shown).doesNotContain(EVALUATED);
      assertThat(page.evaluate("() => 'injected' in window")).isEqualTo(false);
    }
  }

  private static String customers() {
    return IntStream.range(0, CORPUS.size())
        .mapToObj(
            each ->
                "%d;\"%s\";Teststraat;%d;1234 AB;Testdorp"
                    .formatted(each + 1, CORPUS.get(each).replace("\"", "\"\""), each + 1))
        .collect(
            Collectors.joining(
                "\n", "Klantnr;Achternaam;Straat;Huisnummer;Postcode;Plaats\n", "\n"));
  }
}
