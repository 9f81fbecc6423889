package org.klantbrug.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.screens.Crew.press;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/** Two colleagues save the same thing: the second sees both texts and loses neither. */
@Order(5)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class ConflictIT {
  private final Klantbrug klantbrug;
  private final Browser browser;

  ConflictIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  private Person person(String login, int width) {
    var person = new Person(browser, klantbrug.address(), "nl", width);
    person.logIn(login, klantbrug.password(login));
    return person;
  }

  /** Its address, for others. */
  private static String complaint(Person person) {
    person.open("complaint-new");
    person.page.fill("#contact", "Mevrouw Vos, 06 1234 5678");
    person.page.fill("#story", "De rekening klopt niet");
    press(person.page.locator("button[name=register]"));
    return person.page.url().replaceAll(".*/", "");
  }

  private static void confirm(Person person, String words) {
    var form = person.page.locator("form:has(#confirmed)");
    if (!person.page.locator("#confirmed").isVisible()) {
      person.page.locator("details:has(#confirmed) > summary").click();
    }
    person.page.selectOption("#confirmedHow", "PHONE");
    person.page.fill("#confirmed", words);
    press(form.locator("button[name=acknowledge]"));
  }

  @Test
  void whoIsSecondReadsBothTextsAndKeepsTheirOwnAlsoWhenTheStepIsTaken() {
    try (var lotte = person("lotte", 390);
        var emma = person("emma", 1440)) {
      var page = complaint(lotte);
      emma.open(page);

      confirm(emma, "Wij bellen u woensdag");
      confirm(lotte, "U hoort morgen van ons");

      var both = lotte.page.locator(".conflict");
      assertThat(both.locator("#mine-confirmed")).hasValue("U hoort morgen van ons");
      assertThat(both.locator("#theirs-0")).hasValue("Wij bellen u woensdag");
      assertThat(both).containsText("Emma Clarke");
      assertThat(both.locator("[data-gone]")).isVisible();
      assertThat(lotte.troubles("nl")).isEmpty();
    }
  }

  @Test
  void whoIsSecondGoesOnWithTheirOwnText() {
    try (var lotte = person("lotte", 1440);
        var emma = person("emma", 1440)) {
      var page = complaint(lotte);
      emma.open(page);
      lotte.page.selectOption("#severity", "LOW");
      lotte.page.selectOption("#impact", "LOW");
      lotte.page.selectOption("#emotion", "CALM");
      lotte.page.fill("#remedy", "Zij wil haar geld terug");

      confirm(emma, "Wij bellen u woensdag");
      press(lotte.page.locator("button[name=assess][value=investigate]"));
      assertThat(lotte.page.locator(".conflict #mine-remedy")).hasValue("Zij wil haar geld terug");
      assertThat(lotte.page.locator(".conflict #theirs-0")).hasValue("Wij bellen u woensdag");
      assertThat(lotte.troubles("nl")).isEmpty();

      lotte.page.locator(".conflict button:has-text('Verder met mijn tekst')").click();
      assertThat(lotte.page.locator("#remedy")).isFocused();
      press(lotte.page.locator("button[name=assess][value=investigate]"));

      assertThat(lotte.page.locator(".conflict")).hasCount(0);
      assertThat(lotte.page.locator(".card .said").allInnerTexts())
          .contains("Zij wil haar geld terug");
    }
  }
}
