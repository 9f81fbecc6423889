package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.klantbrug.objection.About;
import org.klantbrug.objection.OpenObjections;
import org.klantbrug.objection.Outcome;
import org.klantbrug.objection.SignedLinks;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.SmallTakeover;

/** What an objection does to the accounts of who objects, and what is decided on it. */
@OnDatabase
@Timeout(60)
class ObjectedAccountsTest {
  private final WaveFixture on = new WaveFixture(SmallTakeover.live(), new OpenObjections());
  private final ObjectionDesk desk = new ObjectionDesk(on);

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void anObjectionStopsHisAccountsAtOnceAndInEveryLook() {
    on.plan();
    var id = desk.objects("B1");

    assertThat(on.stops("C1")).contains("G03_OBJECTION_OPEN " + desk.text(id, "number"));
    on.check();
    assertThat(on.stops("C1")).contains("G03_OBJECTION_OPEN " + desk.text(id, "number"));
    assertThat(on.stops("C2")).noneMatch(each -> each.startsWith("G03"));
  }

  @Test
  void nobodyMayLetHimGoWhileItIsOpen() {
    on.plan();
    desk.objects("B1");
    var result =
        on.in.number(
            "select id from wave_guard_result where code = 'G03_OBJECTION_OPEN' and cleared_at is null");

    assertThatThrownBy(() -> on.moves.accept(result, "Toch maar", on.lead))
        .isInstanceOf(RuleBroken.class)
        .extracting("key")
        .isEqualTo("wave.not-acceptable");
  }

  @Test
  void whoGoesAlongAfterAllIsFree() {
    on.plan();
    var id = desk.objects("B1");

    desk.objections.decide(
        id, desk.version(id), Outcome.KEEP, "Ik ga toch maar mee", null, desk.by);

    assertThat(on.stops("C1")).noneMatch(each -> each.startsWith("G03"));
    on.check();
    assertThat(on.stops("C1")).noneMatch(each -> each.startsWith("G03"));
  }

  @Test
  void whoLeavesIsInNoWaveHoweverOftenItIsPlanned() {
    on.plan();
    var id = desk.objects("B1");

    desk.objections.decide(id, desk.version(id), Outcome.LEAVE, "Ik ga weg", null, desk.by);
    on.plan();

    assertThat(on.state("C1")).isEqualTo("GONE");
    assertThat(on.state("C2")).isNotEqualTo("GONE");
    assertThat(
            on.in.texts(
                "select contract_key || ' ' || basis from objection_end where objection_id = "
                    + id))
        .containsExactly("C1 CHANGE");
    assertThat(
            on.in.text(
                "select marketing_opt_out from customer_party p join customer_party_link l on l.party_id = p.id and l.ended_at is null where l.identity_id = "
                    + on.identity("B1")))
        .isEqualTo("YES");
  }

  @Test
  void whoIsKnownTwiceObjectsOnceAndLeavesWithBothNumbers() {
    on.plan();
    on.in.sql(
        "update wave_member set person_id = (select person_id from wave_member where account_key = 'C1') where account_key = 'C2'");
    var id = desk.objects("B1");

    assertThat(on.stops("C2")).contains("G03_OBJECTION_OPEN " + desk.text(id, "number"));
    assertThat(desk.objects("B2")).isEqualTo(id);
    desk.objections.decide(id, desk.version(id), Outcome.LEAVE, "Ik ga weg", null, desk.by);

    assertThat(on.state("C1")).isEqualTo("GONE");
    assertThat(on.state("C2")).isEqualTo("GONE");
    assertThat(on.in.texts("select contract_key from objection_end order by 1"))
        .containsExactly("C1", "C2");
    assertThat(
            on.in.texts(
                "select i.source_key from wave_leaver l join customer_identity i on i.id = l.identity_id order by 1"))
        .containsExactly("B1", "B2");
  }

  @Test
  void whatIsToldByLetterIsPrintedAsItStandsInTheTimeline() {
    on.plan();
    var id = desk.objects("B1");
    desk.objections.decide(id, desk.version(id), Outcome.KEEP, "Ik ga mee", null, desk.by);
    desk.objections.toldByLetter(id, desk.version(id), "Beste Jan,\n\nU gaat mee.", desk.by);
    var told = on.in.number("select id from objection_event where kind = 'told'");

    var letter = desk.print.print(id, told, desk.by);

    assertThat(letter.body())
        .isEqualTo("Beste Jan,\n\nU gaat mee.")
        .isEqualTo(on.in.text("select text from contact_contact where channel = 'LETTER'"));
    assertThat(letter.address()).isEqualTo("Jan de Vries\nDorpsstraat 12\n1011AB  Ede");
    assertThatThrownBy(() -> desk.print.print(id, told - 1, desk.by))
        .extracting("key")
        .isEqualTo("objection.no-letter");
  }

  @Test
  void whoTakesItBackIsPlannedAgain() {
    on.plan();
    var id = desk.objects("B1");
    desk.objections.decide(id, desk.version(id), Outcome.LEAVE, "Ik ga weg", null, desk.by);

    desk.objections.withdraw(id, desk.version(id), "Ik blijf toch", desk.by);
    on.plan();

    assertThat(on.state("C1")).isEqualTo("PLANNED");
    assertThat(desk.work).contains("objectionWithdrawn");
  }

  @Test
  void whoWasLetGoLeavesHisWaveAMinuteBefore() {
    on.plan();
    letGo("C1");
    var day = on.day("C1");
    on.at(day.atStartOfDay(BusinessClock.ZONE).minus(Duration.ofMinutes(1)).toInstant());

    desk.objects("B1");

    assertThat(on.state("C1")).isEqualTo("MOVED");
    assertThat(on.day("C1")).isAfter(day);
  }

  /** Who carries holds the merger; who objects then waits, and finds that it was too late. */
  @Test
  void whoObjectsDuringTheCutOverWaitsAndHearsAnApology() {
    on.plan();
    letGo("C1");
    on.in.sql("alter table wave_member drop constraint wave_member_state_check");
    var member = on.member("C1");

    var objected =
        on.in
            .byEachTheirOwn()
            .inTransaction(
                handle -> {
                  on.settings.hold(handle, on.in.merger);
                  var begun = CompletableFuture.supplyAsync(() -> desk.objects("B1"));
                  while (!begun.isDone() && !somebodyWaits()) {
                    Thread.onSpinWait();
                  }
                  assertThat(begun).as("waits").isNotDone();
                  handle.execute("update wave_member set state = 'OVER' where id = ?", member);
                  return begun;
                });

    var id = objected.join();
    assertThat(desk.text(id, "went_over")).isEqualTo("true");
    assertThat(desk.text(id, "stage")).isEqualTo("APOLOGY");
    assertThat(on.state("C1")).isEqualTo("OVER");
  }

  @Test
  void theSameFormAHundredTimesAtOnceIsOneObjection() {
    on.plan();
    var link = desk.links.make(on.identity("B1"), on.in.merger);
    var form = UUID.randomUUID();
    var threads = Executors.newFixedThreadPool(20);

    var numbers =
        IntStream.range(0, 100)
            .mapToObj(
                each ->
                    CompletableFuture.supplyAsync(
                        () -> desk.online.send(link, form, About.BOTH, "Nee", "nl"), threads))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .distinct()
            .toList();
    threads.shutdown();

    assertThat(numbers).hasSize(1);
    assertThat(on.in.number("select count(*) from objection_objection")).isOne();
    assertThat(on.in.number("select count(*) from objection_event")).isOne();
    assertThat(desk.work).containsExactly("begins at CALL");
  }

  @Test
  void anotherFormWhileOneIsOpenAddsItsWords() {
    on.plan();
    var link = desk.links.make(on.identity("B1"), on.in.merger);
    var first = desk.online.send(link, UUID.randomUUID(), About.TRANSFER, "Nee", "nl");

    var second =
        desk.online.send(
            link, UUID.randomUUID(), About.TRANSFER, "${7*7} <b>#{x}</b> {name}'; --", "nl");

    assertThat(second).isEqualTo(first);
    assertThat(on.in.texts("select words from objection_event where kind = 'moreSaid'"))
        .containsExactly("${7*7} <b>#{x}</b> {name}'; --");
  }

  @Test
  void aPersonReadsWhatHeSaysBesidesOnceHoweverOften() {
    on.plan();
    desk.objects("B1");

    desk.objects("B1");
    desk.objects("B1");

    assertThat(desk.work).containsExactly("begins at DECISION", "readMoreOfObjection");
  }

  @Test
  void whoObjectsAgainBeforeHeHeardThatHeGoesAlongIsStoppedAndDecidedOnAgain() {
    on.plan();
    var id = desk.objects("B1");
    desk.objections.decide(id, desk.version(id), Outcome.KEEP, "Ik ga mee", null, desk.by);

    assertThat(desk.objects("B1")).isEqualTo(id);

    assertThat(on.stops("C1")).contains("G03_OBJECTION_OPEN " + desk.text(id, "number"));
    assertThat(desk.text(id, "stage")).isEqualTo("DECISION");
    assertThat(desk.work).endsWith("objectionWithdrawn", "begins at DECISION");
    on.check();
    assertThat(on.stops("C1")).contains("G03_OBJECTION_OPEN " + desk.text(id, "number"));
    desk.objections.decide(id, desk.version(id), Outcome.LEAVE, "Toch weg", null, desk.by);
    assertThat(on.state("C1")).isEqualTo("GONE");
  }

  @Test
  void ofWhomOneAccountWentOverTheOthersAreStoppedAndLeave() {
    on.contract("B1", "C1b", "C1b", 20);
    on.plan();
    on.in.sql("update wave_member set state = 'OVER' where account_key = 'C1'");
    letGo("C1b");

    var id = desk.objects("B1");

    assertThat(desk.text(id, "stage")).isEqualTo("APOLOGY");
    assertThat(on.state("C1b")).isEqualTo("MOVED");
    on.check();
    assertThat(on.stops("C1b")).contains("G03_OBJECTION_OPEN " + desk.text(id, "number"));
    desk.objections.apologised(id, desk.version(id), "PHONE", "Het spijt ons", desk.by);
    desk.objections.decide(id, desk.version(id), Outcome.LEAVE, "Ik ga weg", null, desk.by);
    on.plan();
    assertThat(on.state("C1b")).isEqualTo("GONE");
    assertThat(on.state("C1")).isEqualTo("OVER");
  }

  @Test
  void onlyALinkThatWeGaveOpensAndOnlyInItsTime() {
    var link = desk.links.make(on.identity("B1"), on.in.merger);
    var ofAnother =
        new SignedLinks.Link(on.identity("B2") + "-" + on.in.merger, link.until(), link.seal());
    var longer = new SignedLinks.Link(link.of(), link.until() + 1, link.seal());

    assertThat(desk.online.shown(link)).isPresent();
    assertThat(desk.online.shown(ofAnother)).isEmpty();
    assertThat(desk.online.shown(longer)).isEmpty();
    assertThat(desk.online.shown(new SignedLinks.Link(null, 0, null))).isEmpty();
    on.at(link.end().plusSeconds(1));
    assertThat(desk.online.shown(link)).isEmpty();
    assertThatThrownBy(() -> desk.online.send(link, UUID.randomUUID(), About.DATA, null, "nl"))
        .isInstanceOf(RuleBroken.class);
  }

  @Test
  void aLetterSaysWhereToObject() {
    assertThat(desk.links.linkFor(on.identity("B1"), on.in.merger))
        .startsWith("https://brief.example.nl/public/objection?of=");
  }

  @Test
  void aStepOutOfOrderOrFromAnOldPageIsRefused() {
    on.plan();
    var id = desk.objects("B1");

    assertThatThrownBy(() -> desk.objections.toldByLetter(id, desk.version(id), "Brief", desk.by))
        .extracting("key")
        .isEqualTo("objection.other-stage");
    assertThatThrownBy(
            () ->
                desk.objections.decide(id, desk.version(id) + 1, Outcome.KEEP, "Ja", null, desk.by))
        .extracting("key")
        .isEqualTo("objection.changed-meanwhile");
  }

  @Test
  void whenTheCustomerHasItInWritingItIsOver() {
    on.plan();
    var id = desk.objects("B1");
    desk.objections.decide(
        id, desk.version(id), Outcome.NO_DATA_USE, "Geen reclame", null, desk.by);

    desk.objections.toldByLetter(id, desk.version(id), "Beste klant", desk.by);

    assertThat(desk.text(id, "stage")).isEqualTo("CLOSED");
    assertThat(
            on.in.texts(
                "select channel || ' ' || direction || ' ' || text from contact_contact where subject like 'B2026-%' order by id"))
        .containsExactly(
            "PHONE IN Ik wil bij mijn eigen bedrijf blijven", "LETTER OUT Beste klant");
    assertThat(desk.work)
        .containsExactly(
            "begins at DECISION", "decideObjection: noDataUse", "confirmOutcome: told");
    assertThat(on.in.text("select state from sla_clock where subject_kind = 'OBJECTION'"))
        .isEqualTo("MET");
  }

  private void letGo(String account) {
    on.in.sql(
        "update wave_member set state = 'RELEASED' where account_key = '%s'".formatted(account));
    on.in.sql("update wave_wave set state = 'RELEASED' where id = " + on.wave(account));
  }

  private boolean somebodyWaits() {
    return new Database(on.in.source())
        .with(
            handle ->
                handle
                    .createQuery(
                        "select exists (select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0)")
                    .mapTo(Boolean.class)
                    .one());
  }
}
