package org.klantbrug.crisis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.klantbrug.crisis.AffectedFixture.product;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.outbound.BulkBrake;
import org.klantbrug.outbound.MailDoor;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.outbound.OfferBlocks;
import org.klantbrug.outbound.Sending;
import org.klantbrug.outbound.Sendings;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;

/** Mail to many and offers wait for whom a crisis touches, and for nobody else. */
@OnDatabase
class CrisisHoldTest {
  private final AffectedFixture at = new AffectedFixture();
  private final Messages messages =
      new Messages(
          at.database,
          at.clock,
          new MailSettings(
              Map.of(
                  "KLANTBRUG_SMTP_HOST", "127.0.0.1",
                  "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl")),
          new Heard<>(written -> {}));
  private final List<String> sent = new ArrayList<>();
  private final Sending sending =
      Sendings.through(
          message -> new MailDoor.Handed(MailDoor.Answer.TAKEN, null),
          at.database,
          at.clock,
          messages,
          List.of(),
          each -> sent.add(each.message().recipient()));

  CrisisHoldTest() {
    at.customers.add(at.crisis, product("Stroom"), at.lead); // B1, who is A1
  }

  @AfterEach
  void close() {
    at.close();
  }

  private NewMessage to(String key, String kind) {
    return new NewMessage(
        "NEWS",
        key,
        kind,
        1,
        "Nieuws",
        at.identity(key),
        key + "@example.nl",
        "nl",
        "Nieuws",
        "Goed nieuws",
        null);
  }

  private void toMany(String kind, String... keys) {
    var all = Arrays.stream(keys).map(key -> to(key, kind)).toList();
    at.database.inTransaction(handle -> messages.writeToAll(handle, all, 7, at.lead));
  }

  private boolean held(String key) {
    return at.database.with(handle -> BulkBrake.heldBy(handle, at.identity(key)).isPresent());
  }

  private void release() {
    at.hold.release(
        at.crisis,
        new CrisisHold.Step(CrisisHold.Which.REST, null, null, "Het is hersteld"),
        at.lead);
  }

  @Test
  void heIsHeldByWhicheverNumberHeIsKnown() {
    assertThat(held("A1")).isTrue();
    assertThat(held("B1")).isTrue();
    assertThat(held("A2")).isFalse();
  }

  @Test
  void aCandidateAnExerciseAndAClosedCrisisHoldNobody() {
    at.in.sql("update crisis_crisis set state = 'CANDIDATE', decided_at = null, decided_by = null");
    assertThat(held("A1")).isFalse();
    at.in.sql(
        "update crisis_crisis set state = 'DECLARED', exercise = true, decided_at = proposed_at, decided_by = proposed_by");
    assertThat(held("A1")).isFalse();
    at.in.sql("update crisis_crisis set state = 'CLOSED', exercise = false");
    assertThat(held("A1")).isFalse();
    at.in.sql("update crisis_crisis set state = 'STOOD_DOWN'");
    assertThat(held("A1")).as("until a person lets it go on").isTrue();
  }

  private List<String> missing() {
    return at.database.with(handle -> at.hold.missing(handle, at.crisis));
  }

  @Test
  void itIsNotClosedWhileACustomerWaitsUnlessItIsAnExercise() {
    at.in.sql("update crisis_crisis set state = 'STOOD_DOWN'");
    assertThat(missing()).containsExactly("CUSTOMERS_HELD");
    at.in.sql("update crisis_crisis set exercise = true");
    assertThat(missing()).isEmpty();
    at.in.sql("update crisis_crisis set exercise = false");

    release();

    assertThat(missing()).isEmpty();
  }

  @Test
  void itCanBeClosedWhenWhoeverWaitsWasTakenOut() {
    at.rows(AffectedList.Show.ALL)
        .forEach(row -> at.customers.remove(at.crisis, row.id(), "Niet geraakt", at.lead));

    assertThat(missing()).isEmpty();
  }

  @Test
  void mailToManyWaitsForHimAndGoesOnWhenAPersonLetsItGo() {
    toMany("signal", "B1", "A2");

    sending.work();
    assertThat(sent).containsExactly("A2@example.nl");
    assertThat(at.hold.waiting()).isOne();

    release();
    sending.work();
    assertThat(sent).containsExactly("A2@example.nl", "B1@example.nl");
    assertThat(at.hold.waiting()).isZero();
    assertThat(at.hold.steps(at.crisis))
        .extracting(CrisisHold.Taken::customers, CrisisHold.Taken::reason)
        .containsExactly(tuple(1, "Het is hersteld"));
  }

  @Test
  void whatWaitsIsLaidAsideAllAtOnceAndNotAskedForAllTheTime() {
    toMany("signal", "B1", "A1", "A2");
    toMany("complaint", "B1", "A1");

    sending.work();

    assertThat(sent).containsExactly("A2@example.nl");
    assertThat(at.hold.waiting()).isEqualTo(4);
    assertThat(
            at.in.number(
                "select count(distinct cast(xmin as text)) from outbound_message where reason = 'crisisHold'"))
        .as("in one transaction")
        .isOne();
    assertThat(
            at.in.number(
                "select count(*) from outbound_message where reason = 'crisisHold' and try_at > timestamptz '%s' + interval '1 hour'"
                    .formatted(at.clock.now())))
        .isEqualTo(4);
  }

  @Test
  void whoseMailIsNotLetGoYetIsLeftAside() {
    at.customers.add(at.crisis, product("Gas"), at.lead); // B2, who came over
    toMany("signal", "B1", "B2");
    sending.work();
    var aside = "select cast(xmin as text) from outbound_message where recipient = 'B2@example.nl'";
    var before = at.in.text(aside);

    at.hold.release(
        at.crisis,
        new CrisisHold.Step(CrisisHold.Which.RELATION, Relation.BOTH, null, "Klaar"),
        at.lead);
    sending.work();

    assertThat(sent).containsExactly("B1@example.nl");
    assertThat(at.in.text(aside)).as("nobody touched it").isEqualTo(before);
  }

  @Test
  void theMailOfWhoIsTakenOutGoesOnAtOnce() {
    toMany("signal", "A1", "B1");
    sending.work();
    assertThat(sent).isEmpty();

    at.customers.remove(
        at.crisis, at.rows(AffectedList.Show.ALL).get(0).id(), "Hij hoort er niet bij", at.lead);
    sending.work();

    assertThat(sent).containsExactlyInAnyOrder("A1@example.nl", "B1@example.nl");
    assertThat(at.hold.waiting()).isZero();
  }

  @Test
  void itIsAskedAgainByItselfAfterAWhile() {
    toMany("signal", "B1");
    sending.work();
    at.in.sql("update crisis_crisis set state = 'CLOSED'");

    sending.work();
    assertThat(sent).isEmpty();
    at.clock.set(
        Clock.offset(Clock.fixed(at.clock.now(), BusinessClock.ZONE), Duration.ofHours(7)));
    sending.work();

    assertThat(sent).containsExactly("B1@example.nl");
  }

  @Test
  void whatIsWrittenToHimAloneAndWhatTheCrisisTellsHimDoesNotWait() {
    at.database.inTransaction(handle -> messages.write(handle, to("A1", "complaint"), at.lead));
    toMany(BulkBrake.CRISIS_MESSAGE, "B1");

    sending.work();

    assertThat(sent).containsExactly("A1@example.nl", "B1@example.nl");
  }

  @Test
  void nothingIsOfferedToHimMeanwhile() {
    var offers = new OfferBlocks(at.database, at.clock, at.audit);

    assertThat(offers.mayOffer(at.party("A1"), "Gas").crisis()).isEqualTo("C-2026-0001");
    assertThat(offers.mayOffer(at.party("A1"), "Gas").allowed()).isFalse();
    assertThat(offers.mayOffer(at.party("A2"), "Gas").allowed()).isTrue();
    release();
    assertThat(offers.mayOffer(at.party("A1"), "Gas").allowed()).isTrue();
  }

  @Test
  void aStepSaysWhomItLetsGoAndWhy() {
    assertThatThrownBy(
            () ->
                at.hold.release(
                    at.crisis,
                    new CrisisHold.Step(CrisisHold.Which.RELATION, null, null, "Klaar"),
                    at.lead))
        .extracting("key")
        .isEqualTo("crisis.release-whom");
    assertThatThrownBy(
            () ->
                at.hold.release(
                    at.crisis,
                    new CrisisHold.Step(CrisisHold.Which.RELATION, Relation.OWN, null, "Klaar"),
                    at.lead))
        .extracting("key")
        .isEqualTo("crisis.release-nothing");

    assertThat(
            at.hold.release(
                at.crisis,
                new CrisisHold.Step(CrisisHold.Which.RELATION, Relation.BOTH, null, "Klaar"),
                at.lead))
        .isOne();
  }

  @Test
  void whoMustKnowSeesThatACrisisTouchesHim() {
    assertThat(at.crises.ofParty(at.party("A1")))
        .containsExactly(
            new CustomerCrises.Touched(
                at.crisis, "C-2026-0001", "Te veel afgeschreven", false, true));
    assertThat(at.crises.ofParty(at.party("A2"))).isEmpty();
  }

  @Test
  void whoIsPlannedAsSomebodyWhoIsTouchedIsSeenAndHeldLikeHim() {
    at.in.sql(
        """
        insert into wave_member (merger_id, identity_id, account_key, person_id, phase, by_debit)
        select min(m.id), %d, 'X', %d, 'REST', true from merger_merger m"""
            .formatted(at.identity("A2"), at.identity("A1")));

    assertThat(held("A2")).isTrue();
    assertThat(at.crises.ofParty(at.party("A2"))).extracting("held").containsExactly(true);
  }
}
