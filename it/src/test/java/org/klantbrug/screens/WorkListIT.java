package org.klantbrug.screens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.screens.Crew.press;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/** Working through a list by the keyboard, and with a colleague who does the same. */
@Order(4)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class WorkListIT {
  private final Klantbrug klantbrug;
  private final Browser browser;

  WorkListIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  private Person person(String login) {
    var person = new Person(browser, klantbrug.address(), "nl", 1440);
    person.logIn(login, klantbrug.password(login));
    return person;
  }

  private static void registerComplaint(Person person, String story) {
    person.open("complaint-new");
    person.page.fill("#contact", "Mevrouw Bos, 06 1234 5678");
    person.page.fill("#story", story);
    press(person.page.locator("button[name=register]"));
  }

  @Test
  @Order(1)
  void aTaskIsTakenUpTakenBackAndOpenedByTheKeyboardAlone() {
    try (var lotte = person("lotte")) {
      registerComplaint(lotte, "De rekening klopt niet");
      lotte.open("work?show=mine&who=nobody");
      var keys = lotte.page.keyboard();

      keys.press("j");
      lotte.page.waitForNavigation(() -> keys.press("c"));
      assertThat(lotte.page.locator("form.undo").innerText()).contains("De taak is nu van u");

      press(lotte.page.locator("form.undo button"));
      assertThat(lotte.page.locator(".notice.good")).containsText("weer zoals zij was");

      keys.press("/");
      assertThat(lotte.page.locator("#q")).isFocused();
      keys.press("Tab");
      lotte.page.locator("h1").click();
      keys.press("j");
      lotte.page.waitForNavigation(() -> keys.press("Enter"));
      assertThat(lotte.page.url()).contains("work-item?id=").contains("list=");
      assertThat(lotte.page.locator("a[rel=next]")).isVisible();
      assertThat(lotte.troubles("nl")).isEmpty();
    }
  }

  @Test
  @Order(2)
  void severalTasksAreGivenToAColleagueWhoHasThemAtOnce() {
    try (var hugo = person("hugo");
        var emma = person("emma")) {
      hugo.open("work?show=all&role=adviser&who=nobody");
      var keys = hugo.page.keyboard();
      keys.press("j");
      keys.press("x");
      keys.press("j");
      keys.press("x");
      hugo.page.selectOption("#to", new SelectOption().setLabel("Emma Clarke"));
      press(hugo.page.locator("button[value=give]"));
      assertThat(hugo.page.locator(".notice.bad")).containsText("Schrijf erbij waarom");
      assertThat(hugo.page.locator("td.pick input:checked")).hasCount(2);

      hugo.page.fill("#reason", "Lotte is ziek");
      press(hugo.page.locator("button[value=give]"));

      assertThat(hugo.page.locator("form.undo")).containsText("2 taken gegeven aan Emma Clarke");
      emma.open("work?show=hand");
      assertThat(emma.page.locator("tbody tr")).hasCount(2);
      assertThat(hugo.troubles("nl")).isEmpty();
    }
  }

  @Test
  @Order(3)
  void whoHasAComplaintOpenSeesThatAColleagueHasItOpenToo() {
    try (var lotte = person("lotte");
        var emma = person("emma")) {
      registerComplaint(lotte, "Wij wachten al drie weken");
      var page = lotte.page.url().replaceAll(".*/", "");

      emma.open(page);

      assertThat(emma.page.locator("[data-presence]"))
          .containsText("Lotte Jansen heeft dit ook open");
      assertThat(lotte.page.locator("[data-presence]"))
          .containsText(
              "Emma Clarke", new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
      assertThat(emma.troubles("nl")).isEmpty();
    }
  }

  @Test
  @Order(4)
  void aKeptListStandsOverTheListWithItsNumberOfTasks() {
    try (var hugo = person("hugo")) {
      hugo.open("work?show=all&role=adviser");
      var shown = hugo.page.locator("tbody tr").count();
      hugo.page.locator("details:has(#viewName) summary").click();
      hugo.page.fill("#viewName", "Van advies \uD83D\uDE42");
      press(hugo.page.locator("button[name=keep]"));

      hugo.open("work");
      assertThat(hugo.page.locator("nav.kept a")).containsText("Van advies \uD83D\uDE42 " + shown);
      press(hugo.page.locator("nav.kept a"));
      assertThat(hugo.page.locator("tbody tr")).hasCount(shown);
      assertThat(hugo.troubles("nl")).isEmpty();
    }
  }

  @Test
  @Order(5)
  void aButtonOnALaterPageStaysThereAndKeepsWhatWasTicked() {
    manyTasks();
    try (var hugo = person("hugo")) {
      hugo.open("work?show=all&kind=leafThrough&sort=oldest");
      press(hugo.page.locator("a[rel=next]"));
      var first = hugo.page.locator("tbody tr td:nth-child(3)").first();
      assertThat(first).hasText("Blad 51");

      hugo.page.locator("td.pick input").first().check();
      hugo.page.selectOption("#to", new SelectOption().setLabel("Emma Clarke"));
      press(hugo.page.locator("button[value=give]"));
      assertThat(hugo.page.locator(".notice.bad")).containsText("Schrijf erbij waarom");
      assertThat(hugo.page.locator("td.pick input:checked")).hasCount(1);
      assertThat(first).hasText("Blad 51");

      hugo.page.fill("#reason", "Emma weet hier meer van");
      press(hugo.page.locator("button[value=give]"));
      assertThat(hugo.page.locator("form.undo")).containsText("gegeven aan Emma Clarke");
      assertThat(first).hasText("Blad 51");
      assertThat(hugo.page.locator("tbody tr").first()).containsText("Emma weet hier meer van");
    } finally {
      klantbrug
          .asOwner()
          .use(
              handle ->
                  handle.execute(
                      "update work_item set state = 'WITHDRAWN' where kind = 'leafThrough'"));
    }
  }

  private void manyTasks() {
    klantbrug
        .asOwner()
        .use(
            handle ->
                handle.execute(
                    """
                    insert into work_item (kind, subject_kind, subject_id, subject_name, role_code, created_at)
                    select 'leafThrough', 'none', i, 'Blad ' || i, 'adviser', timestamptz '2026-01-01' + i * interval '1 minute'
                      from generate_series(1, 60) i"""));
  }
}
