package org.klantbrug.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.calendar.Calendars.at;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.contact.NewPromise;
import org.klantbrug.contact.OpenMatter;
import org.klantbrug.contact.OpenMatters;
import org.klantbrug.contact.PromiseClocks;
import org.klantbrug.contact.PromiseLists;
import org.klantbrug.contact.PromiseLists.When;
import org.klantbrug.contact.PromiseLists.Whose;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.SlaClock;

/** What becomes of promises, whichever company made them. */
@OnDatabase
class PromiseDeskTest {
  private static final LocalDate DUE = LocalDate.parse("2026-05-06");

  private final NotingFixture at = new NotingFixture();

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void aKeptPromiseIsNoLongerOpenAndSaysWhoKeptIt() {
    var promise = at.promise("A1", "Belt terug", "2026-05-06");

    at.promises.end(promise, "KEPT", 0, "Gebeld om 10 uur", at.other);

    assertThat(open("A1")).isEmpty();
    assertThat(at.book.events(promise))
        .extracting(event -> event.kind() + " " + event.byName() + " " + event.note())
        .containsExactly("KEPT Frits Finance Gebeld om 10 uur", "MADE Olga Operator null");
    assertThat(at.written(at.party("A1"))).contains("promiseKept", "promiseMade");
  }

  @Test
  void aPromiseHasAClockUntilItsDayIsOver() {
    var promise = at.promise("A1", "Belt terug", "2026-05-06");

    assertThat(clock(promise).limit()).isEqualTo(at("2026-05-06T17:00"));
    assertThat(clock(promise).owner()).isEqualTo(Owner.person(at.adviser.id()));

    at.promises.end(promise, "KEPT", 0, null, at.other);

    assertThat(clock(promise).state()).isEqualTo(ClockState.MET);
  }

  @Test
  void theClockOfAPromiseGoesAlongWithItsDayAndItsOwner() {
    var promise = at.promise("A1", "Belt terug", "2026-05-06");

    at.promises.move(promise, 0, LocalDate.parse("2026-05-08"), "Klant is weg", at.adviser);
    at.promises.give(promise, 1, at.other.id(), null, at.adviser);

    assertThat(clock(promise).limit()).isEqualTo(at("2026-05-08T17:00"));
    assertThat(clock(promise).owner()).isEqualTo(Owner.person(at.other.id()));

    at.promises.end(promise, "WITHDRAWN", 2, "Hoeft niet meer", at.other);

    assertThat(clock(promise).state()).isEqualTo(ClockState.WITHDRAWN);
  }

  @Test
  void aPromiseThatIsTakenUpHasAClockFromThenOn() {
    var delivered = at.in.number("select id from contact_promise where source_key = 'P1'");

    var ours = at.promises.takeUp(delivered, at.adviser);

    assertThat(at.clocks.of(PromiseClocks.SUBJECT, delivered)).isEmpty();
    assertThat(clock(ours).limit()).isEqualTo(at("2026-05-08T17:00")); // the 10th is a Sunday
  }

  private SlaClock clock(long promise) {
    return at.clocks.of(PromiseClocks.SUBJECT, promise).get(0);
  }

  @Test
  void ofTwoColleaguesTheSecondHearsWhatTheFirstDid() {
    var promise = at.promise("A1", "Belt terug", "2026-05-06");
    at.promises.move(promise, 0, LocalDate.parse("2026-05-08"), "Klant is weg", at.other);

    assertThatThrownBy(() -> at.promises.end(promise, "KEPT", 0, null, at.adviser))
        .hasMessageContaining("Frits Finance was before you")
        .hasMessageContaining("the promise has another day");

    at.promises.end(promise, "KEPT", 1, null, at.adviser);
    assertThatThrownBy(() -> at.promises.end(promise, "BROKEN", 2, "toch niet", at.other))
        .hasMessageContaining("ended already");
  }

  @Test
  void anotherDayKeepsTheOldOneAndTheReason() {
    var promise = at.promise("A1", "Belt terug", "2026-05-06");

    at.promises.move(promise, 0, LocalDate.parse("2026-05-08"), "Klant is weg", at.adviser);

    assertThat(at.promises.read(promise, at.adviser).dueOn()).isEqualTo("2026-05-08");
    assertThat(at.book.events(promise).get(0))
        .satisfies(
            event -> {
              assertThat(event.dueBefore()).isEqualTo(DUE);
              assertThat(event.dueAfter()).isEqualTo("2026-05-08");
              assertThat(event.note()).isEqualTo("Klant is weg");
            });
    assertThatThrownBy(
            () -> at.promises.move(promise, 1, LocalDate.parse("2026-05-09"), " ", at.adviser))
        .hasMessageContaining("Write why");
    assertThatThrownBy(
            () -> at.promises.move(promise, 1, LocalDate.parse("2026-05-03"), "eerder", at.adviser))
        .hasMessageContaining("has passed");
  }

  @Test
  void whatWasNotKeptSaysWhy() {
    var promise = at.promise("A1", "Belt terug", "2026-05-06");

    assertThatThrownBy(() -> at.promises.end(promise, "BROKEN", 0, "", at.adviser))
        .hasMessageContaining("Write why");
    assertThat(open("A1")).containsExactly("Belt terug");
  }

  @Test
  void aPromiseThatCameOverIsTakenUpOnceAndCountsOnceThen() {
    var delivered = at.in.number("select id from contact_promise where source_key = 'P1'");
    assertThat(open("B2")).containsExactly("Belt terug over de meterstand");

    var ours = at.promises.takeUp(delivered, at.adviser);

    assertThat(open("B2")).containsExactly("Belt terug over de meterstand");
    assertThat(at.promises.read(ours, at.adviser))
        .satisfies(
            promise -> {
              assertThat(promise.dueOn()).isEqualTo("2026-05-10");
              assertThat(promise.company()).isEqualTo("ZUID");
              assertThat(promise.ownerName()).isEqualTo("Olga Operator");
              assertThat(promise.held()).isFalse();
            });
    assertThatThrownBy(() -> at.promises.takeUp(delivered, at.other))
        .hasMessageContaining("taken up already");
    assertThatThrownBy(() -> at.promises.end(delivered, "KEPT", 0, null, at.other))
        .hasMessageContaining("as promise " + ours);
    assertThat(at.in.number("select count(*) from contact_promise_work")).isEqualTo(1);
    at.promises.end(ours, "KEPT", 0, null, at.adviser);
    assertThat(open("B2")).isEmpty();
    assertThat(
            at.in
                .reconciliation
                .make(at.in.number("select id from transfer_cutover where kind = 'TRANSFER'"), T)
                .balanced())
        .as("the delivered one stays as it was")
        .isTrue();
  }

  @Test
  void behindTheVeilAPromiseIsNeitherReadNorChanged() {
    var promise = at.promise("A1", "Belt terug", "2026-05-06");
    at.at(T.plus(Duration.ofMinutes(31)));

    assertThatThrownBy(() -> at.promises.read(promise, at.adviser)).hasMessageContaining("veiled");
    assertThatThrownBy(() -> at.promises.end(promise, "KEPT", 0, null, at.adviser))
        .hasMessageContaining("veiled");
  }

  @Test
  void whatTheCustomerWasToldStandsInTheTimelineWordForWord() {
    var promise = at.promise("A1", "Belt terug", "2026-05-06");

    at.promises.confirm(
        promise, 0, "MAILED", "Onze afspraak", "Beste Jan,\nWij bellen.", at.adviser);

    var newest = at.timeline("A1").get(0);
    assertThat(newest.channel()).isEqualTo("EMAIL");
    assertThat(newest.direction()).isEqualTo("OUT");
    assertThat(newest.text()).isEqualTo("Beste Jan,\nWij bellen.");
    assertThat(at.book.events(promise).get(0).kind()).isEqualTo("CONFIRMED");
  }

  @Test
  void aFigureOpensExactlyItsLines() {
    at.promise("A1", "Vandaag", "2026-05-04");
    at.promise("A2", "Morgen", "2026-05-05");
    give("A1", "Van de collega", at.other.id(), null);
    give("A1", "Van de rol", null, "adviser");
    at.at(T.plus(Duration.ofDays(1)));

    for (var whose : new Whose[] {Whose.MINE, Whose.ALL}) {
      var figures = at.lists.figures(whose, null, at.sight(), at.adviser);
      for (var when : When.values()) {
        assertThat(lines(whose, when)).as(whose + " " + when).hasSize((int) figures.of(when));
      }
    }
    assertThat(at.lists.figures(Whose.MINE, null, at.sight(), at.adviser))
        .isEqualTo(new PromiseLists.Figures(1, 1, 3, 0));
    assertThat(at.lists.figures(Whose.ALL, null, at.sight(), at.adviser))
        .isEqualTo(new PromiseLists.Figures(1, 1, 5, 1));
  }

  @Test
  void onlyWhatWasTakenOutIsWrittenDownAsTakenOut() {
    at.promise("A1", "Vandaag", "2026-05-04");
    at.promise("A2", "Morgen", "2026-05-05");
    var mine = new PromiseLists.Wanted(Whose.MINE, When.OPEN, null);

    assertThatThrownBy(() -> at.lists.export(mine, 1, at.sight(), at.adviser))
        .hasMessageContaining("1");
    assertThat(exports()).isEmpty();

    assertThat(at.lists.export(mine, 2, at.sight(), at.adviser)).hasSize(2);
    assertThat(exports()).containsExactly("MINE OPEN 2");
  }

  private List<String> exports() {
    return at.audit.about("staff", at.adviser.id(), 20).stream()
        .filter(entry -> entry.action().equals("promisesExported"))
        .map(Audit.Entry::purpose)
        .toList();
  }

  @Test
  void whoHasNoBusinessWithPromisesGetsNoList() {
    var nobody =
        new Staff(at.in.finance, "finance", "Frits", "nl", false, null, Set.of(), Set.of());

    assertThatThrownBy(() -> at.lists.figures(Whose.ALL, null, at.sight(), nobody))
        .hasMessageContaining("customer.promises");
    assertThatThrownBy(() -> at.promises.takeUp(1, nobody))
        .hasMessageContaining("customer.contact");
  }

  @Test
  void whoDoesNotWorkHereKeepsNoPromise() {
    assertThatThrownBy(() -> give("A1", "Belt", -1L, null)).hasMessageContaining("who works here");
    assertThatThrownBy(() -> give("A1", "Belt", null, "nobody"))
        .hasMessageContaining("who works here");
  }

  private void give(String key, String text, Long owner, String role) {
    at.noting.promise(at.party(key), new NewPromise(text, DUE, owner, role, null), at.adviser);
  }

  private List<PromiseLists.Line> lines(Whose whose, When when) {
    return at.lists.list(
        new PromiseLists.Wanted(whose, when, null), 0, 100, at.sight(), at.adviser);
  }

  private List<String> open(String key) {
    var waiting = new OpenMatters(at.in.database).of(at.party(key), at.sight());
    assertThat(at.heads.of(at.party(key), at.sight(), at.adviser).waiting()).isEqualTo(waiting);
    return waiting.stream()
        .filter(matter -> matter.subject().equals("PROMISE"))
        .map(OpenMatter::text)
        .toList();
  }
}
