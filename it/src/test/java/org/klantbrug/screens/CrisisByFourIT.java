package org.klantbrug.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.screens.Crew.press;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/**
 * From a report to the end of a crisis, by four people who each sit at a browser of their own: an
 * adviser, the duty officer, the crisis lead and the spokesperson.
 */
@Order(6)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class CrisisByFourIT {
  private static final String SEEN = "Drie klanten zijn twee keer afgeschreven {{1+1}}";
  private static final String FACT = "De bank heeft het bestand twee keer verwerkt";
  private static final String TO_SAY = "Wij weten ervan; het geld komt deze week terug";

  /** A colleague in the room sees what was written within two seconds. */
  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(2000);

  private final Klantbrug klantbrug;
  private final Browser browser;

  CrisisByFourIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  private Person person(String login, int width) {
    var person = new Person(browser, klantbrug.address(), "nl", width);
    person.logIn(login, klantbrug.password(login));
    return person;
  }

  @Test
  void whatAnAdviserReportsIsDeclaredLedToldAndStoodDown() {
    try (var lotte = person("lotte", 390);
        var daan = person("daan", 1440);
        var karin = person("karin", 1440);
        var mila = person("mila", 1440)) {
      reports(lotte);
      judges(daan);
      declares(karin);
      assertThat(band(lotte).count()).as("an adviser sees that a crisis runs").isOne();

      karin.page.fill("#text", "Een halve zin");
      room(daan);
      writes(daan);
      assertThat(karin.page.locator("[data-live=log]")).containsText(FACT, SOON);
      assertThat(karin.page.locator("#text")).hasValue("Een halve zin");
      briefs(daan);
      asksAlong(karin, mila);

      press(band(lotte).locator("a[href*='crisis-briefing']"));
      assertThat(lotte.page.locator("main")).containsText(TO_SAY);
      seen(lotte);
      letsGoOn(karin);
      standsDown(karin);
      assertThat(band(lotte).count()).as("a crisis that is over").isZero();
    }
  }

  @Test
  void anExerciseSaysSoOnEveryScreenAndHoldsNothing() {
    try (var karin = person("karin", 1440);
        var lotte = person("lotte", 390)) {
      karin.open("crisis-new");
      karin.page.fill("#name", "Oefening storing");
      karin.page.fill("#what", "Wij doen alsof de telefooncentrale uitvalt");
      karin.page.check("input[name=exercise]");
      press(karin.page.locator("button[name=propose]"));
      decides(karin);

      assertThat(karin.page.locator(".exercise-mark")).containsText("OEFENING");
      assertThat(karin.page.locator("section[aria-labelledby=brakes] button[name=release]"))
          .hasCount(0);
      assertThat(band(lotte)).hasClass(Pattern.compile(".*exercise.*"));
      seen(lotte);
      worksByAScenario(karin);
      standsDown(karin);
      learns(karin);
    }
  }

  private static void worksByAScenario(Person karin) {
    press(karin.page.locator("main a[href*='/crisis-playbook?']"));
    seen(karin);
    press(karin.page.locator("button[name=choose]").first());
    press(karin.page.locator("main a[href*='/crisis-step?']").first());
    assertThat(karin.page.locator(".exercise-mark")).isVisible();
    seen(karin);
    room(karin);
  }

  private static void learns(Person karin) {
    press(karin.page.locator("main a[href*='/crisis-evaluation?']").first());
    karin.page.fill("#wentWell", "Iedereen was er snel");
    karin.page.fill("#wentWrong", "De lijst met nummers was oud");
    karin.page.fill("#causes", "Niemand houdt haar bij");
    press(karin.page.locator("button[name=write]"));
    unfolded(karin.page.locator("details:has(#words)"));
    karin.page.fill("#words", "De lijst krijgt een eigenaar");
    karin.page.selectOption("#owner", new SelectOption().setIndex(1));
    karin.page.fill("#due", LocalDate.now(ZoneId.of("Europe/Amsterdam")).plusDays(9).toString());
    press(karin.page.locator("button[name=add]"));
    seen(karin);
    press(karin.page.locator("main a[href*='/crisis-action?']").first());
    assertThat(karin.page.locator("main")).containsText("De lijst krijgt een eigenaar");
    seen(karin);
  }

  private static void reports(Person lotte) {
    lotte.open("threat-new");
    lotte.page.fill("#text", SEEN);
    lotte.page.locator("input[name=severity]").last().check();
    lotte.page.selectOption("#source", new SelectOption().setIndex(1));
    press(lotte.page.locator("button[name=report]"));
    assertThat(lotte.page.locator("main .said").first()).hasText(SEEN);
    seen(lotte);
  }

  private static void judges(Person daan) {
    press(daan.page.locator("nav.rail a[href$='/crises']"));
    press(daan.page.locator("main a[href$='/threats']"));
    seen(daan);
    press(daan.page.locator("main tr:has-text('Drie klanten') a.strong"));
    daan.page.check("input[name=judgement][value=CRISIS]");
    daan.page.fill("#reason", "Het treft een hele golf");
    seen(daan);
    press(daan.page.locator("button[name=judge]"));
    assertThat(daan.page.locator(".notices .notice.bad")).hasCount(0);
  }

  private static void declares(Person karin) {
    room(karin);
    decides(karin);
  }

  private static void decides(Person karin) {
    karin.page.selectOption("#level", "3");
    karin.page.fill("#why", "Het raakt veel klanten en hun geld");
    seen(karin);
    press(karin.page.locator("button[name=declare]"));
    assertThat(karin.page.locator("section[aria-labelledby=leading]")).isVisible();
    seen(karin);
  }

  private static void room(Person person) {
    press(person.page.locator("nav.rail a[href$='/crises']"));
    press(person.page.locator("section[aria-labelledby=open] a.strong").first());
  }

  private static void writes(Person daan) {
    daan.page.selectOption("#kind", "FACT");
    daan.page.fill("#text", FACT);
    press(daan.page.locator("button[name=write]"));
    seen(daan);
  }

  private static void briefs(Person daan) {
    unfolded(daan.page.locator("details:has(#say)"));
    daan.page.fill("#say", TO_SAY);
    press(daan.page.locator("button[name=brief]"));
  }

  private static void asksAlong(Person karin, Person mila) {
    karin.page.selectOption("#staff", new SelectOption().setLabel("Mila Postma"));
    press(karin.page.locator("button[name=add]"));
    room(mila);
    press(mila.page.locator("button[name=join]"));
    seen(mila);
  }

  /** A person lets go on what the crisis held, one thing after the other. */
  private static void letsGoOn(Person karin) {
    var held = karin.page.locator("section[aria-labelledby=brakes] details:has([name=release])");
    assertThat(held.first()).isAttached();
    while (held.count() > 0) {
      unfolded(held.first());
      held.first().locator("[name=goOn]").fill("De bank heeft het hersteld");
      press(held.first().locator("button[name=release]"));
    }
  }

  private static void standsDown(Person karin) {
    unfolded(karin.page.locator("details:has(#overWhy)"));
    karin.page.fill("#overWhy", "Iedereen heeft zijn geld terug");
    press(karin.page.locator("button[name=standDown]"));
    assertThat(karin.page.locator("section[aria-labelledby=leading]")).hasCount(0);
    seen(karin);
  }

  private static Locator band(Person person) {
    person.open("home");
    return person.page.locator(".crisis-band");
  }

  private static void unfolded(Locator details) {
    if (details.getAttribute("open") == null) {
      details.locator("summary").first().click();
    }
  }

  private static void seen(Person person) {
    assertThat(person.troubles("nl")).as(person.page.url()).isEmpty();
  }
}
