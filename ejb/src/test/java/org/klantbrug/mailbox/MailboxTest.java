package org.klantbrug.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.RunningClocks;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/** Mail is fetched from a real mailbox, kept once, and read by somebody. */
@OnDatabase
class MailboxTest {
  private static final String HOUSE = "klantenservice@example.nl";

  private final GreenMail post =
      new GreenMail(
          new ServerSetup[] {
            ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()
          });
  private final Database database = new Database(TestDatabase.fresh());
  private final BusinessClock clock = new BusinessClock();
  private final Clocks clocks = RunningClocks.of(database, clock);
  private final List<WorkItem> asked = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();

  @BeforeEach
  void start() {
    clock.set(Clock.fixed(Instant.parse("2030-05-04T08:00:00Z"), BusinessClock.ZONE));
    post.start();
    post.setUser(HOUSE, HOUSE, "secret");
  }

  @AfterEach
  void stop() {
    post.stop();
  }

  private Mailbox mailbox(Consumer<MailArrived> listener) {
    return new Mailbox(
        database,
        clock,
        new WorkItems() {
          @Override
          public void open(WorkItem item) {
            asked.add(item);
          }

          @Override
          public void answered(String kind, long id, String task, Staff staff, String outcome) {
            answered.add(task + " of " + kind + " " + id);
          }
        },
        new MailClocks(clocks, RunningClocks.replyTimes(database, clock)),
        new Heard<>(listener));
  }

  private MailFetching fetching(Mailbox mailbox) {
    var properties = new Properties();
    properties.put("mail.imap.host", "127.0.0.1");
    properties.put("mail.imap.port", Integer.toString(post.getImap().getPort()));
    return new MailFetching(
        clock,
        mailbox,
        new MailboxSettings(
            Map.of("KLANTBRUG_IMAP_USER", HOUSE, "KLANTBRUG_IMAP_PASSWORD", "secret")),
        new MailboxLook(database, clock),
        Session.getInstance(properties));
  }

  private void write(String subject) {
    GreenMailUtil.sendTextEmail(
        HOUSE, "boer@klanten.example", subject, "Al drie weken", post.getSmtp().getServerSetup());
  }

  private int inTheInbox() throws Exception {
    return post.getManagers()
        .getImapHostManager()
        .getInbox(post.getUserManager().getUser(HOUSE))
        .getMessageCount();
  }

  @Test
  void isFetchedOnceMovedAndPutBeforeAPerson() throws Exception {
    write("Mijn rekening");
    var mailbox = mailbox(arrived -> {});

    assertThat(fetching(mailbox).fetch()).isEqualTo(1);
    assertThat(fetching(mailbox).fetch()).isZero();

    assertThat(inTheInbox()).isZero();
    assertThat(mailbox.page(true, null, 10))
        .extracting(Mailbox.Mail::subjectLine, Mailbox.Mail::text, Mailbox.Mail::fromAddress)
        .containsExactly(tuple("Mijn rekening", "Al drie weken", "boer@klanten.example"));
    assertThat(asked).extracting(WorkItem::kind).containsExactly("readMail");
  }

  /** Our transaction went wrong: nothing is lost, and the next look keeps it. */
  @Test
  void whatCouldNotBeKeptStaysInTheMailbox() throws Exception {
    write("Mijn rekening");

    fetching(
            mailbox(
                arrived -> {
                  throw new IllegalStateException("power cut");
                }))
        .fetch();
    assertThat(inTheInbox()).isEqualTo(1);
    var mailbox = mailbox(arrived -> {});
    fetching(mailbox).fetch();

    assertThat(inTheInbox()).isZero();
    assertThat(mailbox.waiting()).isEqualTo(1);
  }

  /** Kept, and then our server was gone before it was moved. */
  @Test
  void whatIsFetchedAgainIsKeptOnce() throws MessagingException {
    write("Mijn rekening");
    var mailbox = mailbox(arrived -> {});
    mailbox.keep(MailReading.of(post.getReceivedMessages()[0], clock.now()));

    assertThat(fetching(mailbox).fetch()).isZero();

    assertThat(mailbox.waiting()).isEqualTo(1);
  }

  @Test
  void whileOneServerReadsNoOtherDoes() {
    write("Mijn rekening");
    var look = new MailboxLook(database, clock);
    look.take("another server", Duration.ofMinutes(5));

    assertThat(fetching(mailbox(arrived -> {})).fetch()).isZero();
    clock.set(Clock.fixed(clock.now().plusSeconds(301), BusinessClock.ZONE));
    assertThat(fetching(mailbox(arrived -> {})).fetch()).as("it fell silent").isEqualTo(1);
  }

  @Test
  void aMailboxThatCannotBeReadSaysWhy() {
    var fetching = fetching(mailbox(arrived -> {}));
    post.stop();

    assertThat(fetching.fetch()).isZero();

    assertThat(new MailboxLook(database, clock).last().failure()).isNotBlank();
  }

  private static IncomingMail mail(String key, boolean automatic) {
    return new IncomingMail(
        key.repeat(64).substring(0, 64),
        null,
        List.of(),
        "boer@klanten.example",
        null,
        "Onderwerp " + key,
        "Tekst",
        List.of(),
        null,
        Instant.parse("2026-05-04T08:00:00Z"),
        automatic,
        false,
        new byte[] {1},
        1);
  }

  @Test
  void nobodyIsAskedToReadAMachine() {
    var mailbox = mailbox(arrived -> {});

    mailbox.keep(mail("a", true));

    assertThat(asked).isEmpty();
    assertThat(mailbox.page(false, null, 10))
        .extracting(Mailbox.Mail::outcome)
        .containsExactly("AUTOMATIC");
  }

  @Test
  void whatSomebodyTookNeedNotBeRead() {
    var mailbox =
        mailbox(
            arrived ->
                arrived.take(new MailArrived.Taken("REPLY", "complaint", 7, "K2026-000007")));

    mailbox.keep(mail("a", false));

    assertThat(asked).isEmpty();
    assertThat(mailbox.page(false, null, 10).get(0).aboutName()).isEqualTo("K2026-000007");
  }

  @Test
  void isHandledOnce() {
    var mailbox = mailbox(arrived -> {});
    var id = mailbox.keep(mail("a", false)).orElseThrow();
    var staff = staff();

    handle(mailbox, id, staff);

    assertThat(answered).containsExactly("readMail of mail " + id);
    assertThatThrownBy(() -> handle(mailbox, id, staff)).hasMessageContaining("already");
  }

  private void handle(Mailbox mailbox, long id, Staff staff) {
    database.inTransaction(
        handle -> {
          mailbox.handled(
              handle, id, 0, new MailArrived.Taken("NOT_FOR_US", null, 0, null), "Reclame", staff);
          return null;
        });
  }

  private Staff staff() {
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name) values ('lotte', 'Lotte') returning id")
                    .mapTo(Long.class)
                    .one());
    return new Staff(id, "lotte", "Lotte", "nl", false, null, Set.of("adviser"), Set.of());
  }

  @Test
  void pagesGoOnAfterTheLastThatWasShown() {
    var mailbox = mailbox(arrived -> {});
    List.of("a", "b", "c").forEach(key -> mailbox.keep(mail(key, false)));

    var first = mailbox.page(true, null, 2);
    var second = mailbox.page(true, first.get(1).id(), 2);

    assertThat(first)
        .extracting(Mailbox.Mail::subjectLine)
        .containsExactly("Onderwerp a", "Onderwerp b");
    assertThat(second).extracting(Mailbox.Mail::subjectLine).containsExactly("Onderwerp c");
  }

  /** A Monday: a first answer by mail is due the same working day, and late after the next. */
  @Test
  void whoeverMailedWaitsForAFirstAnswerFromWhenWeHadIt() {
    var id = mailbox(arrived -> {}).keep(mail("a", false)).orElseThrow();

    var waits = clocks.of(MailClocks.SUBJECT, id).get(0);

    assertThat(waits.stage()).isEqualTo(Stage.FIRST_ANSWER);
    assertThat(waits.received()).isEqualTo(Instant.parse("2026-05-04T08:00:00Z"));
    assertThat(waits.target()).isEqualTo(Instant.parse("2026-05-04T15:00:00Z"));
    assertThat(waits.limit()).isEqualTo(Instant.parse("2026-05-05T15:00:00Z"));
    assertThat(mailbox(arrived -> {}).read(id))
        .extracting(Mailbox.Mail::answerBy, Mailbox.Mail::answerAtMost)
        .containsExactly(waits.target(), waits.limit());
  }

  @Test
  void nobodyWaitsForAnAnswerToWhatAMachineWrote() {
    var id = mailbox(arrived -> {}).keep(mail("a", true)).orElseThrow();

    assertThat(clocks.of(MailClocks.SUBJECT, id)).isEmpty();
  }

  @Test
  void whatBecameSomethingElseWaitsForNoAnswerOfItsOwn() {
    var mailbox = mailbox(arrived -> {});
    var id = mailbox.keep(mail("a", false)).orElseThrow();

    handle(mailbox, id, staff());

    assertThat(clocks.of(MailClocks.SUBJECT, id))
        .extracting(SlaClock::state)
        .containsExactly(ClockState.WITHDRAWN);
  }

  @Test
  void mailThatCameBeforeMailHadATimeGetsOneOnce() {
    var mailbox = mailbox(arrived -> {});
    var id = mailbox.keep(mail("a", false)).orElseThrow();
    database.use(
        handle -> handle.execute("truncate sla_clock, sla_event, sla_rung, sla_told cascade"));

    mailbox.clockWaiting();
    mailbox.clockWaiting();

    assertThat(clocks.of(MailClocks.SUBJECT, id)).hasSize(1);
  }

  @Test
  void mailIsKeptAlsoWhereTheHouseSetNoTimeForIt() {
    database.use(
        handle ->
            handle.execute(
                "update sla_policy set kind = 'DURING_CONTACT' where channel = 'EMAIL' and stage = 'FIRST_ANSWER'"));
    var mailbox = mailbox(arrived -> {});

    var id = mailbox.keep(mail("a", false)).orElseThrow();
    handle(mailbox, id, staff());

    assertThat(clocks.of(MailClocks.SUBJECT, id)).isEmpty();
  }

  @Test
  void noMailIsDoneByTheAnswerAlone() {
    var mail =
        new WorkItem(
            Mailbox.READ,
            null,
            null,
            Mailbox.SUBJECT,
            1,
            "Vraag",
            "adviser",
            null,
            List.of("mailHandled"),
            null,
            clock.now());

    assertThatThrownBy(
            () ->
                mailbox(arrived -> {})
                    .onAnswer(new WorkItemCompleting(mail, null, "mailHandled", null)))
        .hasMessageContaining("page of the mail");
  }
}
