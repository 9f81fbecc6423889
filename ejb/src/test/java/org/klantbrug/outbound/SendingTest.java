package org.klantbrug.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.brake.Brakes;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.MailDoor.Answer;
import org.klantbrug.outbound.MailDoor.Handed;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/** What becomes of messages, with a real mail server and with one that breaks. */
@OnDatabase
class SendingTest {
  private static final Instant MORNING = Instant.parse("2026-05-04T08:00:00Z");

  private final GreenMail post = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final MailSettings settings =
      new MailSettings(
          Map.of(
              "KLANTBRUG_SMTP_HOST", "127.0.0.1",
              "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl"));
  private final Messages messages =
      new Messages(database, clock, settings, new Heard<>(written -> {}));
  private final List<WorkItem> asked = new ArrayList<>();
  private final MailQuestions questions =
      new MailQuestions(
          database,
          clock,
          messages,
          new WorkItems() {
            @Override
            public void open(WorkItem item) {
              asked.add(item);
            }
          },
          new Heard<>(refused -> {}));
  private final List<Message> followed = new ArrayList<>();
  private final Staff adviser = adviser();

  SendingTest() {
    clock.set(Clock.fixed(MORNING, BusinessClock.ZONE));
  }

  @AfterEach
  void stop() {
    post.stop();
  }

  private Staff adviser() {
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name) values ('lotte', 'Lotte Jansen') returning id")
                    .mapTo(Long.class)
                    .one());
    return new Staff(id, "lotte", "Lotte Jansen", "nl", false, null, Set.of("adviser"), Set.of());
  }

  private Sending sending(MailDoor door, SendingCheck... checks) {
    return new Sending(
        database,
        clock,
        messages,
        door,
        questions,
        new People(database),
        List.of(checks),
        new Heard<>(sent -> followed.add(sent.message())));
  }

  private MailDoor smtp() {
    post.start();
    var properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(post.getSmtp().getPort()));
    return new SmtpDoor(Session.getInstance(properties), settings);
  }

  private long written() {
    return database.inTransaction(
        handle ->
            messages.write(
                handle,
                NewMessageTest.message(
                    "boer@klanten.example", "Uw klacht – ontvangen", "Beste mevrouw,\n\n${7*7}"),
                adviser));
  }

  private void later(long seconds) {
    clock.set(Clock.fixed(clock.now().plusSeconds(seconds), BusinessClock.ZONE));
  }

  private Message.State state(long id) {
    return messages.read(id).state();
  }

  @Test
  void theNextIsFoundInItsPlaceHoweverMuchMailToManyWaits() {
    var many =
        IntStream.range(0, 3000)
            .mapToObj(n -> NewMessageTest.message("Nieuws " + n, "klant" + n + "@klanten.example"))
            .toList();
    database.inTransaction(handle -> messages.writeToAll(handle, many, 1, adviser));

    var plan =
        database.with(
            handle -> {
              handle.execute("analyze outbound_message");
              return handle
                  .createQuery(
                      "explain select id from outbound_message where "
                          + Sending.NEXT
                          + " limit 1 for update skip locked")
                  .bind("now", clock.now())
                  .mapTo(String.class)
                  .list();
            });

    assertThat(String.join("\n", plan))
        .as("nothing is sorted for it")
        .contains("outbound_message_due")
        .doesNotContain("Sort");
  }

  @Test
  void whatIsForOneCustomerGoesBeforeWhatIsForMany() {
    var many =
        IntStream.range(0, 20)
            .mapToObj(n -> NewMessageTest.message("Nieuws " + n, "klant" + n + "@klanten.example"))
            .toList();
    database.inTransaction(handle -> messages.writeToAll(handle, many, 1, adviser));
    later(60);
    var personal = written();
    var taken = new ArrayList<Long>();

    sending(
            message -> {
              taken.add(message.id());
              assertThat(followed)
                  .as("whoever waits for it hears it first")
                  .hasSize(taken.size() - 1);
              return new Handed(Answer.TAKEN, null);
            })
        .work();

    assertThat(taken).hasSize(21).startsWith(personal);
    assertThat(followed.get(0).id()).isEqualTo(personal);
  }

  @Test
  void whatIsForManyWaitsWhileAMergerIsHeldAndWhatIsForOneGoesOn() {
    var many =
        IntStream.range(0, 3)
            .mapToObj(n -> NewMessageTest.message("Nieuws " + n, "klant" + n + "@klanten.example"))
            .toList();
    database.inTransaction(handle -> messages.writeToAll(handle, many, 1, adviser));
    var personal = written();
    var brakes =
        new Brakes(
            database,
            clock,
            new Audit(database, clock),
            new Heard<>(changed -> {}),
            List.of(new HeldMail()));
    var hold = brakes.hold(1, "Noord en Zuid", "Verkeerde brief", adviser);
    var taken = new ArrayList<Long>();
    var sending =
        sending(
            message -> {
              taken.add(message.id());
              return new Handed(Answer.TAKEN, null);
            });

    sending.work();
    assertThat(taken).containsExactly(personal);
    assertThat(brakes.waiting(hold)).containsExactly(new Brakes.Waiting("mails", 3));

    brakes.release(1, "De brief klopt weer", adviser);
    sending.work();

    assertThat(taken).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void arrivesAsItWasWrittenFromAPersonWhoCanBeAnswered() throws Exception {
    var id = written();

    sending(smtp()).work();

    var mail = post.getReceivedMessages()[0];
    assertThat(mail.getFrom()[0]).hasToString("Lotte Jansen <klantenservice@example.nl>");
    assertThat(mail.getReplyTo()[0]).hasToString("Lotte Jansen <klantenservice@example.nl>");
    assertThat(mail.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("boer@klanten.example");
    assertThat(mail.getSubject()).isEqualTo("Uw klacht – ontvangen");
    assertThat(mail.getMessageID())
        .isEqualTo(messages.read(id).messageId())
        .endsWith("@example.nl>");
    assertThat(GreenMailUtil.getBody(mail)).isEqualTo("Beste mevrouw,\r\n\r\n${7*7}");
    assertThat(state(id)).isEqualTo(Message.State.SENT);
    assertThat(followed).extracting(Message::id).containsExactly(id);
  }

  @Test
  void ofTwoForOnePurposeTheSecondIsRefused() {
    written();

    assertThatThrownBy(this::written).hasMessageContaining("written already");
  }

  @Test
  void aServerThatIsAwayIsTriedAgainLater() {
    var id = written();
    sending(message -> new Handed(Answer.NOT_NOW, "Couldn't connect")).work();
    assertThat(state(id)).isEqualTo(Message.State.WAITING);
    assertThat(messages.read(id).reason()).isEqualTo("Couldn't connect");

    sending(message -> new Handed(Answer.TAKEN, null)).work();
    assertThat(state(id)).as("not before its time").isEqualTo(Message.State.WAITING);
    later(30);
    sending(message -> new Handed(Answer.TAKEN, null)).work();

    assertThat(state(id)).isEqualTo(Message.State.SENT);
  }

  @Test
  void noServerAtAllIsNotAnAnswer() {
    var id = written();
    var properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", "1");

    sending(new SmtpDoor(Session.getInstance(properties), settings)).work();

    assertThat(state(id)).isEqualTo(Message.State.WAITING);
  }

  @Test
  void anAddressThatIsRefusedIsForAPersonAndGivesItsPlaceAway() {
    var id = written();

    sending(message -> new Handed(Answer.REFUSED, "550 no such user")).work();

    assertThat(state(id)).isEqualTo(Message.State.REFUSED);
    assertThat(asked).extracting(WorkItem::kind).containsExactly("tellOtherwise");
    assertThat(written()).isGreaterThan(id);
  }

  /** The mail server had it, and then our server was gone: nobody may send it again by himself. */
  @Test
  void aCrashAfterItWasHandedOverShowsAsUnknownAndIsNeverSentTwice() {
    var id = written();
    var door = smtp();
    assertThatThrownBy(
            () ->
                sending(
                        message -> {
                          door.hand(message);
                          throw new IllegalStateException("power cut");
                        })
                    .work())
        .hasMessage("power cut");
    assertThat(state(id)).isEqualTo(Message.State.SENDING);

    sending(door).work();
    assertThat(state(id)).as("its lease still runs").isEqualTo(Message.State.SENDING);
    later(3600);
    sending(door).work();
    assertThat(state(id)).as("whoever moves our clock").isEqualTo(Message.State.SENDING);
    database.use(
        handle ->
            handle.execute(
                "update outbound_message set lease_until = now() - interval '1 second'"));
    sending(door).work();
    later(3600);
    sending(door).work();

    assertThat(post.getReceivedMessages()).hasSize(1);
    assertThat(state(id)).isEqualTo(Message.State.UNKNOWN);
    assertThat(asked).extracting(WorkItem::kind).containsExactly("checkMail");
    assertThat(followed).isEmpty();
  }

  @Test
  void whoeverFoundItAmongWhatWasSentSaysSoAndItCountsFromThen() {
    var id = unknown();

    answer("wasSent");
    sending(
            message -> {
              throw new AssertionError("sent again");
            })
        .work();

    assertThat(state(id)).isEqualTo(Message.State.SENT);
    assertThat(messages.read(id).sentAt()).isEqualTo(MORNING);
    assertThat(followed).extracting(Message::id).containsExactly(id);
  }

  @Test
  void whoeverDidNotFindItSendsItAgainWithTheSameMessageId() throws Exception {
    var id = unknown();

    answer("sendAgain");
    sending(smtp()).work();

    assertThat(post.getReceivedMessages()[0].getMessageID())
        .isEqualTo(messages.read(id).messageId());
    assertThat(state(id)).isEqualTo(Message.State.SENT);
  }

  private long unknown() {
    var id = written();
    sending(message -> new Handed(Answer.NOBODY_KNOWS, "Connection reset")).work();
    assertThat(state(id)).isEqualTo(Message.State.UNKNOWN);
    later(60);
    return id;
  }

  private void answer(String outcome) {
    questions.onAnswer(new WorkItemCompleting(asked.get(0), adviser, outcome, null));
  }

  @Test
  void whatIsNoLongerToBeSentIsDroppedWithItsReason() {
    var id = written();

    sending(
            message -> {
              throw new AssertionError("sent");
            },
            (handle, message) -> Optional.of("complaintWentOn"))
        .work();

    assertThat(state(id)).isEqualTo(Message.State.DROPPED);
    assertThat(messages.read(id).reason()).isEqualTo("complaintWentOn");
  }

  @Test
  void whatWaitsOrIsNotFollowedIsSeenAfterAMinute() {
    var id = written();
    assertThat(messages.stuck()).isEmpty();
    later(61);
    assertThat(messages.stuck()).extracting(Message::id).as("nobody sends").containsExactly(id);
    failing().work();
    assertThat(messages.stuck()).as("sent just now").isEmpty();

    later(61);
    assertThat(messages.stuck())
        .extracting(Message::state)
        .as("the step is not taken")
        .containsExactly(Message.State.SENT);
    sending(message -> new Handed(Answer.TAKEN, null)).work();

    assertThat(messages.stuck()).isEmpty();
  }

  private Sending failing() {
    return new Sending(
        database,
        clock,
        messages,
        message -> new Handed(Answer.TAKEN, null),
        questions,
        new People(database),
        List.<SendingCheck>of(),
        new Heard<>(
            sent -> {
              throw new IllegalStateException("not now");
            }));
  }

  @Test
  void aListenerThatFailsDoesNotUndoThatItWasSent() {
    var id = written();

    failing().work();
    later(61);
    sending(message -> new Handed(Answer.TAKEN, null)).work();

    assertThat(state(id)).isEqualTo(Message.State.SENT);
    assertThat(followed).as("told once it could be").hasSize(1);
  }

  /** Nobody could say whether it was sent, and while nobody says it, it hinders an erasure. */
  @Test
  void whatTheHouseWroteByItselfIsDroppedIfNobodyKnowsWhetherItWasSent() {
    database.inTransaction(
        handle ->
            messages.writeByItself(
                handle,
                new NewMessage(
                    "COMPLAINT_LINK",
                    "0",
                    "complaint",
                    1,
                    "K2026-000001",
                    null,
                    "boer@klanten.example",
                    "nl",
                    "Uw klacht",
                    "Uw nummer",
                    null),
                "De Gasklant"));

    sending(message -> new Handed(Answer.NOBODY_KNOWS, "Connection reset")).work();
    sending(
            message -> {
              throw new AssertionError("sent again");
            })
        .work();

    var message = messages.lastFor("COMPLAINT_LINK", "complaint", 1).orElseThrow();
    assertThat(message.state()).isEqualTo(Message.State.DROPPED);
    assertThat(message.reason()).isEqualTo("fateUnknown");
    assertThat(asked).as("there is nobody to ask").isEmpty();
  }
}
