package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.screens.Crew.press;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/**
 * An adviser notes what a customer of both companies asked and promises him something, by the page
 * and by REST; comes after the main line, which brings the customers.
 */
@Order(2)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class NotingIT {
  private static final String HOSTILE =
      "<script>window.injected=1</script> ${1234*9} #{1234*9} \uD83D\uDE42";
  private static final String TOMORROW =
      LocalDate.now(ZoneId.of("Europe/Amsterdam")).plusDays(1).toString();

  /** Sends as a page of ours does, with the session of the browser. */
  private static final String SEND =
      """
      async ([method, path, body]) => {
        const answer = await fetch('/api/' + path, {method, body: body ? JSON.stringify(body) : undefined,
          headers: {'Content-Type': 'application/json', 'Accept': 'application/json', 'X-Requested-With': 'test'}});
        const text = await answer.text();
        return {status: answer.status, body: text ? JSON.parse(text) : null};
      }""";

  /** The addresses under which notes that are not finished are kept. */
  private static final Pattern DRAFTS = Pattern.compile(".*/api/.*draft.*");

  /** The note is tried again after ten seconds. */
  private static final LocatorAssertions.HasTextOptions LONG =
      new LocatorAssertions.HasTextOptions().setTimeout(20_000);

  private final Klantbrug klantbrug;
  private final Browser browser;

  NotingIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  private Person person(String login, int width) {
    var person = new Person(browser, klantbrug.address(), "nl", width);
    person.logIn(login, klantbrug.password(login));
    return person;
  }

  private static String open(Person person) {
    person.open("customers?q=jansen");
    press(person.page.locator("#hits tbody a").first());
    recognise(person);
    return person.page.url().replaceAll(".*[?&]id=([0-9]+).*", "$1");
  }

  private static void recognise(Person person) {
    var page = person.page;
    if (page.locator("#note-form").count() == 0) {
      press(page.locator("nav.questions a").first());
      page.locator("input[name=how]").first().check();
      press(page.locator("button[name=recognised]"));
    }
  }

  @Test
  @Order(1)
  void whatIsNotedByThePageStandsInTheTimelineAtOnce() {
    try (var lotte = person("lotte", 1440)) {
      var page = lotte.page;
      open(lotte);
      question(lotte, 1, "BILL", HOSTILE);
      press(page.locator("button[name=moreQuestions]"));
      assertThat(page.inputValue("#n-asked-1")).isEqualTo(HOSTILE);
      question(lotte, 2, "MOVING", "Verhuist in januari");
      page.locator(".note details").first().locator("summary").click();
      page.fill("#n-promise", "Wij bellen terug over de rekening");
      page.fill("#n-promiseDue", TOMORROW);
      press(page.locator("button[name=noteContact].primary"));

      assertThat(page.locator(".notices .notice.good").count()).isOne();
      var newest = page.locator("ol.timeline:not(.pinned) > li").first();
      assertThat(newest.innerText()).contains(HOSTILE, "Verhuist in januari", "Lotte Jansen");
      assertThat(newest.locator(".asked").count()).isEqualTo(2);
      assertThat(page.locator("ol.pinned").innerText())
          .contains("Wij bellen terug over de rekening", "morgen");
      assertThat(page.evaluate("() => 'injected' in window")).isEqualTo(false);
      assertThat(page.inputValue("#n-asked-1")).as("a new note").isEmpty();
      assertThat(lotte.complaints()).isEmpty();
    }
  }

  private static void question(Person person, int no, String topic, String asked) {
    person.page.selectOption("#n-topic-" + no, topic);
    person.page.fill("#n-asked-" + no, asked);
    person.page.selectOption("#n-answer-" + no, "IN_KNOWLEDGE");
    person.page.selectOption("#n-result-" + no, "ANSWERED");
  }

  @Test
  @Order(2)
  @SuppressWarnings("unchecked")
  void whatIsNotedOverRestIsTheSame() {
    try (var lotte = person("lotte", 1440)) {
      var customer = open(lotte);
      var noted =
          send(
              lotte,
              "POST",
              "customers/" + customer + "/contacts",
              Map.of(
                  "channel", "EMAIL",
                  "direction", "IN",
                  "questions", List.of(asked("BILL", "Over REST"), asked("FAULT", "Nog iets")),
                  "experience", "POSITIVE",
                  "promise", Map.of("text", "Stuurt de nota", "dueOn", TOMORROW)));
      assertThat(noted.get("status")).isEqualTo(201);
      var promise = ((Map<String, Object>) noted.get("body")).get("promiseId");

      var timeline = send(lotte, "GET", "customers/" + customer + "/timeline", null);
      assertThat(timeline.get("body").toString()).contains("Over REST", "Nog iets");

      var kept = send(lotte, "POST", "promises/" + promise + "/kept", Map.of("version", 0));
      assertThat(kept.get("body").toString()).contains("state=KEPT");
      var late =
          send(lotte, "POST", "promises/" + promise + "/broken", Map.of("version", 0, "note", "x"));
      assertThat(late.get("status")).isEqualTo(409);
      assertThat(late.get("body").toString()).contains("contact.promise-changed");

      var past =
          send(
              lotte,
              "POST",
              "customers/" + customer + "/promises",
              Map.of("text", "Gisteren", "dueOn", "2020-01-01"));
      assertThat(past.get("status")).isEqualTo(409);
      assertThat(past.get("body").toString()).contains("contact.promise-day-past");
    }
  }

  private static Map<String, Object> asked(String topic, String text) {
    return Map.of(
        "topic", topic, "asked", text, "answer", "ELSEWHERE", "result", "PASSED_ON", "minutes", 4);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> send(Person person, String method, String path, Object body) {
    var sent = new ArrayList<Object>(List.of(method, path));
    sent.add(body);
    return (Map<String, Object>) person.page.evaluate(SEND, sent);
  }

  @Test
  @Order(3)
  void aDraftOutlivesTheSessionInWhichItWasTyped() {
    try (var lotte = person("lotte", 1440)) {
      open(lotte);
      lotte.page.fill("#n-asked-1", "Half getypt toen de verbinding wegviel");
      PlaywrightAssertions.assertThat(lotte.page.locator("#draft-said"))
          .not()
          .isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(10_000));
    }
    try (var lotte = person("lotte", 390)) {
      assertThat(lotte.page.locator("section[aria-labelledby=notes] li").count()).isOne();
      press(lotte.page.locator("section[aria-labelledby=notes] a").first());
      recognise(lotte);

      assertThat(lotte.page.inputValue("#n-asked-1"))
          .isEqualTo("Half getypt toen de verbinding wegviel");
      press(lotte.page.locator("button[name=discardNote]"));
      assertThat(lotte.page.inputValue("#n-asked-1")).isEmpty();
    }
  }

  @Test
  @Order(3)
  void whatIsTypedWhileTheServerIsAwayStaysAndIsKeptWhenItIsBack() {
    try (var lotte = person("lotte", 1440)) {
      var page = lotte.page;
      open(lotte);
      page.route(DRAFTS, Route::abort);
      page.fill("#n-asked-1", "Getypt terwijl de server weg was");
      var said = PlaywrightAssertions.assertThat(page.locator("#draft-said"));
      said.hasText(page.getAttribute("#note-form", "data-away"), LONG);

      page.reload();
      assertThat(page.inputValue("#n-asked-1")).isEqualTo("Getypt terwijl de server weg was");

      page.unroute(DRAFTS);
      said.hasText(page.getAttribute("#note-form", "data-kept"), LONG);
    }
    try (var lotte = person("lotte", 1440)) {
      press(lotte.page.locator("section[aria-labelledby=notes] a").first());
      recognise(lotte);

      assertThat(lotte.page.inputValue("#n-asked-1")).isEqualTo("Getypt terwijl de server weg was");
      press(lotte.page.locator("button[name=discardNote]"));
    }
  }

  @Test
  @Order(4)
  void whatIsRefusedStandsThereAsItWasTyped() {
    try (var emma = person("emma", 1440)) {
      open(emma);
      emma.page.fill("#n-note", "x".repeat(10_001));
      press(emma.page.locator("button[name=noteContact].primary"));

      assertThat(emma.page.locator(".notices .notice.bad").innerText()).contains("1");
      assertThat(emma.page.inputValue("#n-note")).hasSize(10_001);
      press(emma.page.locator("button[name=discardNote]"));
      assertThat(emma.page.inputValue("#n-note")).isEmpty();
    }
  }

  @Test
  @Order(5)
  void whatTheBackOfficeAllowsComesBackToWhoAskedIt() {
    try (var lotte = person("lotte", 1440);
        var emma = person("emma", 1440)) {
      open(lotte);
      lotte.page.locator(".note details").nth(1).locator("summary").click();
      lotte.page.fill("#n-exception", "Morgen al terugstorten");
      press(lotte.page.locator("button[name=noteContact].primary"));
      assertThat(lotte.page.locator("section[aria-labelledby=exceptions]").innerText())
          .contains("Morgen al terugstorten");

      emma.open("work");
      press(emma.page.locator("main a:has-text('Beslissen over een uitzondering')").first());
      assertThat(emma.page.locator("main").innerText()).contains("Morgen al terugstorten");
      press(emma.page.locator("button[value=refuse]"));
      assertThat(emma.page.locator(".notices .notice.bad").count()).as("no without a why").isOne();
      emma.page.fill("textarea[name=note]", "Doe maar");
      press(emma.page.locator("button[value=grant]"));

      lotte.open("home");
      assertThat(lotte.page.locator("section[aria-labelledby=answers]").innerText())
          .contains("Emma Clarke");
    }
  }

  @ParameterizedTest
  @CsvSource({"nl,1440", "en,1024", "nl,390"})
  @Order(6)
  void theOpenNoteAndAPromiseAreForEverybody(String language, int width) {
    try (var lotte = new Person(browser, klantbrug.address(), language, width)) {
      lotte.logIn("lotte", klantbrug.password("lotte"));
      open(lotte);
      lotte
          .page
          .locator(".note summary")
          .all()
          .forEach(
              summary -> {
                if (!(boolean) summary.evaluate("each => each.parentElement.open")) {
                  summary.click();
                }
              });
      assertThat(lotte.troubles(language)).isEmpty();

      press(lotte.page.locator("ol.pinned a[href*='/promise?id=']").first());
      assertThat(lotte.troubles(language)).isEmpty();
    }
  }

  @Test
  @Order(7)
  void theNoteIsFilledInWithTheKeysAlone() {
    try (var lotte = person("lotte", 1440)) {
      open(lotte);
      lotte.page.focus("#n-contactChannel");
      var passed = new ArrayList<String>();
      for (var step = 0; step < 40 && !passed.contains("noteContact"); step++) {
        passed.add(
            (String)
                lotte.page.evaluate(
                    "() => document.activeElement.name || document.activeElement.tagName"));
        lotte.page.keyboard().press("Tab");
      }

      assertThat(passed)
          .containsSubsequence(
              "contactChannel",
              "topic-1",
              "asked-1",
              "behind-1",
              "answer-1",
              "note",
              "noteContact");
    }
  }
}
