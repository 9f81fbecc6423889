package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.HeldWork;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;

/** One mail to everybody who waits; who got it has heard it. */
@OnDatabase
class SignalMailTest {
  private static final Mailings.Wanted WORDS =
      new Mailings.Wanted(
          "nl", "Wat u ons vertelde", "Beste {name}, de rekening is duidelijker", true);
  private static final Mailings.Wanted OTHER_WORDS =
      new Mailings.Wanted("nl", "Wij schreven het verkeerd", "Uw rekening is duidelijker", true);
  private static final Mailings.Wanted PASSED_ON =
      new Mailings.Wanted("nl", "Dank u wel", "Wij geven het door", true);

  private final SignalFixture at = new SignalFixture();
  private final SignalMail mail = new SignalMail(at.clock, at.telling);
  private final long id = overFor("A1", "A2", "B2");

  @AfterEach
  void close() {
    at.close();
  }

  /** A signal that is over, of customers of whom the first two have an address. */
  private long overFor(String... customers) {
    at.in.sql("update customer_identity set email = null");
    at.in.sql("update customer_party set email = null");
    at.in.sql(
        "update customer_identity set email = lower(source_key) || '@klanten.example' where source_key in ('A1', 'A2')");
    var signal = at.raised(Kind.FAULT, customers[0]);
    for (var other : List.of(customers).subList(1, customers.length)) {
      at.telling.link(signal, at.of(other), at.adviser);
    }
    at.close(signal);
    return signal;
  }

  private List<Message> written() {
    return at.database.with(
        handle ->
            handle
                .createQuery("select id from outbound_message order by id")
                .mapTo(Long.class)
                .stream()
                .map(at.messages::read)
                .toList());
  }

  private Message last() {
    return written().get(written().size() - 1);
  }

  private void sent(Message message) {
    at.in.sql(
        "update outbound_message set state = 'SENT', sent_at = '%s' where id = %d"
            .formatted(at.clock.now(), message.id()));
    at.database.use(
        handle -> mail.onSent(new MessageSent(handle, at.messages.read(message.id()), at.adviser)));
  }

  private Optional<String> objection(Message message) {
    return at.database.with(handle -> mail.objection(handle, message));
  }

  private void bound(int value) {
    var bound = new MailBound(at.database, at.clock, at.audit);
    bound.set(value, bound.get().version(), at.coordinator);
  }

  private Mailing mailing() {
    return at.mailings.of(id).get(0);
  }

  private void assertBroken(String key, ThrowingCallable doing) {
    assertThatThrownBy(doing).extracting("key").isEqualTo(key);
  }

  @Test
  void everybodyWhoWaitsAndHasAnAddressIsWrittenToOnce() {
    var begun = at.mailings.write(id, WORDS, at.adviser);

    assertThat(begun.customers()).isEqualTo(2);
    assertThat(written())
        .extracting(Message::recipient)
        .containsExactlyInAnyOrder("a1@klanten.example", "a2@klanten.example");
    assertThat(at.customers(id)).filteredOn(Linked::mailed).hasSize(2);
    assertThat(at.rate().told()).as("nobody heard it before it is sent").isZero();
    assertBroken("signal.mailing-goes-on", () -> at.mailings.write(id, OTHER_WORDS, at.adviser));
  }

  @Test
  void eachReadsHisOwnName() {
    var shown = at.mailings.preview(id, WORDS, at.adviser);
    assertThat(shown.customers()).isEqualTo(2);
    assertThat(shown.body()).isEqualTo("Beste " + shown.name() + ", de rekening is duidelijker");

    assertBroken(
        "outbound.text-unknown-field",
        () ->
            at.mailings.preview(
                id, new Mailings.Wanted("nl", "Dag", "Beste {naam}", true), at.adviser));

    at.mailings.write(id, WORDS, at.adviser);

    assertThat(written()).extracting(Message::body).doesNotHaveDuplicates().contains(shown.body());
  }

  @Test
  void whoseMailWasSentHasHeardIt() {
    at.mailings.write(id, WORDS, at.adviser);

    sent(written().get(0));

    assertThat(at.rate()).isEqualTo(new SignalList.Rate(1, 2, 0, 0));
    assertThat(at.customers(id))
        .filteredOn(one -> one.toldAt() != null)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.toldHow()).isEqualTo("EMAIL");
              assertThat(one.toldWords()).endsWith("de rekening is duidelijker");
            });
  }

  @Test
  void whoHeardItOtherwiseMeanwhileGetsNoMail() {
    at.mailings.write(id, WORDS, at.adviser);
    at.telling.tellAll(id, SignalFixture.said("PHONE", "De rekening is duidelijker"), at.adviser);

    for (var message : written()) {
      assertThat(objection(message)).contains("signalTold");
    }
  }

  // ------------------------------------------------------------------ once per words

  @Test
  void whoDidNotHearItAfterAllIsMailedOtherWordsAndNeverTheSame() {
    at.mailings.write(id, WORDS, at.adviser);
    written().forEach(this::sent);
    assertThat(at.mailings.goOn()).as("it is over").isTrue();
    at.customers(id).stream()
        .filter(one -> one.toldAt() != null)
        .forEach(one -> at.telling.untell(id, one.id(), "De rekening klopte niet", at.adviser));

    assertBroken("signal.nobody-reached", () -> at.mailings.write(id, WORDS, at.adviser));
    assertThat(at.mailings.write(id, OTHER_WORDS, at.adviser).customers()).isEqualTo(2);
  }

  @Test
  void whoReadThatWePassItOnReadsWhatWasDoneToo() {
    var complaint = at.complaintOf("A1");
    var praise = at.raised(Kind.PRAISE, null);
    at.telling.link(praise, new Subject(null, complaint, null), at.adviser);
    at.mailings.write(praise, PASSED_ON, at.adviser);
    sent(last());
    at.mailings.goOn();
    at.close(praise);

    assertThat(at.mailings.write(praise, OTHER_WORDS, at.adviser).customers()).isOne();
    sent(last());

    assertThat(at.complaintDesk.look(complaint, at.adviser).complaint().feedbackGiven())
        .isEqualTo(OTHER_WORDS.body());
  }

  @Test
  void aMailThatIsNotWhatWasPromisedLeavesThePromiseStanding() {
    var complaint = at.complaintOf("A1");
    var fault = at.raised(Kind.FAULT, null);
    at.telling.link(fault, new Subject(null, complaint, null), at.adviser);
    at.close(fault);

    at.mailings.write(
        fault, new Mailings.Wanted("nl", "Tarieven", "Alle tarieven kloppen", false), at.adviser);
    sent(last());

    assertThat(at.customers(fault)).noneMatch(Linked::waits);
    assertThat(at.complaintDesk.look(complaint, at.adviser).complaint().feedbackGiven()).isNull();
  }

  @Test
  void oneThatGoesWrongKeepsNoOtherWaiting() {
    at.mailings.write(id, WORDS, at.adviser);
    var broken = mailing().id();
    var other = at.raised(Kind.FAULT, null);
    at.telling.link(other, new Subject(null, at.complaintOf("A1"), null), at.adviser);
    at.close(other);
    at.mailings.write(other, OTHER_WORDS, at.adviser);
    written().forEach(this::sent);
    at.in.sql(
        "update signal_mailing set done_to = '', words_version = 9, body = 'Beste {naam}' where id = "
            + broken);
    at.in.sql(
        "update signal_customer set told_at = null, told_by = null, told_how = null, told_words = null");

    at.mailings.goOnWithAll();

    assertThat(at.mailings.of(other).get(0).state()).isEqualTo(Mailing.State.OVER);
    assertThat(at.mailings.of(id).get(0).state()).isEqualTo(Mailing.State.GOING);
  }

  @Test
  void whoComplainedAtBothCompaniesGetsOneMail() {
    at.in.sql("update customer_identity set email = 'b1@klanten.example' where source_key = 'B1'");
    var signal = at.raised(Kind.FAULT, null);
    for (var customer : List.of("A1", "B1")) {
      at.telling.link(signal, new Subject(null, at.complaintOf(customer), null), at.adviser);
    }
    at.close(signal);

    assertThat(at.mailings.write(signal, WORDS, at.adviser).customers()).isOne();
    sent(last());

    assertThat(at.customers(signal)).noneMatch(Linked::waits);
  }

  // ------------------------------------------------------------------ that we pass it on

  @Test
  void aMailThatWePassItOnIsNotSentOnceItIsOver() {
    var praise = at.raised(Kind.PRAISE, "A1");
    at.mailings.write(praise, PASSED_ON, at.adviser);
    var message = last();
    assertThat(objection(message)).isEmpty();

    at.close(praise);

    assertThat(objection(message)).contains("signalOver");
    assertThat(last().state()).isEqualTo(Message.State.DROPPED);
  }

  /** It left in time, and we heard of it from the mail server only after the signal was closed. */
  @Test
  void aMailThatWePassItOnIsNoFeedbackThatWasPromised() {
    var complaint = at.complaintOf("A1");
    var praise = at.raised(Kind.PRAISE, null);
    at.telling.link(praise, new Subject(null, complaint, null), at.adviser);
    at.mailings.write(praise, PASSED_ON, at.adviser);
    var handedOver = last();
    at.close(praise);

    sent(handedOver);

    assertThat(at.complaintDesk.look(complaint, at.adviser).complaint().feedbackGiven()).isNull();
    assertThat(at.customers(praise)).allMatch(Linked::waits);
    assertThat(at.desk.look(praise, at.adviser).told())
        .extracting(LinkedCustomers.Told::kind)
        .containsExactly("PASSED_ON");
  }

  // ------------------------------------------------------------------ to many

  @Test
  void aMailToMoreThanTheBoundWaitsForASecondPerson() {
    bound(1);
    assertThat(at.mailings.preview(id, WORDS, at.adviser).needsRelease()).isTrue();

    var asked = at.mailings.write(id, WORDS, at.adviser);

    assertThat(asked.state()).isEqualTo(Mailing.State.WAITING);
    assertThat(written()).isEmpty();
    assertThat(at.mailings.example(id, asked.id(), at.coordinator))
        .as("the second person reads it as a customer does")
        .hasValueSatisfying(shown -> assertThat(shown.body()).doesNotContain("{"));
    assertThat(at.work).contains("releaseMailing opens");
    assertBroken("signal.mailing-own", () -> at.mailings.release(id, asked.id(), at.adviser));

    at.mailings.release(id, asked.id(), at.coordinator);

    assertThat(written()).hasSize(2);
    assertThat(at.work).contains("releaseMailing: released");
    assertThat(mailing().releasedAt()).isEqualTo(at.clock.now());
    assertBroken(
        "signal.mailing-other-state", () -> at.mailings.release(id, asked.id(), at.coordinator));
  }

  @Test
  void nobodyCanReleaseHisOwnMailInTheDatabaseEither() {
    bound(1);
    at.mailings.write(id, WORDS, at.adviser);

    assertThatThrownBy(
            () -> at.in.sql("update signal_mailing set released_by = written_by, state = 'GOING'"))
        .hasMessageContaining("signal_mailing_check");
  }

  @Test
  void whatWasNotSentWhenItIsStoppedStaysUnsent() {
    at.mailings.write(id, WORDS, at.adviser);
    sent(written().get(0));

    at.mailings.stop(id, mailing().id(), at.coordinator);

    assertThat(mailing().state()).isEqualTo(Mailing.State.STOPPED);
    assertThat(mailing().sent()).isOne();
    assertThat(mailing().notSent()).isOne();
    assertThat(last().state()).isEqualTo(Message.State.DROPPED);
    assertThat(objection(last())).as("also if a person says: send it").contains("signalStopped");
    assertBroken(
        "signal.mailing-other-state", () -> at.mailings.stop(id, mailing().id(), at.coordinator));
  }

  @Test
  void oneThatWasStoppedGoesOnWithThoseWhoDidNotGetIt() {
    at.mailings.write(id, WORDS, at.adviser);
    sent(written().get(0));
    at.mailings.stop(id, mailing().id(), at.coordinator);

    assertThat(at.mailings.write(id, WORDS, at.adviser).customers()).isOne();
  }

  @Test
  void itIsOverWhenAllOfItWasSent() {
    at.mailings.write(id, WORDS, at.adviser);
    assertThat(at.mailings.goOn()).as("mails wait to be sent").isFalse();

    written().forEach(this::sent);

    assertThat(at.mailings.goOn()).isTrue();
    assertThat(mailing().state()).isEqualTo(Mailing.State.OVER);
    assertThat(mailing().notSent()).isZero();
    assertThat(at.mailings.goOn()).isFalse();
  }

  /** Part by part: no more wait than one part has. */
  @Test
  void thousandsAreWrittenPartByPart() {
    bound(100_000);
    fourHundredAndFiftyMore();
    at.mailings.write(id, WORDS, at.adviser);
    assertThat(written()).hasSize(Mailings.PART);
    assertThat(at.mailings.goOn()).isFalse();

    for (var part = 0; part < 3; part++) {
      at.in.sql(
          "update outbound_message set state = 'SENT', sent_at = now() where state = 'WAITING'");
      at.mailings.goOn();
    }

    assertThat(written()).hasSize(452).extracting(Message::recipient).doesNotHaveDuplicates();
    assertThat(mailing().customers()).isEqualTo(452);
    assertThat(mailing().state()).isEqualTo(Mailing.State.OVER);
  }

  private void fourHundredAndFiftyMore() {
    at.in.sql(
        """
        insert into customer_identity (company_id, source_key, full_name, email, delivery_id, line_no, content_sha, extract_as_of, registered_at)
        select company_id, 'M' || n, 'Klant ' || n, 'm' || n || '@klanten.example', delivery_id, n, content_sha, extract_as_of, registered_at
          from customer_identity, generate_series(1, 450) n where source_key = 'A1'""");
    at.in.sql(
        """
        insert into signal_customer (signal_id, identity_id, linked_by, linked_at, tell_by)
        select %d, i.id, %d, now(), current_date from customer_identity i where i.source_key like 'M%%'"""
            .formatted(id, at.adviser.id()));
  }

  @Test
  void heldBetweenTwoPartsItGoesOnAfterwardsWithNobodyMissedOrDoubled() {
    bound(100_000);
    fourHundredAndFiftyMore();
    var brakes =
        new Brakes(
            at.database, at.clock, at.audit, new Heard<>(each -> {}), List.of(new HeldMailings()));
    at.mailings.write(id, WORDS, at.adviser);
    allSent();

    var hold = brakes.hold(at.in.merger, "Noord en Zuid", "Verkeerde brief", at.coordinator);
    assertThat(at.mailings.goOn()).isFalse();
    assertThat(written()).hasSize(Mailings.PART);
    assertThat(brakes.waiting(hold)).containsExactly(new Brakes.Waiting("mailings", 252));

    brakes.release(at.in.merger, "De brief klopt weer", at.coordinator);
    for (var part = 0; part < 3; part++) {
      at.mailings.goOn();
      allSent();
    }
    at.mailings.goOn();

    assertThat(written()).hasSize(452).extracting(Message::recipient).doesNotHaveDuplicates();
    assertThat(mailing().state()).isEqualTo(Mailing.State.OVER);
  }

  private void allSent() {
    at.in.sql(
        "update outbound_message set state = 'SENT', sent_at = now() where state = 'WAITING'");
  }

  @Test
  void writtenWhileHeldItBeginsWhenItIsLetGo() {
    var brakes =
        new Brakes(at.database, at.clock, at.audit, new Heard<>(each -> {}), List.<HeldWork>of());
    brakes.hold(at.in.merger, "Noord en Zuid", "Verkeerde brief", at.coordinator);

    assertThat(at.mailings.write(id, WORDS, at.adviser).state()).isEqualTo(Mailing.State.GOING);
    assertThat(written()).isEmpty();
    assertBroken(
        "signal.letters-held",
        () -> at.letters.prepare(id, "nl", "Beste {name}", true, at.adviser));

    brakes.release(at.in.merger, "De brief klopt weer", at.coordinator);
    at.mailings.goOn();

    assertThat(written()).hasSize(2);
  }
}
