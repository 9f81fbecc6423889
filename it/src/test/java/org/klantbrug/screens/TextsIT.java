package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.screens.Crew.press;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/** Who leads a team keeps texts, and colleagues insert them in what they write. */
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class TextsIT {
  private final Klantbrug klantbrug;
  private final Browser browser;

  TextsIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  private Person person(String login, int width) {
    var person = new Person(browser, klantbrug.address(), "nl", width);
    person.logIn(login, klantbrug.password(login));
    return person;
  }

  @Test
  @Order(1)
  void aFieldThatIsNotThereIsRefusedByNameAndNothingTypedIsLost() {
    try (var lead = person("hugo", 390)) {
      lead.open("texts");
      lead.page.click("details.card summary");
      lead.page.selectOption("#place-of-0", "ACKNOWLEDGEMENT");
      lead.page.fill("#name-0", "Wij kijken ernaar");
      lead.page.fill("#nl-0", "Beste {naam}, wij kijken naar {number}.");
      press(lead.page.locator("button[name=text][value='0']"));

      assertThat(lead.page.locator("main .notice.bad").first().innerText())
          .contains("{naam}", "{name}");
      assertThat(lead.page.inputValue("#nl-0")).startsWith("Beste {naam}");
      assertThat(lead.troubles("nl")).isEmpty();

      lead.page.fill("#nl-0", "Beste {name}, wij kijken naar {number}.");
      press(lead.page.locator("button[name=text][value='0']"));
      assertThat(lead.page.locator("main").innerText()).contains("Wij kijken ernaar");
    }
  }

  @Test
  @Order(2)
  void isInsertedWhereTheCursorIsWithoutAMouseAndWithoutLosingWhatWasTyped() {
    try (var lotte = person("lotte", 1440)) {
      lotte.open("complaint-new");
      lotte.page.fill("#contact", "06 1234 5678");
      lotte.page.fill("#story", "Ik wacht al drie weken");
      press(lotte.page.locator("button[name=register]"));
      lotte.page.locator("#letterRECEIVED").fill("Eerst. Daarna.");
      lotte.page.locator("#letterRECEIVED").press("Home");
      for (var each = 0; each < "Eerst. ".length(); each++) {
        lotte.page.keyboard().press("ArrowRight");
      }
      lotte.page.keyboard().press("Tab");
      lotte.page.keyboard().type("Wij kijken");
      lotte.page.keyboard().press("Tab");
      lotte.page.keyboard().press("Enter");

      assertThat(lotte.page.inputValue("#letterRECEIVED"))
          .matches("Eerst\\. Beste klant, wij kijken naar K2026-[0-9]+\\.Daarna\\.");
      assertThat(lotte.troubles("nl")).isEmpty();
      lotte.page.keyboard().press("Control+z");
      assertThat(lotte.page.inputValue("#letterRECEIVED")).isEqualTo("Eerst. Daarna.");
    }
  }

  /** Only a proposal is replaced: what somebody wrote stays, whichever language he asks for. */
  @Test
  @Order(3)
  void aLetterIsTurnedIntoAnotherLanguageUntilSomebodyWroteInIt() {
    try (var lotte = person("lotte", 390)) {
      lotte.open("complaint-new");
      lotte.page.fill("#contact", "06 1234 5678");
      lotte.page.fill("#story", "Ik wacht al vier weken");
      press(lotte.page.locator("button[name=register]"));

      press(lotte.page.locator("button[name=letterIn][value=RECEIVED-en]"));
      assertThat(lotte.page.inputValue("#letterRECEIVED")).startsWith("Dear customer");
      lotte.page.fill("#letterRECEIVED", "My own words");
      press(lotte.page.locator("button[name=letterIn][value=RECEIVED-nl]"));

      assertThat(lotte.page.inputValue("#letterRECEIVED")).isEqualTo("My own words");
      assertThat(lotte.page.inputValue("#subjectRECEIVED")).startsWith("Wij hebben uw klacht");
      assertThat(lotte.troubles("nl")).isEmpty();
    }
  }

  @Test
  @Order(4)
  void whoDoesNotLeadKeepsNoTexts() {
    try (var lotte = person("lotte", 1440)) {
      assertThat(lotte.open("texts").status()).isEqualTo(403);
    }
  }
}
