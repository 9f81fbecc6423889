package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * Every page, found as people find it: from home, link by link; then opened in the other language
 * and on the other screens.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class ScreensIT {
  /** Together they may open every page. */
  private static final List<String> STAFF =
      List.of("sanne", "fatima", "joris", "lotte", "noor", "willem", "roos", "karin", "beheer");

  /** In the order in which they were found. */
  private static final List<Found> FOUND = new ArrayList<>();

  /**
   * A page.
   *
   * @param path with the content that it showed
   * @param login who came there first
   */
  private record Found(String path, String login) {
    String name() {
      return path.replaceAll("\\?.*", "");
    }
  }

  private final Klantbrug klantbrug;
  private final Browser browser;

  ScreensIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  @ParameterizedTest
  @CsvSource({"nl,1440", "en,1024", "nl,390"})
  @Order(0)
  void theLoginPageIsForEverybody(String language, int width) {
    try (var person = new Person(browser, klantbrug.address(), language, width)) {
      person.open("login");
      assertThat(person.troubles(language)).isEmpty();

      person.logIn("lotte", "not her password");
      assertThat(person.page.locator("[role=alert]").innerText()).isNotBlank();
      assertThat(person.troubles(language)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"nl,1440", "en,1024", "nl,390"})
  @Order(0)
  void theFormForCustomersIsForEverybodyToo(String language, int width) {
    try (var person = new Person(browser, klantbrug.address(), language, width)) {
      person.open("public/complaint");
      assertThat(person.troubles(language)).isEmpty();

      for (var page : List.of("public/complaint-status", "public/objection")) {
        person.open(page);
        person.forgetComplaints(); // it is not there without a link, and says so
        assertThat(person.troubles(language)).isEmpty();
      }
    }
  }

  /** One is there to be looked at; what was said is shown as it was said. */
  @Test
  @Order(0)
  void aComplaintIsRegisteredAtTheDesk() {
    var story = "<script>window.injected=1</script> #{1+1}\nAl drie weken niets gehoord";
    try (var person = person("lotte", "nl", 1440)) {
      person.open("complaint-new");
      person.page.fill("#contact", "Mevrouw De Boer, 06 1234 5678");
      person.page.fill("#story", story);
      Crew.press(person.page.locator("button[name=register]"));

      assertThat(person.page.locator("#words + .said").innerText()).isEqualTo(story);
      assertThat(person.troubles("nl")).isEmpty();
    }
  }

  /** The privacy officer hears of it at once, from where it was heard first. */
  @Test
  @Order(0)
  void aDataLeakIsToldFromAComplaint() {
    try (var person = person("lotte", "nl", 1440)) {
      person.open("complaint-new");
      person.page.fill("#contact", "De heer Smit, 06 8765 4321");
      person.page.fill("#story", "Ik kreeg de rekening van mijn buurman");
      Crew.press(person.page.locator("button[name=register]"));
      person.page.locator("details:has(#leaked) > summary").click();
      person.page.fill("#leaked", "Een rekening lag bij het verkeerde adres in de bus");
      Crew.press(person.page.locator("button[name=leak]"));

      assertThat(person.page.locator(".notices").innerText()).isNotBlank();
      assertThat(person.troubles("nl")).isEmpty();
    }
    try (var person = person("noor", "nl", 390)) {
      person.open("data-leaks");
      Crew.press(person.page.locator("main tbody a").first());
      assertThat(person.page.locator("main").innerText()).contains("het verkeerde adres");
      assertThat(person.troubles("nl")).isEmpty();
    }
  }

  /** A customer of the other company rang up; what he said is shown as he said it. */
  @Test
  @Order(0)
  void anObjectionIsRegisteredAtTheDesk() {
    var number =
        klantbrug
            .asOwner()
            .with(
                handle ->
                    handle
                        .createQuery(
                            """
                            select i.source_key from customer_identity i
                              join merger_merger m on m.id = 1 and m.acquired_id = i.company_id
                              join customer_party_link l on l.identity_id = i.id and l.ended_at is null
                             order by i.id limit 1""")
                        .mapTo(String.class)
                        .one());
    try (var person = person("lotte", "nl", 1440)) {
      person.open("objection-new?number=" + number);
      person.page.locator("input[name=about]").first().check();
      person.page.fill("#text", "<b>Ik wil niet mee</b> #{1+1}");
      Crew.press(person.page.locator("button[name=register]"));

      assertThat(person.page.url()).contains("/objection?id=");
      assertThat(person.page.locator("main").innerText()).contains("<b>Ik wil niet mee</b> #{1+1}");
      assertThat(person.troubles("nl")).isEmpty();
    }
  }

  /** Of nobody in particular; one of the same matter is proposed before another one is raised. */
  @Test
  @Order(0)
  void aSignalIsRaisedAtTheDesk() {
    try (var person = person("lotte", "nl", 1440)) {
      person.open("signal-new");
      person.page.fill("#text", "Klanten begrijpen de toeslag niet");
      person.page.selectOption("#kind", "UNCLEAR");
      person.page.selectOption("#topic", "BILL");
      person.page.selectOption("#department", new SelectOption().setIndex(1));
      person.page.selectOption("#value", "LOW");
      person.page.selectOption("#urgency", "HIGH");
      Crew.press(person.page.locator("button[name=raise]"));

      assertThat(person.page.locator("#words + .said").innerText())
          .isEqualTo("Klanten begrijpen de toeslag niet");
      assertThat(person.troubles("nl")).isEmpty();
    }
  }

  /** What a stranger wrote is shown as he wrote it, and becomes a complaint that is confirmed. */
  @Test
  @Order(0)
  void aMailIsReadAndBecomesAComplaint() {
    var story = "<script>window.injected=1</script> #{1+1} ${7*7}";
    klantbrug.write("boer@klanten.example", "Mijn <b>rekening</b>", story);
    for (var width : new int[] {1440, 390}) {
      try (var person = person("lotte", "nl", width)) {
        var link = person.page.locator("main td a:has-text('Mijn <b>rekening</b>')");
        for (var tries = 0; tries < 60 && link.count() == 0; tries++) {
          person.page.waitForTimeout(500);
          person.open("mail");
        }
        Crew.press(link);
        assertThat(person.page.locator("#mail + .said").innerText()).isEqualTo(story);
        assertThat(person.troubles("nl")).isEmpty();
      }
    }
    try (var person = person("lotte", "nl", 1440)) {
      person.open("mail");
      Crew.press(person.page.locator("main td a:has-text('Mijn <b>rekening</b>')"));
      Crew.press(person.page.locator("button[name=complaint]"));
      Crew.press(person.page.locator("button[name=mail][value=RECEIVED]"));
      assertThat(person.page.locator(".timeline").innerText()).contains("Mail geschreven");
      assertThat(person.troubles("nl")).isEmpty();
    }
  }

  /** One is there to be looked at, and its dossier can be taken along. */
  @Test
  @Order(0)
  void aCustomerAsksWhatWeKeepOfHim() {
    try (var person = person("noor", "nl", 1440)) {
      person.open("customers?q=jansen");
      var number = person.page.locator("text=/K\\d{8}/").first().innerText();
      person.open("privacy");
      person.page.click("details.add summary");
      person.page.fill("#customer", number.replaceAll("(?s).*(K\\d{8}).*", "$1"));
      person.page.selectOption("#verified", "SHOWED_ID");
      person.page.fill("#reason", "Per brief gevraagd");
      Crew.press(person.page.locator("button[name=register]"));

      assertThat(person.page.url()).contains("/privacy-request?id=");
      var paper =
          person.page.waitForDownload(() -> person.page.click("a[href$='dossier.pdf?lang=nl']"));
      assertThat(paper.suggestedFilename()).endsWith(".pdf");
      assertThat(paper.failure()).isNull();
    }
  }

  /** Waves are there to be looked at, and one of their members was held. */
  @Test
  @Order(0)
  void theWavesOfTheMergerArePlanned() {
    try (var person = person("sanne", "nl", 1440)) {
      person.open("merger-waves?id=1");
      Crew.press(person.page.locator("button[name=plan]"));
      assertThat(person.page.locator("main table tbody a").count()).isPositive();
      Crew.press(person.page.locator("main table tbody a").first());
      assertThat(person.page.url()).contains("/merger-wave?id=");
      assertThat(person.troubles("nl")).isEmpty();

      person.page.locator("details.do summary").first().click();
      var holding = person.page.locator("form:has(button[name=hold])").first();
      holding.locator("input[name=reason]").fill("Klant belde hierover");
      Crew.press(holding.locator("button[name=hold]"));
      assertThat(person.page.locator("#members ~ .scroll").innerText())
          .contains("Klant belde hierover");
    }
  }

  /** All who serve customers have something to read, and it is known how good the data are. */
  @Test
  @Order(0)
  void theProgrammeOfTheMergerBegins() {
    mergerIs("RUNNING"); // nobody is asked to read of one that has ended
    try {
      beginProgrammeAndRead();
    } finally {
      mergerIs("SIGNED");
    }
  }

  private void mergerIs(String state) {
    klantbrug
        .asOwner()
        .use(handle -> handle.execute("update merger_merger set state = ? where id = 1", state));
  }

  private void beginProgrammeAndRead() {
    try (var person = person("joris", "nl", 1440)) {
      person.open("merger-programme?id=1");
      Crew.press(person.page.locator("button[name=begin]"));
      person.page.locator("details:has(#body) > summary").click();
      person.page.fill("#line", "Wat er verandert");
      person.page.fill("#body", "<script>window.injected=1</script> #{1+1}");
      Crew.press(person.page.locator("button[name=publish]"));
      assertThat(person.troubles("nl")).isEmpty();

      person.open("merger-quality?id=1");
      Crew.press(person.page.locator("button[name=measure]"));
      assertThat(person.page.locator("main table").count()).isPositive();
      assertThat(person.troubles("nl")).isEmpty();

      person.open("merger-alarms?id=1");
      Crew.press(person.page.locator("button[name=look]"));
      assertThat(person.page.locator("#usual").count()).isPositive();
      assertThat(person.troubles("nl")).isEmpty();
    }
    try (var person = person("lotte", "nl", 390)) {
      person.open("briefing?id=1");
      assertThat(person.page.locator("main .written").innerText())
          .isEqualTo("<script>window.injected=1</script> #{1+1}");
      Crew.press(person.page.locator("button[name=read]"));
      assertThat(person.page.locator(".notice.good").first().innerText()).isNotBlank();
      assertThat(person.troubles("nl")).isEmpty();
    }
  }

  /** Somebody looks whether the old system may go, so that there is something to be seen. */
  @Test
  @Order(0)
  void theEndOfTheOldSystemIsLookedAt() {
    try (var person = person("joris", "nl", 390)) {
      person.open("merger-end?id=1");
      Crew.press(person.page.locator("button[name=look]"));
      assertThat(person.page.locator("details.card").count()).isEqualTo(7);
      assertThat(person.troubles("nl")).isEmpty();
    }
  }

  /** Written by one, checked by another, published, and found by a customer who types it wrong. */
  @Test
  @Order(0)
  void aQuestionIsAnsweredBeforeACustomerAsksIt() {
    try (var writer = person("roos", "nl", 1440)) {
      writer.open("knowledge-edit");
      writer.page.fill("#questionNl", "Verandert mijn betaaldatum?");
      writer.page.fill("#answerNl", "<b>Nee</b>, uw betaaldatum blijft dezelfde. #{1+1}");
      writer.page.selectOption("#topic", "BILL");
      Crew.press(writer.page.locator("button[name=keep]"));
      assertThat(writer.page.url()).contains("/knowledge-item?id=");
      assertThat(writer.troubles("nl")).isEmpty();

      try (var lawyer = person("ruben", "nl", 1440)) {
        lawyer.page.navigate(writer.page.url());
        Crew.press(lawyer.page.locator("button[name=check]"));
        assertThat(lawyer.troubles("nl")).isEmpty();
      }
      writer.page.reload();
      Crew.press(writer.page.locator("button[name=publish]"));
      assertThat(writer.page.locator(".facts a[href*='public/questions?lang=nl']").count())
          .isEqualTo(1);
      assertThat(writer.troubles("nl")).isEmpty();
    }
    for (var width : new int[] {1440, 390}) {
      try (var customer = new Person(browser, klantbrug.address(), "nl", width)) {
        customer.open("public/questions?company=1");
        assertThat(customer.troubles("nl")).isEmpty();
        customer.page.fill("#find", "betaldatum");
        customer.page.keyboard().press("Enter");
        assertThat(customer.page.locator(".answer").innerText())
            .isEqualTo("<b>Nee</b>, uw betaaldatum blijft dezelfde. #{1+1}");
        assertThat(customer.page.url()).contains("company=1");
        Crew.press(customer.page.locator("article.qa a").first());
        Crew.press(customer.page.locator("button[name=yes]"));
        assertThat(customer.page.locator(".notice.good").innerText()).isNotBlank();
        assertThat(customer.troubles("nl")).isEmpty();
        customer.open("public/questions?company=1");
        customer.page.locator("details.not-here > summary").click();
        customer.page.fill("#question", "Mag mijn hond mee naar het loket?");
        Crew.press(customer.page.locator("button[name=ask]"));
        assertThat(customer.troubles("nl")).isEmpty();
      }
    }
  }

  /** An exercise runs from here on, so that its band is looked at on every page. */
  @Test
  @Order(0)
  void anExerciseOfACrisisIsDeclaredAndEverybodyReadsWhatToSay() {
    var said = "<script>window.injected=1</script> #{1+1}";
    try (var lead = person("karin", "nl", 1440);
        var adviser = person("lotte", "nl", 390)) {
      lead.open("crisis-new");
      lead.page.fill("#name", "Oefening <b>dubbele incasso</b>");
      lead.page.fill("#what", said);
      lead.page.check("[name=exercise]");
      Crew.press(lead.page.locator("button[name=propose]"));
      assertThat(lead.troubles("nl")).isEmpty();

      lead.page.selectOption("#level", "2");
      lead.page.fill("#why", "Jaarlijkse oefening");
      Crew.press(lead.page.locator("button[name=declare]"));
      assertThat(lead.page.locator(".crisis-band.exercise").innerText()).contains("OEFENING");
      lead.page.locator("details:has(#say) > summary").click();
      lead.page.fill("#say", said);
      Crew.press(lead.page.locator("button[name=brief]"));
      assertThat(lead.troubles("nl")).isEmpty();

      adviser.open("home");
      Crew.press(adviser.page.locator(".crisis-band a[href*='crisis-briefing']"));
      assertThat(adviser.page.locator("main .written").first().innerText()).isEqualTo(said);
      assertThat(adviser.troubles("nl")).isEmpty();
    }
  }

  /**
   * Anybody reports it by one key; who leads crises is called as nobody has duty, and judges it.
   */
  @Test
  @Order(0)
  void aThreatIsReportedFromAnyPageAndJudged() {
    var words = "<b>Een filmpje</b> over dubbele incasso gaat rond #{1+1}";
    try (var adviser = person("lotte", "nl", 390);
        var lead = person("karin", "nl", 1440)) {
      adviser.open("promises");
      adviser.page.keyboard().press("t");
      adviser.page.waitForURL(Pattern.compile(".*/threat-new\\?from=promises"));
      adviser.page.fill("#text", words);
      adviser.page.check("input[name=severity][value='2']");
      adviser.page.selectOption("#source", "SOCIAL");
      Crew.press(adviser.page.locator("button[name=report]"));
      assertThat(adviser.page.locator(".notice.good").innerText()).contains("D20");
      assertThat(adviser.page.locator(".said").first().innerText()).isEqualTo(words);
      assertThat(adviser.troubles("nl")).isEmpty();

      lead.open("home");
      lead.page.locator("a[href$='/threats']").first().click();
      assertThat(lead.troubles("nl")).isEmpty();
      lead.page.navigate(adviser.page.url());
      lead.page.check("input[name=judgement][value=FALSE_ALARM]");
      lead.page.fill("#reason", "Het filmpje is oud");
      Crew.press(lead.page.locator("button[name=judge]"));
      assertThat(lead.troubles("nl")).isEmpty();

      adviser.open("home");
      assertThat(adviser.page.locator("main").innerText()).contains("loos alarm");
    }
  }

  /** A message to customers is begun, so that there is one to be looked at. */
  @Test
  @Order(0)
  void aMessageToCustomersIsBegun() {
    try (var person = person("sanne", "nl", 1440)) {
      person.open("merger-notices?id=1");
      Crew.press(person.page.locator("button[name=begin]").first());
      assertThat(person.page.url()).contains("/notice-campaign?id=");
      assertThat(person.troubles("nl")).isEmpty();

      Crew.press(person.page.locator("button[name=write]"));
      assertThat(person.page.locator("#preview ~ .card").count()).isEqualTo(4);
      assertThat(person.troubles("nl")).isEmpty();
    }
  }

  /** On the way each page is looked at as the first who comes there sees it. */
  @Test
  @Order(1)
  void everyLinkLeadsToAPageAndEveryPageIsFoundByLinks() {
    var troubles = new ArrayList<String>();
    for (var login : STAFF) {
      try (var person = person(login, "nl", 1440)) {
        walk(person, login, troubles);
      }
    }

    assertThat(troubles).isEmpty();
    assertThat(FOUND.stream().map(Found::name)).containsAll(pages());
  }

  @ParameterizedTest
  @CsvSource({"en,1024", "nl,390"})
  @Order(2)
  void everyPageIsForEverybody(String language, int width) {
    assertThat(FOUND.stream().map(Found::name)).containsAll(pages());
    var troubles = new ArrayList<String>();
    for (var login : STAFF) {
      try (var person = person(login, language, width)) {
        for (var found : FOUND) {
          if (found.login().equals(login)) {
            assertThat(person.open(found.path()).status()).as(found.path()).isEqualTo(200);
            look(person, found, language, troubles);
          }
        }
      }
    }

    assertThat(troubles).isEmpty();
  }

  private Person person(String login, String language, int width) {
    var person = new Person(browser, klantbrug.address(), language, width);
    person.logIn(login, klantbrug.password(login));
    return person;
  }

  private static void look(Person person, Found found, String language, List<String> troubles) {
    person
        .troubles(language)
        .forEach(
            trouble -> troubles.add("/" + found.path() + " (" + found.login() + "): " + trouble));
  }

  /** Each page once, whoever comes there first; of a page with many contents, the first. */
  private static void walk(Person person, String login, List<String> troubles) {
    var open =
        new ArrayDeque<>(
            List.of(
                "home",
                "customers?q=jansen",
                "work-item?id=1",
                "rehearsal?merger=1",
                "merger-residual?id=1",
                "merger-late-records?id=1",
                "merger-wave-undo?id=1",
                "archive?id=1",
                "notice-customers?id=1&standing=LATER",
                "customer-merge?id=1&number=K10000002"));
    var passed = new TreeSet<String>();
    while (!open.isEmpty()) {
      var found = new Found(open.poll(), login);
      var name = found.name();
      if (!passed.add(name) || name.startsWith("api/") || name.startsWith("assets/")) {
        continue;
      }
      var answer = person.open(found.path());
      if (answer.status() == 200) {
        open.addAll(person.links());
        if (FOUND.stream().noneMatch(earlier -> earlier.name().equals(name))) {
          FOUND.add(found);
          look(person, found, "nl", troubles);
        }
      } else if (Set.of(
              "customers",
              "work-item",
              "rehearsal",
              "merger-residual",
              "merger-late-records",
              "merger-wave-undo",
              "archive",
              "notice-customers",
              "customer-merge")
          .contains(name)) {
        person.forgetComplaints();
      } else {
        troubles.add(
            "/" + found.path() + " is linked to, and answers " + answer.status() + " to " + login);
      }
    }
  }

  /**
   * Every page there is but those that are not opened by a link, as what shows again what a rule
   * stopped; no rehearsal is there to look at once the main line has been signed.
   */
  private static Set<String> pages() {
    try (var files = Files.list(Path.of("../web/src/main/webapp"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".xhtml"))
          .map(name -> name.substring(0, name.length() - ".xhtml".length()))
          .filter(
              name ->
                  !Set.of("login", "logout", "error", "rehearsed-customer", "signal-ask")
                          .contains(name)
                      && !Set.of("crisis-step", "crisis-evaluation", "crisis-action")
                          .contains(name) // CrisisByFourIT looks at them
                      && !name.equals("knowledge-contradiction")) // wants two answers
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
