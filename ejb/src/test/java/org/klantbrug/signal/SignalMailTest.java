package org.klantbrug.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;

/** One mail to everybody who waits; who got it has heard it. */
@OnDatabase
class SignalMailTest {
  private static final SignalMail.Wanted WORDS =
      new SignalMail.Wanted("nl", "Wat u ons vertelde", "De rekening is duidelijker");

  private static final SignalMail.Wanted PASSED_ON =
      new SignalMail.Wanted("nl", "Dank u wel", "Wij geven het door");

  private final SignalFixture at = new SignalFixture();
  private final Messages messages =
      new Messages(
          at.database,
          at.clock,
          new MailSettings(
              Map.of(
                  "KLANTBRUG_SMTP_HOST", "127.0.0.1",
                  "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl")),
          new Heard<>(written -> {}));
  private final SignalMail mail =
      new SignalMail(at.database, at.clock, at.audit, messages, at.telling);
  private final long id = overFor("A1", "A2", "B2");

  @AfterEach
  void close() {
    at.close();
  }

  /** A signal that is over, of customers of whom the first two have an address. */
  private long overFor(String... customers) {
    at.in.sql("update customer_identity set email = null");
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
                .map(messages::read)
                .toList());
  }

  private void sent(Message message) {
    at.in.sql(
        "update outbound_message set state = 'SENT', sent_at = '%s' where id = %d"
            .formatted(at.clock.now(), message.id()));
    at.database.use(
        handle -> mail.onSent(new MessageSent(handle, messages.read(message.id()), at.adviser)));
  }

  @Test
  void everybodyWhoWaitsAndHasAnAddressIsWrittenToOnce() {
    assertThat(at.desk.look(id, at.adviser).heard().reached()).isEqualTo(2);

    assertThat(mail.write(id, WORDS, at.adviser)).isEqualTo(2);

    assertThat(written())
        .extracting(Message::recipient)
        .containsExactlyInAnyOrder("a1@klanten.example", "a2@klanten.example");
    assertThat(at.customers(id)).filteredOn(Linked::mailed).hasSize(2);
    assertThat(at.rate().told()).as("nobody heard it before it is sent").isZero();
    assertThatThrownBy(() -> mail.write(id, WORDS, at.adviser))
        .extracting("key")
        .isEqualTo("signal.nobody-reached");
  }

  @Test
  void whoseMailWasSentHasHeardIt() {
    mail.write(id, WORDS, at.adviser);

    sent(written().get(0));

    assertThat(at.rate()).isEqualTo(new SignalList.Rate(1, 2, 0, 0));
    assertThat(at.customers(id))
        .filteredOn(one -> one.toldAt() != null)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.toldHow()).isEqualTo("EMAIL");
              assertThat(one.toldWords()).isEqualTo("De rekening is duidelijker");
            });
  }

  @Test
  void whoHeardItOtherwiseMeanwhileGetsNoMail() {
    mail.write(id, WORDS, at.adviser);
    at.telling.tellAll(id, SignalFixture.said("PHONE", "De rekening is duidelijker"), at.adviser);

    for (var message : written()) {
      var objection = at.database.<Optional<String>>with(handle -> mail.objection(handle, message));
      assertThat(objection).contains("signalTold");
    }
  }

  @Test
  void aMailThatWePassItOnIsNotSentOnceItIsOver() {
    var praise = at.raised(Kind.PRAISE, "A1");
    mail.write(praise, PASSED_ON, at.adviser);
    var message = last();
    assertThat(at.database.<Optional<String>>with(handle -> mail.objection(handle, message)))
        .isEmpty();

    at.close(praise);

    assertThat(at.database.<Optional<String>>with(handle -> mail.objection(handle, message)))
        .contains("signalOver");
  }

  /** It left in time, and we heard of it from the mail server only after the signal was closed. */
  @Test
  void aMailThatWePassItOnIsNoFeedbackThatWasPromised() {
    var complaint = at.complaintOf("A1");
    var praise = at.raised(Kind.PRAISE, null);
    at.telling.link(praise, new Subject(null, complaint, null), at.adviser);
    mail.write(praise, PASSED_ON, at.adviser);
    at.close(praise);

    sent(last());

    assertThat(at.complaintDesk.look(complaint, at.adviser).complaint().feedbackGiven()).isNull();
    assertThat(at.customers(praise)).allMatch(Linked::waits);
    assertThat(at.desk.look(praise, at.adviser).told())
        .extracting(LinkedCustomers.Told::kind)
        .containsExactly("PASSED_ON");
  }

  private Message last() {
    return written().get(written().size() - 1);
  }
}
