package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/** An adviser handles a complaint from its first word to its feedback, without a mouse. */
@Order(3)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class ComplaintByKeysIT {
  private static final String STORY = "De rekening klopt niet: {{1+1}} <b>al</b> drie weken";

  private final Klantbrug klantbrug;
  private final Browser browser;

  ComplaintByKeysIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  void aComplaintIsHandledFromIntakeToFeedbackWithoutAMouse(String language) {
    try (var lotte = new Person(browser, klantbrug.address(), language, 1440)) {
      var keys = new Keys(lotte.page);
      logIn(lotte, keys);

      keys.press("nav a[href$='/complaints']");
      keys.press("main a[href$='/complaint-new']");
      keys.type("#contact", "Mevrouw Bos, bos@klanten.example");
      keys.type("#story", STORY);
      keys.press("button[name=register]");
      assertThat(lotte.page.locator("#words + .said").innerText()).isEqualTo(STORY);
      keys.press("button[name=mail]");

      judged(keys);
      assertThat(lotte.troubles(language)).isEmpty();
      told(keys);
      keys.type("#promised-text", "Wat er met de rekeningen gebeurt");
      keys.typeDate("#promisedOn", nextMonth());
      keys.press("button[name=promise]");
      assertThat(lotte.page.locator("button[name=close]").count()).as("closing over it").isZero();
      keys.choose("#promiseHow", 1);
      keys.type("#promiseWords", "U hoort hoe het met de rekeningen gaat");
      keys.press("button[name=promiseTold]");
      keys.press("button[name=close]");
      assertThat(lotte.page.locator("#step").count()).as("steps that wait").isZero();

      keys.unfold("details:has(#given) > summary");
      keys.unfold("details details:has(#given) > summary");
      keys.type("#given", "De rekeningen zijn nu duidelijk");
      keys.press("button[name=feedback]");
      assertThat(lotte.page.locator(".timeline").innerText())
          .contains("De rekeningen zijn nu duidelijk", "Het oude tarief stond er nog");
      assertThat(lotte.troubles(language)).isEmpty();
    }
  }

  private void logIn(Person lotte, Keys keys) {
    lotte.open("login");
    keys.type("#login", "lotte");
    keys.type("#password", klantbrug.password("lotte"));
    lotte.page.waitForNavigation(() -> lotte.page.keyboard().press("Enter"));
  }

  private static void judged(Keys keys) {
    keys.choose("#severity", 1);
    keys.choose("#impact", 2);
    keys.choose("#emotion", 1);
    keys.press("button[name=assess][value=investigate]");
    keys.choose("#cause", 1);
    keys.type("#findings", "Oud tarief");
    keys.press("button[name=investigate]");
    keys.choose("#decision", 1);
    keys.type("#reasons", "Terecht");
    keys.press("button[name=decide]");
  }

  private static void told(Keys keys) {
    keys.type("#explanation", "Het oude tarief stond er nog.");
    keys.press("button[name=explain]");
    keys.unfold("details:has(#toldHow) summary");
    keys.choose("#toldHow", 1);
    keys.choose("#experience", 2);
    keys.type("#told", "Alles verteld");
    keys.press("button[name=tell]");
  }

  /** In the order in which this browser, whatever the page's language, asks for a date. */
  private static String nextMonth() {
    return LocalDate.now(ZoneId.of("Europe/Amsterdam"))
        .plusDays(30)
        .format(DateTimeFormatter.ofPattern("MMddyyyy"));
  }
}
