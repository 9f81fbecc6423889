package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.mailbox.IncomingMail;
import org.klantbrug.mailbox.MailClocks;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.sla.RunningClocks;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** Mail about complaints: what we send takes the step, what comes back finds its complaint. */
@OnDatabase
class MailRepliesTest {
  private static final String BOER = "boer@klanten.example";

  private final Database database = new Database(TestDatabase.fresh());
  private final ComplaintFixture at = new ComplaintFixture(database);
  private final Messages messages =
      new Messages(
          database,
          at.clock,
          new MailSettings(
              Map.of(
                  "KLANTBRUG_SMTP_HOST", "127.0.0.1",
                  "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl")),
          new Heard<>(written -> {}));
  private final ComplaintMail mail =
      new ComplaintMail(database, at.clock, at.audit, messages, at.links());
  private final List<String> happened = new ArrayList<>();
  private final ComplaintMailSent sent =
      new ComplaintMailSent(
          at.clock,
          at.audit,
          new WorkItems() {
            @Override
            public boolean asks(String kind, long id, String task) {
              return false;
            }

            @Override
            public void happened(String kind, long id, String task, Staff by, String answer) {
              happened.add(task + ": " + answer);
            }
          },
          new ComplaintClocks(at.clocks),
          new Heard<>(given -> {}));
  private final MailReplies replies =
      new MailReplies(
          messages,
          at.intake,
          new MailFiles(database, null, new Mailbox(database, at.clock, null, null, null)));
  private final List<WorkItem> toRead = new ArrayList<>();
  private final Mailbox mailbox =
      new Mailbox(
          database,
          at.clock,
          new WorkItems() {
            @Override
            public void open(WorkItem item) {
              toRead.add(item);
            }
          },
          new MailClocks(at.clocks, RunningClocks.replyTimes(database, at.clock)),
          new Heard<>(replies::onMail));

  private long received() {
    return at.intake.receive(
        new NewComplaint(
            null,
            null,
            "Mevr. De Boer, " + BOER,
            Channel.PHONE,
            null,
            "Ik wacht",
            null,
            null,
            null,
            null),
        at.adviser);
  }

  private Message written(long id) {
    mail.write(
        id,
        at.version(id),
        new ComplaintMail.Wanted(
            ComplaintMail.Purpose.RECEIVED, "", "nl", "Ontvangen", "Wij hebben uw klacht"),
        at.adviser);
    return mail.last(id, ComplaintMail.Purpose.RECEIVED).orElseThrow();
  }

  /** As if the mail server had it. */
  private void send(Message message, Instant when) {
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "update outbound_message set state = 'SENT', sent_at = :at where id = :id")
              .bind("at", when)
              .bind("id", message.id())
              .execute();
          sent.onSent(
              new MessageSent(
                  handle,
                  messages.byMessageIds(handle, List.of(message.messageId())).orElseThrow(),
                  new People(database).whoever(at.adviser.id())));
          return null;
        });
  }

  private static IncomingMail answer(String key, String from, String subject, List<String> to) {
    return new IncomingMail(
        key.repeat(64),
        "<" + key + "@klanten.example>",
        to,
        from,
        null,
        subject,
        "Nog steeds niets",
        List.of(),
        null,
        Instant.parse("2026-05-04T08:00:00Z"),
        false,
        false,
        new byte[] {1},
        1);
  }

  private List<String> events(long id) {
    return at.desk.look(id, at.adviser).events().stream().map(ComplaintDesk.Event::kind).toList();
  }

  @Test
  void theReceiptIsConfirmedWhenTheMailWasSentAndNotWhenItWasWritten() {
    var id = received();
    var message = written(id);
    assertThat(message.recipient()).isEqualTo(BOER);
    assertThat(at.desk.look(id, at.adviser).complaint().acknowledged()).isFalse();
    var when = at.clock.now().plusSeconds(90);

    send(message, when);

    assertThat(at.desk.look(id, at.adviser).complaint().acknowledgedAt()).isEqualTo(when);
    assertThat(happened).containsExactly("acknowledgeReceipt: acknowledged");
    assertThat(events(id)).contains("mailWritten", "acknowledged");
  }

  @Test
  void whoTypesTheNextStepIsNotDisturbedWhenTheConfirmationGoesOut() {
    var id = received();
    var message = written(id);
    var seen = at.version(id);

    send(message, at.clock.now());
    at.complaints.assess(
        id,
        seen,
        new Assessment(Weight.HIGH, Weight.LOW, Emotion.ANGRY, null, null, null, true, null, false),
        at.adviser);

    var complaint = at.desk.look(id, at.adviser).complaint();
    assertThat(complaint.acknowledged()).isTrue();
    assertThat(complaint.stage()).isEqualTo(Stage.INVESTIGATION);
  }

  private Message written(long id, ComplaintMail.Purpose purpose) {
    mail.write(
        id,
        at.version(id),
        new ComplaintMail.Wanted(purpose, "", "nl", "Over uw klacht", "Wat wij u schrijven"),
        at.adviser);
    return mail.last(id, purpose).orElseThrow();
  }

  @Test
  void wordsMeanwhileCanBeManyAndTakeNoStep() {
    var id = received();

    send(written(id, ComplaintMail.Purpose.WORD), at.clock.now());
    send(written(id, ComplaintMail.Purpose.WORD), at.clock.now());

    assertThat(events(id)).filteredOn("mailSent"::equals).hasSize(2);
    assertThat(at.stage(id)).isEqualTo(Stage.ASSESSMENT);
    assertThat(happened).isEmpty();
  }

  @Test
  void whatWasPromisedIsToldWhenItsMailWasSent() {
    var id = received();
    at.feedbacks.promise(
        id, at.version(id), "De brieven", at.clock.today().plusDays(30), at.adviser);
    var message = written(id, ComplaintMail.Purpose.FEEDBACK);
    assertThat(at.desk.look(id, at.adviser).complaint().feedbackGivenAt()).isNull();

    send(message, at.clock.now());

    var complaint = at.desk.look(id, at.adviser).complaint();
    assertThat(complaint.feedbackGiven()).isEqualTo("Wat wij u schrijven");
    assertThatThrownBy(() -> written(id, ComplaintMail.Purpose.FEEDBACK))
        .isInstanceOf(RuleBroken.class);
  }

  @Test
  void whoWasToldByTelephoneMeanwhileIsNotWrittenToo() {
    var id = received();
    var message = written(id);
    at.complaints.acknowledge(id, at.version(id), Channel.PHONE, "Gebeld", at.adviser);

    var objection =
        database.<Optional<String>>inTransaction(handle -> sent.objection(handle, message));

    assertThat(objection).contains("complaintWentOn");
  }

  @Test
  void anAnswerToOurMailIsWhatTheCustomerReplied() {
    var id = received();
    var message = written(id);
    send(message, at.clock.now());

    mailbox.keep(
        answer("a", "from-work@elders.example", "Re: Ontvangen", List.of(message.messageId())));

    assertThat(events(id)).contains("customerReplied");
    assertThat(toRead).isEmpty();
  }

  @Test
  void theNumberWithTheAddressThatWeKnowIsAReply() {
    var id = received();
    var number = at.desk.look(id, at.adviser).complaint().number();

    mailbox.keep(answer("a", "BOER@klanten.example", "Over " + number + "!", List.of()));

    assertThat(events(id)).contains("customerReplied");
  }

  @Test
  void theNumberAloneFromAStrangerIsForAPersonToRead() {
    var id = received();
    var number = at.desk.look(id, at.adviser).complaint().number();

    mailbox.keep(answer("a", "iemand@elders.example", number, List.of("<x@y>")));

    assertThat(events(id)).doesNotContain("customerReplied");
    assertThat(toRead).extracting(WorkItem::kind).containsExactly("readMail");
  }
}
