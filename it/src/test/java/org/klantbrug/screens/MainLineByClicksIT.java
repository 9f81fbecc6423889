package org.klantbrug.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.screens.Crew.OPERATOR;
import static org.klantbrug.screens.Crew.press;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.running.Klantbrug;
import org.klantbrug.running.OneKlantbrug;

/**
 * The demonstration's merger from delivered files to one timeline, by the pages alone, each step by
 * the person whose it is. First of all, so that what follows has something to show.
 */
@Order(1)
@ExtendWith({OneKlantbrug.class, Chromium.class})
class MainLineByClicksIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Klantbrug klantbrug;
  private final Browser browser;

  MainLineByClicksIT(Klantbrug klantbrug, Browser browser) {
    this.klantbrug = klantbrug;
    this.browser = browser;
  }

  @Test
  void aMergerGoesFromFilesToOneTimelineByThePages() {
    try (var crew = new Crew(browser, klantbrug)) {
      operatorStarts(crew);
      answerUntilSigned(crew);
      bothStatementsAreSigned(crew);
      adviserReadsOneTimeline(crew);

      assertThat(crew.complaints()).isEmpty();
    }
  }

  private static void operatorStarts(Crew crew) {
    var page = crew.member(OPERATOR).page;
    assertThat(page.url()).endsWith("/home");
    press(page.locator("section[aria-labelledby=now] a[href*='/merger?id=']"));
    addOurContacts(page);
    press(page.locator("button[name=start]"));
    assertThat(page.locator(".notices .notice.good").count()).isOne();
  }

  /** One file more than the demonstration brings, by the page. */
  private static void addOurContacts(Page page) {
    page.locator("summary:has(+ form #file)").click();
    page.setInputFiles(
        "#file",
        new FilePayload(
            "noorderlicht_contactmomenten.csv",
            "text/csv",
            ourContacts().getBytes(StandardCharsets.UTF_8)));
    page.selectOption("#entity", "CONTACT");
    page.selectOption("#company", "ACQUIRER");
    press(page.locator("button[name=addFile]"));
    assertThat(page.locator(".notices .notice.good").count()).isOne();
  }

  private static String ourContacts() {
    return IntStream.range(0, 250)
        .mapToObj(
            each ->
                "%d;%d;2025-03-%02dT14:30:00+01:00;Telefoon;Factuur;Klant belde over de factuur;In;Afgehandeld"
                    .formatted(5_000_001 + each, 10_000_000 + 7 * each, 1 + each % 28))
        .collect(
            Collectors.joining(
                "\n", "ContactId;Klantnr;Datum;Kanaal;Onderwerp;Tekst;Richting;Afhandeling\n", ""));
  }

  private void answerUntilSigned(Crew crew) {
    var end = Instant.now().plus(PATIENCE);
    while (!state(crew).equals("Getekend")) {
      assertThat(Instant.now()).as("Not signed in time").isBefore(end);
      if (!crew.answersOne()) {
        awaitWork(end);
      }
    }
  }

  /** Asks the tables, not the pages: those who look again and again would slow down the jobs. */
  private void awaitWork(Instant end) {
    do {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    } while (!somebodyIsAskedOrAllIsSigned() && Instant.now().isBefore(end));
  }

  private boolean somebodyIsAskedOrAllIsSigned() {
    return klantbrug
        .asOwner()
        .with(
            handle ->
                handle
                    .createQuery(
                        """
                        select exists (select from work_item where state = 'OPEN')
                            or not exists (select from merger_merger where state <> 'SIGNED')\
                        """)
                    .mapTo(Boolean.class)
                    .one());
  }

  private static String state(Crew crew) {
    return crew.atMerger(OPERATOR).page.locator(".page-head .badge").innerText().trim();
  }

  private static void bothStatementsAreSigned(Crew crew) {
    var page = crew.atMerger("willem").page;
    assertThat(page.locator("section[aria-labelledby=next] .todo li").count()).isZero();
    var signed = 0;
    for (var statement : Crew.statements(page)) {
      page.navigate(statement);
      assertThat(page.locator("main td .badge.bad").count()).as(statement).isZero();
      signed += page.locator("main").innerText().contains(". Getekend ") ? 1 : 0;
    }
    assertThat(signed).as("the customers and the history").isEqualTo(2);
  }

  private void adviserReadsOneTimeline(Crew crew) {
    var page = crew.member("lotte").page;
    page.fill("#search", theirNumberOfSomebodyOfBoth());
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains("/customers?q="));
    press(page.locator("#hits tbody a").first());
    assertThat(page.locator("ol.timeline").count()).as("before he is recognised").isZero();

    press(page.locator("nav.questions a").first());
    assertThat(page.locator("ul.answers li").count()).isPositive();
    page.locator("input[name=how]").first().check();
    press(page.locator("button[name=recognised]"));

    var timeline = page.locator("ol.timeline:not(.pinned)");
    assertThat(timeline.count()).isOne();
    assertThat(timeline.locator("li.ours .source").first().innerText())
        .contains("Noorderlicht Telecom", "noorderlicht_contactmomenten.csv");
    assertThat(timeline.locator("li.theirs .source").first().innerText())
        .contains("Zuidkabel", "acquired_contactmomenten.csv");
    assertThat(
            timeline.locator("time").all().stream()
                .map(time -> Instant.parse(time.getAttribute("datetime"))))
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  /** Of a customer of both companies, with contacts at both. */
  private String theirNumberOfSomebodyOfBoth() {
    return klantbrug
        .asOwner()
        .with(
            handle ->
                handle
                    .createQuery(
                        """
                        select max(i.source_key) filter (where not k.ours)
                          from customer_party_link l
                          join customer_identity i on i.id = l.identity_id
                          join customer_company k on k.id = i.company_id
                         where l.ended_at is null
                           and exists (select from contact_contact c where c.identity_id = i.id)
                         group by l.party_id
                        having count(distinct k.id) = 2
                         order by l.party_id limit 1\
                        """)
                    .mapTo(String.class)
                    .one());
  }
}
