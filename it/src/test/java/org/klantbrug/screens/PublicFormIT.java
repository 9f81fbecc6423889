package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.screens.Crew.press;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.attachment.TestScanner;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/**
 * A customer sends a complaint, follows it and adds to it; a colleague reads it as it was typed.
 */
@Order(3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class PublicFormIT {
  private static final String HOSTILE =
      "<script>window.injected=1</script> ${1234*9} #{1234*9} {{1234*9}} =cmd|' /C calc'!A0"
          + " \"><img src=x onerror=window.injected=1>\nSet-Cookie: injected=1\n";
  private static final String EVALUATED = "11106";
  private static final String STORY = HOSTILE.repeat(80).strip();
  private static final int MOST_STOPS = 40;
  private static final Duration SCANNED = Duration.ofSeconds(60);

  private static String link;
  private static long complaint;

  private final Klantbrug klantbrug;
  private final Browser browser;

  PublicFormIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  private Person somebody(int width) {
    return new Person(browser, klantbrug.address(), "nl", width);
  }

  private Person lotte() {
    var person = somebody(1440);
    person.logIn("lotte", klantbrug.password("lotte"));
    return person;
  }

  /** Goes on with the key Tab until the element has the focus. */
  private static void tabTo(Person person, String element) {
    for (var stop = 0; stop < MOST_STOPS; stop++) {
      if ((boolean)
          person.page.evaluate("element => document.activeElement.matches(element)", element)) {
        return;
      }
      person.page.keyboard().press("Tab");
    }
    throw new AssertionError("The keyboard does not reach " + element);
  }

  private static void type(Person person, String field, String text) {
    tabTo(person, field);
    person.page.keyboard().insertText(text);
  }

  @Test
  @Order(1)
  void isSentOnASmallScreenWithoutAMouse() {
    assertThat(STORY.length()).isGreaterThan(10_000);
    try (var customer = somebody(390)) {
      customer.open("public/complaint");
      assertThat(customer.troubles("nl")).isEmpty();
      type(customer, "#about", "Rekening van mei");
      type(customer, "#story", STORY);
      type(customer, "#remedy", "Mijn geld terug");
      type(customer, "#name", "Mevrouw De Boer");
      tabTo(customer, "input[name=reach]");
      customer.page.keyboard().press("Space");
      type(customer, "#email", "boer@example.org");
      tabTo(customer, "button[name=send]");
      customer.page.waitForNavigation(() -> customer.page.keyboard().press("Enter"));

      assertThat(customer.page.locator(".notice.good").innerText()).contains("K20", "seal=");
      assertThat(customer.troubles("nl")).isEmpty();
      link = customer.page.locator(".notice.good a").getAttribute("href");
    }
  }

  @Test
  @Order(2)
  void aColleagueReadsItAsItWasTyped() {
    complaint = newest();
    try (var lotte = lotte()) {
      lotte.open("complaint?id=" + complaint);
      var text = lotte.page.locator("section[aria-labelledby=words]").textContent();

      assertThat(text).contains(HOSTILE.lines().findFirst().orElseThrow());
      assertThat(text).doesNotContain(EVALUATED);
      assertThat(lotte.page.locator("section[aria-labelledby=typed]").innerText())
          .contains("Mevrouw De Boer", "boer@example.org");
      assertThat(lotte.page.evaluate("() => 'injected' in window")).isEqualTo(false);
      assertThat(lotte.troubles("nl")).isEmpty();
    }
  }

  private long newest() {
    return number("select max(complaint_id) from complaint_online");
  }

  private long number(String query) {
    return klantbrug
        .asOwner()
        .<Long>with(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  @Test
  @Order(3)
  void clickedTwiceItIsThereOnce() {
    var before = number("select count(*) from complaint_online");
    try (var customer = somebody(1440)) {
      customer.open("public/complaint");
      var answers =
          customer.page.evaluate(
              """
              async () => {
                const form = document.querySelector('main form');
                form.story.value = 'Twee keer geklikt';
                form.querySelector('[value=NOT]').checked = true;
                const once = () => { const data = new FormData(form); data.append('send', 'yes');
                  return fetch(form.action, {method: 'POST', body: data}).then((answer) => answer.url); };
                return await Promise.all([once(), once(), once()]);
              }""");

      assertThat((List<?>) answers)
          .allSatisfy(url -> assertThat(url.toString()).contains("number="));
    }
    assertThat(number("select count(*) from complaint_online")).isEqualTo(before + 1);
  }

  @Test
  @Order(4)
  void whatIsRefusedKeepsAllThatWasTypedAndTheFilesThatWereGood() {
    try (var customer = somebody(390)) {
      customer.open("public/complaint");
      customer.page.fill("#story", HOSTILE);
      customer.page.check("input[value=PHONE]");
      customer.page.fill("#phone", "06 1234 5678");
      customer.page.setInputFiles(
          "#files",
          new FilePayload[] {
            file("brief.txt", "Geachte heer"), file("nota.pdf", "<html><script>1</script></html>")
          });
      press(customer.page.locator("button[name=send]"));

      assertThat(customer.page.locator("#problems").innerText()).contains("nota.pdf");
      assertThat(customer.page.inputValue("#story")).isEqualTo(HOSTILE);
      assertThat(customer.page.inputValue("#phone")).isEqualTo("06 1234 5678");
      assertThat(customer.page.locator(".attached").innerText()).contains("brief.txt");
      assertThat(customer.troubles("nl")).isEmpty();

      press(customer.page.locator("button[name=send]"));
      assertThat(customer.page.locator("section[aria-labelledby=filed]").innerText())
          .contains("brief.txt");
    }
  }

  @Test
  @Order(4)
  void enterInAFieldSendsAndTakesNoFileAway() {
    try (var customer = somebody(1440)) {
      customer.open("public/complaint");
      customer.page.fill("#story", "Met een bestand");
      customer.page.setInputFiles("#files", file("brief.txt", "Geachte heer"));
      press(customer.page.locator("button[name=addFiles]"));
      customer.page.check("input[value=EMAIL]");
      customer.page.fill("#email", "boer@example.org");
      customer.page.waitForNavigation(() -> customer.page.locator("#email").press("Enter"));

      assertThat(customer.page.locator("section[aria-labelledby=filed]").innerText())
          .contains("brief.txt");
    }
  }

  private static FilePayload file(String name, String content) {
    return new FilePayload(
        name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Order(5)
  void withoutAScannerAFileIsClosedAndOpensOnceItWasScanned() throws Exception {
    addByLink("brief.txt", "Geachte heer");
    var file = newestFile();
    assertThat(opened(file)).isEqualTo(409);

    try (var scanner = new TestScanner(klantbrug.scannerPort())) {
      assertThat(settled(file)).isEqualTo("CLEAN");
      assertThat(scanner.scanned()).isPositive();
    }

    assertThat(opened(file)).isEqualTo(200);
    assertThat(openedBy("beheer", file)).as("who does not work with complaints").isEqualTo(403);
  }

  @Test
  @Order(6)
  void aVirusIsFoundAndNobodyOpensIt() throws Exception {
    try (var scanner = new TestScanner(klantbrug.scannerPort())) {
      addByLink("eicar.txt", TestScanner.EICAR);
      var file = newestFile();

      assertThat(settled(file)).isEqualTo("INFECTED");
      assertThat(scanner.scanned()).isPositive();
      assertThat(opened(file)).isEqualTo(409);
    }
    try (var lotte = lotte()) {
      lotte.open("complaint?id=" + complaint);
      assertThat(lotte.page.locator("section[aria-labelledby=files-head]").innerText())
          .contains("eicar.txt", "Virus gevonden");
    }
  }

  private void addByLink(String name, String content) {
    try (var customer = somebody(390)) {
      customer.page.navigate(link);
      customer.page.fill("#words", "Hier is het bestand");
      customer.page.setInputFiles("#files", file(name, content));
      press(customer.page.locator("button[name=reply]"));
      assertThat(customer.page.locator(".notice.good").count()).isOne();
      assertThat(customer.page.locator(".talk").innerText()).contains("Hier is het bestand");
      assertThat(customer.troubles("nl")).isEmpty();
    }
  }

  private long newestFile() {
    return number("select max(id) from attachment_file where subject_id = " + complaint);
  }

  /** What the server answers to an adviser who opens the file. */
  private int opened(long file) {
    return openedBy("lotte", file);
  }

  private int openedBy(String login, long file) {
    try (var person = somebody(1440)) {
      person.logIn(login, klantbrug.password(login));
      var answer = person.page.request().get(klantbrug.address() + "api/attachments/" + file);
      if (answer.status() == 200) {
        assertThat(answer.headers())
            .containsAllEntriesOf(Map.of("x-content-type-options", "nosniff"))
            .hasEntrySatisfying(
                "content-disposition", it -> assertThat(it).startsWith("attachment"))
            .hasEntrySatisfying(
                "content-security-policy", it -> assertThat(it).contains("sandbox"));
      }
      return answer.status();
    }
  }

  private String settled(long file) throws InterruptedException {
    var end = Instant.now().plus(SCANNED);
    var state = state(file);
    while (state.equals("WAITING_FOR_SCAN") && Instant.now().isBefore(end)) {
      Thread.sleep(500);
      state = state(file);
    }
    return state;
  }

  private String state(long file) {
    return klantbrug
        .asOwner()
        .<String>with(
            handle ->
                handle
                    .createQuery("select state from attachment_file where id = :id")
                    .bind("id", file)
                    .mapTo(String.class)
                    .one());
  }

  @Test
  @Order(7)
  void whatTheCustomerAddsWaitsUntilAColleagueReadIt() {
    try (var lotte = lotte()) {
      lotte.open("complaint?id=" + complaint);
      assertThat(lotte.page.locator("ol.timeline").innerText()).contains("Hier is het bestand");

      press(lotte.page.locator("button[name=readReply]"));

      assertThat(lotte.page.locator("button[name=readReply]").count()).isZero();
    }
    try (var customer = somebody(390)) {
      customer.page.navigate(link);
      assertThat(customer.page.locator(".talk").innerText()).contains("Wij lazen");
    }
  }
}
