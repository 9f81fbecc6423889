package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.contact.ContactHead;
import org.klantbrug.customer.Sight;
import org.klantbrug.outbound.OfferBlock;
import org.klantbrug.outbound.OfferBlocks;
import org.klantbrug.outbound.Offers;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.SmallTakeover;

/** A complaint about a product keeps us from offering it, at the phone and in whatever is sent. */
@OnDatabase
class OfferBlocksTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final ComplaintFixture at = new ComplaintFixture(takeover.in.database);
  private final OfferBlocks blocks = new OfferBlocks(at.database, at.clock, at.audit);
  private final Offers offers = new Offers(at.database, at.clock, at.audit, blocks);
  private final ContactHead heads = new ContactHead(at.database, at.clock);
  private long party;
  private long complaint;

  @BeforeEach
  void aCustomerComplains() {
    party = takeover.in.party(takeover.in.theirs, "B2");
    complaint = complaintAbout("Internet 500");
  }

  @AfterEach
  void close() {
    takeover.in.close();
  }

  @Test
  void anOfferOfTheProductIsRefusedWithTheNumberOfTheComplaint() {
    var verdict = blocks.mayOffer(party, "internet");

    assertThat(verdict.allowed()).isFalse();
    assertThat(verdict.blocks())
        .extracting(OfferBlock::complaint, OfferBlock::until)
        .containsExactly(tuple(number(), null));
    assertThat(blocks.mayOffer(party, "Televisie").blocks()).isEmpty();
    assertThat(head().blocks())
        .extracting(ContactHead.Blocked::complaint)
        .containsExactly(number());
  }

  @Test
  void itEndsSoManyMonthsAfterTheComplaintIsClosed() {
    blocks.setMonths(2, blocks.months().version(), at.lead);
    closeIt();

    assertThat(blocks.mayOffer(party, "Internet 500").blocks().get(0).until())
        .isEqualTo(at.clock.today().plusMonths(2));
    at.at(at.clock.now().plus(Duration.ofDays(63)));
    assertThat(blocks.mayOffer(party, "Internet 500").allowed()).isTrue();
    assertThat(head().blocks()).isEmpty();
  }

  @Test
  void withoutMonthsItStandsUntilAPersonLiftsIt() {
    blocks.setMonths(0, blocks.months().version(), at.lead);
    closeIt();
    at.at(at.clock.now().plus(Duration.ofDays(3650)));
    var block = blocks.mayOffer(party, "Internet 500").blocks().get(0);

    assertBroken(
        "outbound.lift-reason-missing",
        () -> blocks.lift(party, block.id(), block.version(), " ", at.lead));
    blocks.lift(party, block.id(), block.version(), "Hij vroeg er zelf om", at.lead);

    assertThat(blocks.mayOffer(party, "Internet 500").allowed()).isTrue();
    assertBroken(
        "outbound.block-not-there",
        () -> blocks.lift(party, block.id(), block.version(), "Nog eens", at.lead));
  }

  @Test
  void openedAgainItBlocksAgainAndLiftedItStaysLifted() {
    closeIt();
    at.complaints.reopen(complaint, at.version(complaint), "Weer mis", at.adviser);
    var block = blocks.mayOffer(party, "Internet 500").blocks().get(0);
    assertThat(block.until()).isNull();

    blocks.lift(party, block.id(), block.version(), "Hij vroeg er zelf om", at.lead);
    assess("Internet 500");

    assertThat(blocks.mayOffer(party, "Internet 500").blocks()).isEmpty();
  }

  @Test
  void aComplaintThatTurnsOutToBeOfAnotherProductBlocksThatOne() {
    assess("Televisie");

    assertThat(blocks.mayOffer(party, "Internet 500").blocks()).isEmpty();
    assertThat(blocks.mayOffer(party, "Televisie").blocks()).hasSize(1);
  }

  @Test
  void aWithdrawnComplaintBlocksNothing() {
    at.complaints.withdraw(complaint, at.version(complaint), "Opgelost", at.adviser);

    assertThat(blocks.mayOffer(party, "Internet 500").allowed()).isTrue();
  }

  @Test
  void whoWantsNoOffersOfOneCompanyIsOfferedNothing() {
    takeover.in.sql("update customer_party set marketing_opt_out = 'YES' where id = " + party);

    assertThat(blocks.mayOffer(party, "Televisie").allowed()).isFalse();
  }

  @Test
  void whileAComplaintIsOpenNothingIsOfferedAndAfterItWhatItIsNotAbout() {
    assertThat(blocks.mayOffer(party, "Televisie").allowed()).isFalse();
    assertBroken(
        "outbound.offer-blocked", () -> offers.said(party, offer("Televisie"), "YES", at.adviser));

    closeIt();

    assertThat(blocks.mayOffer(party, "Televisie").allowed()).isTrue();
  }

  @Test
  void ofTwoWhoSetTheMonthsAtOnceTheSecondHearsOfTheFirst() {
    var seen = blocks.months().version();
    blocks.setMonths(2, seen, at.lead);

    assertBroken("outbound.months-changed-meanwhile", () -> blocks.setMonths(9, seen, at.lead));
    assertThat(blocks.months().value()).isEqualTo(2);
  }

  @Test
  void anAnswerToABlockedOfferIsRefusedAndToAnotherIsNoted() {
    var internet = offer("Internet 500 Plus");
    var television = offer("Televisie");

    closeIt();

    assertBroken("outbound.offer-blocked", () -> offers.said(party, internet, "YES", at.adviser));
    offers.said(party, television, "LATER", at.adviser);

    assertThat(
            at.database.<List<String>>with(
                handle ->
                    handle
                        .createQuery("select answer from outbound_offer_answer")
                        .mapTo(String.class)
                        .list()))
        .containsExactly("LATER");
  }

  private long offer(String product) {
    offers.set(
        new Offers.Offer(0, "FAULT", "storing", product, "Probeer het", "Try it", true, 0),
        at.lead);
    return offers.all().stream()
        .filter(each -> each.product().equals(product))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private ContactHead.Head head() {
    return heads.of(party, Sight.ofEverything(at.clock.today()), at.adviser);
  }

  private String number() {
    return at.desk.look(complaint, at.adviser).complaint().number();
  }

  private long complaintAbout(String product) {
    var identity = takeover.in.number("select id from customer_identity where source_key = 'B2'");
    return at.intake.receive(
        new NewComplaint(
            null, identity, null, Channel.PHONE, null, "Het valt uit", product, null, null, null),
        at.adviser);
  }

  private void assess(String product) {
    at.complaints.assess(
        complaint,
        at.version(complaint),
        new Assessment(
            Weight.LOW, Weight.LOW, Emotion.CALM, product, null, null, false, null, true),
        at.adviser);
  }

  private void closeIt() {
    at.complaints.acknowledge(
        complaint, at.version(complaint), Channel.PHONE, "Wij bellen u", at.adviser);
    assess("Internet 500");
    at.complaints.fixAtOnce(
        complaint, at.version(complaint), Cause.PRODUCT, "Hersteld", "Storing", at.adviser);
    at.tellAndClose(complaint);
  }

  private static void assertBroken(String key, ThrowingCallable doing) {
    assertThatThrownBy(doing).isInstanceOf(RuleBroken.class).extracting("key").isEqualTo(key);
  }
}
