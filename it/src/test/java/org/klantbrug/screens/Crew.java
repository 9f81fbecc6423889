package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.running.Klantbrug;

/**
 * The people who lead a merger, each at a browser of their own: each finds on Home what is theirs,
 * does on the pages what it takes, and answers it.
 */
final class Crew implements AutoCloseable {
  static final String OPERATOR = "sanne";
  private static final List<String> MEMBERS = List.of(OPERATOR, "fatima", "joris", "willem");

  private final Browser browser;
  private final Klantbrug klantbrug;
  private final Map<String, Person> present = new LinkedHashMap<>();

  Crew(Browser browser, Klantbrug klantbrug) {
    this.browser = browser;
    this.klantbrug = klantbrug;
  }

  /** Somebody who has logged in. */
  Person member(String login) {
    return present.computeIfAbsent(
        login,
        name -> {
          var person = new Person(browser, klantbrug.address(), "nl", 1440);
          person.logIn(name, klantbrug.password(name));
          return person;
        });
  }

  /** True if Home had something for somebody, who then did it. */
  boolean answersOne() {
    for (var login : MEMBERS) {
      var person = member(login);
      person.open("home");
      var waiting = person.page.locator("section[aria-labelledby=now] a[href*='work-item']");
      if (waiting.count() > 0) {
        press(waiting.first());
        answer(person);
        return true;
      }
    }
    return false;
  }

  private void answer(Person person) {
    var page = person.page;
    var item = page.url();
    var asked = page.locator("h1").innerText();
    switch (asked) {
      case "Veldkoppeling bevestigen" -> confirmMappings(person);
      case "Afgekeurde regels oplossen", "Verschillen in de historie verklaren" ->
          letRejectsGo(page);
      case "Mogelijke dubbelen beoordelen" -> judgePairs(page);
      case "Aansluiting tekenen", "Contacthistorie tekenen" -> explainDifferences();
      case "Proefronde goedkeuren", "Proefronde van de historie goedkeuren" ->
          looksAtTheRehearsal(page);
      case "Vergelijkingsmodel goedkeuren" -> {}
      default -> throw new AssertionError("Nobody expected: " + page.locator("main").innerText());
    }
    page.navigate(item);
    page.fill("#note", "Gezien en in orde");
    press(page.locator("form:has(#note) button.primary"));
    agreed(page, asked);
  }

  private static void looksAtTheRehearsal(Page page) {
    press(page.locator("main a.button[href*='/rehearsal?']"));
    press(page.locator("main a[href*='/rehearsed-customer?']").first());
    assertThat(page.locator("main h1").innerText()).isNotBlank();
  }

  private static void confirmMappings(Person person) {
    var page = person.page;
    press(page.locator("main a.button[href*='/merger?run=']"));
    var files = page.locator("section[aria-labelledby=files] a[href*='merger-file']");
    for (var file : files.all().stream().map(link -> link.getAttribute("href")).toList()) {
      press(page.locator("a[href='" + file + "']"));
      page.fill("#theirOwner", "Karin Peters");
      press(page.locator("button[name=confirm]"));
      agreed(page, file);
      press(page.locator("main a[href*='/merger?id=']").first());
    }
  }

  private static void letRejectsGo(Page page) {
    press(page.locator("a.button[href*='merger-rejects']"));
    while (page.locator("#reason-all").count() > 0) {
      page.fill("#reason-all", "Zo aangeleverd; de gever herstelt het later");
      press(page.locator("button[name=letAllGo]"));
      agreed(page, "rejects");
    }
  }

  private static void judgePairs(Page page) {
    press(page.locator("a.button[href*='merger-pairs']"));
    while (page.locator("form.verdict").count() > 0) {
      press(page.locator("form.verdict button[value=NOT_SAME]"));
    }
  }

  /** The ledger of the old company counts the records that were let go too. */
  private void explainDifferences() {
    var page = atMerger(OPERATOR).page;
    for (var statement : statements(page)) {
      page.navigate(statement);
      var differences = page.locator("main td a:has(.badge.bad)");
      while (differences.count() > 0) {
        press(differences.first());
        page.fill("#explanation", "De losgelaten regels staan ook in hun boekhouding");
        press(page.locator("form:has(#explanation) button"));
        agreed(page, statement);
      }
    }
  }

  /** Somebody who went to the merger; a signed one is no longer on Home. */
  Person atMerger(String login) {
    var person = member(login);
    press(person.page.locator("nav.rail a[href$='/mergers']"));
    press(person.page.locator("main a[href*='/merger?id=']").first());
    return person;
  }

  /** The addresses of the statements that the present page of a merger links to; no rehearsals. */
  static List<String> statements(Page page) {
    return page.locator("section[aria-labelledby=cutovers] a.strong").all().stream()
        .filter(link -> !link.innerText().contains("proefronde"))
        .map(link -> (String) link.evaluate("link => link.href"))
        .toList();
  }

  /** Presses it and waits for the page that follows. */
  static void press(Locator what) {
    var page = what.page();
    page.evaluate("() => { window.isLeft = true; }");
    what.click();
    page.waitForFunction("() => !window.isLeft && document.readyState === 'complete'");
  }

  private static void agreed(Page page, String what) {
    assertThat(page.locator(".notices .notice.bad").allInnerTexts()).as(what).isEmpty();
    assertThat(page.locator(".notices .notice.good").count()).as(what).isPositive();
  }

  /** What anybody's browser complained of. */
  List<String> complaints() {
    return present.values().stream().flatMap(person -> person.complaints().stream()).toList();
  }

  @Override
  public void close() {
    present.values().forEach(Person::close);
  }
}
