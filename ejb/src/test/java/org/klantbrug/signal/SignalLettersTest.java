package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** Who has no mail address, or likes letters, gets one, and has heard it once it went out. */
@OnDatabase
class SignalLettersTest {
  private static final String BODY = "Beste {name}, de rekening is duidelijker";

  private final SignalFixture at = new SignalFixture();
  private final long id = overForThree();

  @AfterEach
  void close() {
    at.close();
  }

  /** Of A1 with an address who likes letters, A2 with an address, and B2 without. */
  private long overForThree() {
    at.in.sql(
        "update customer_identity set email = null, preferred_channel = null, street = 'Dorpsstraat', house_number = '1', postcode = '1234 AB', city = 'Ons Dorp'");
    at.in.sql("update customer_party set email = null");
    at.in.sql(
        "update customer_identity set email = lower(source_key) || '@klanten.example' where source_key in ('A1', 'A2')");
    at.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'A1'");
    var signal = at.raised(Kind.FAULT, "A1");
    at.telling.link(signal, at.of("A2"), at.adviser);
    at.telling.link(signal, at.of("B2"), at.adviser);
    at.close(signal);
    return signal;
  }

  private Letters letters() {
    return at.letters.of(id).get(0);
  }

  private void assertBroken(String key, ThrowingCallable doing) {
    assertThatThrownBy(doing).extracting("key").isEqualTo(key);
  }

  @Test
  void whoLikesLettersOrHasNoMailAddressGetsOneAndTheOthersAreMailed() {
    assertThat(at.letters.reached(id, at.adviser)).isEqualTo(2);
    assertThat(
            at.mailings
                .preview(id, new Mailings.Wanted("nl", "Dag", BODY, true), at.adviser)
                .customers())
        .isOne();

    assertThat(at.letters.prepare(id, "nl", BODY, true, at.adviser)).isEqualTo(2);

    assertThat(at.work)
        .as("who may not print is not asked to")
        .doesNotContain("sendLetters is for one person");
    assertThat(at.letters.print(id, letters().id(), at.adviser))
        .hasSize(2)
        .allSatisfy(
            letter -> {
              assertThat(letter.address()).contains("Dorpsstraat 1").contains("1234 AB  Ons Dorp");
              assertThat(letter.body()).doesNotContain("{").startsWith("Beste ");
            });
    assertThat(at.rate().told()).as("nobody heard it before it went out").isZero();
    assertBroken("signal.letters-wait", () -> at.letters.prepare(id, "nl", BODY, true, at.adviser));
  }

  @Test
  void theyHaveHeardItWhenAPersonSaysThatTheLettersWentOut() {
    at.letters.prepare(id, "nl", BODY, true, at.adviser);

    at.letters.wentOut(id, letters().id(), at.adviser);

    assertThat(at.rate()).isEqualTo(new SignalList.Rate(2, 1, 0, 0));
    assertThat(at.customers(id))
        .filteredOn(one -> one.toldAt() != null)
        .extracting(Linked::toldHow)
        .containsOnly("LETTER");
    assertThat(at.work).contains("sendLetters: sent");
    assertThat(at.letters.reached(id, at.adviser)).isZero();
    assertBroken(
        "signal.letters-other-state", () -> at.letters.wentOut(id, letters().id(), at.adviser));
  }

  @Test
  void whoseLetterWasTakenOutBeforeACrisisTouchedHimHasHeardItAndGetsItOnce() {
    at.letters.prepare(id, "nl", BODY, true, at.adviser);
    assertThat(at.letters.print(id, letters().id(), at.adviser)).hasSize(2);
    crisisTouches("B2");

    at.letters.wentOut(id, letters().id(), at.adviser);

    assertThat(at.rate().told()).isEqualTo(2);
    at.in.sql("update crisis_affected set released_at = now()");
    assertThat(at.letters.reached(id, at.adviser)).isZero();
  }

  @Test
  void whoWasHeldWhenLettersWereTakenOutDidNotGetOne() {
    at.letters.prepare(id, "nl", BODY, true, at.adviser);
    crisisTouches("B2");
    assertThat(at.letters.print(id, letters().id(), at.adviser)).hasSize(1);
    at.in.sql("update crisis_affected set released_at = now()");

    at.letters.wentOut(id, letters().id(), at.adviser);

    assertThat(at.rate().told()).isOne();
    assertThat(at.letters.reached(id, at.adviser)).as("he is in the next set").isOne();
  }

  private void crisisTouches(String customer) {
    at.in.sql(
        """
        with c as (
          insert into crisis_crisis (number, name, what_happened, level, state, exercise, proposed_by, proposed_at, decided_by, decided_at)
          values ('C-2026-0001', 'Te veel afgeschreven', 'Er is twee keer afgeschreven', 1, 'DECLARED', false, %1$d, now(), %1$d, now())
          returning id)
        insert into crisis_affected (crisis_id, identity_id, relation, added_at)
        select c.id, i.id, 'OWN', now() from c, customer_identity i where i.source_key = '%2$s'"""
            .formatted(at.adviser.id(), customer));
  }

  @Test
  void whoHeardItOtherwiseMeanwhileIsNotPrinted() {
    at.letters.prepare(id, "nl", BODY, true, at.adviser);
    at.telling.tellAll(id, SignalFixture.said("PHONE", "Het is geregeld"), at.adviser);

    assertThat(at.letters.print(id, letters().id(), at.adviser)).isEmpty();
    at.letters.wentOut(id, letters().id(), at.adviser);
    assertThat(letters().state()).isEqualTo(Letters.State.OUT);
  }

  @Test
  void lettersThatAreNotSentAfterAllCanBeMadeAnew() {
    at.letters.prepare(id, "nl", BODY, true, at.adviser);

    at.letters.drop(id, letters().id(), at.adviser);

    assertThat(at.rate().told()).isZero();
    assertThat(at.letters.prepare(id, "nl", BODY, true, at.adviser)).isEqualTo(2);
  }

  @Test
  void aCustomerOfBothCompaniesGetsALetterOrAMailAndNotBoth() {
    at.telling.link(id, at.of("A3"), at.adviser);
    at.in.sql(
        "update customer_identity set email = 'a2@klanten.example' where source_key in ('A2', 'A3')");
    sameCustomer("A2", "A3");
    at.in.sql("update customer_identity set email = null where source_key = 'A3'");

    assertThat(at.letters.reached(id, at.adviser)).as("he has a mail address").isEqualTo(2);
    at.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'A3'");
    assertThat(at.letters.reached(id, at.adviser)).as("he likes letters").isEqualTo(3);
    assertBroken(
        "signal.nobody-reached",
        () -> at.mailings.preview(id, new Mailings.Wanted("nl", "Dag", BODY, true), at.adviser));
  }

  private void sameCustomer(String kept, String other) {
    at.in.sql(
        """
        update customer_party_link set party_id = (
                 select l.party_id from customer_party_link l join customer_identity i on i.id = l.identity_id
                  where i.source_key = '%s' and l.ended_at is null)
         where ended_at is null and identity_id = (select id from customer_identity where source_key = '%s')"""
            .formatted(kept, other));
  }

  @Test
  void whoseAddressIsSecretIsForAPersonToReach() {
    at.in.sql(
        "update customer_identity set circumstance = 'SECRET_ADDRESS' where source_key = 'B2'");

    assertThat(at.letters.reached(id, at.adviser)).isOne();
  }

  @Test
  void whoPrintsLettersIsInTheLogOfEachCustomer() {
    at.letters.prepare(id, "nl", BODY, true, at.adviser);

    at.letters.print(id, letters().id(), at.adviser);

    assertThat(
            at.in.number(
                "select count(distinct subject_id) from audit_event where action = 'letterPrinted' and subject_kind = 'customer'"))
        .isEqualTo(2);
  }
}
