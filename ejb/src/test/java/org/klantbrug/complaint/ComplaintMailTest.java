package org.klantbrug.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.ComplaintMail.Purpose;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;

/** A step of a complaint that is taken by mail counts from the moment when the mail was sent. */
@OnDatabase
class ComplaintMailTest {
  private static final Instant WRITTEN = Instant.parse("2026-05-04T08:00:00Z");
  private static final Instant SENT = Instant.parse("2026-05-04T11:30:00Z");

  private final ComplaintFixture at = new ComplaintFixture(new Database(TestDatabase.fresh()));
  private final MailSettings settings =
      new MailSettings(
          Map.of(
              "KLANTBRUG_SMTP_HOST", "127.0.0.1",
              "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl",
              "KLANTBRUG_PUBLIC_ADDRESS", "https://klacht.example.nl"));
  private final Messages messages =
      new Messages(at.database, at.clock, settings, new Heard<>(written -> {}));
  private final ComplaintMail mail =
      new ComplaintMail(at.database, at.clock, at.audit, messages, at.links());
  private final ComplaintMailSent sent =
      new ComplaintMailSent(
          at.clock, at.audit, at.work, new ComplaintClocks(at.clocks), new Heard<>(given -> {}));

  private Message written(long id, Purpose purpose) {
    mail.write(
        id,
        at.version(id),
        new ComplaintMail.Wanted(
            purpose, "boer@klanten.example", "nl", "Uw klacht", "Beste mevrouw"),
        at.adviser);
    return mail.last(id, purpose).orElseThrow();
  }

  private Optional<String> objection(Message message) {
    return at.database.with(handle -> sent.objection(handle, message));
  }

  /** The mail server took it. */
  private void sent(Message message) {
    at.database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "update outbound_message set state = 'SENT', sent_at = :at where id = :id")
              .bind("at", SENT)
              .bind("id", message.id())
              .execute();
          var gone = messages.byMessageIds(handle, List.of(message.messageId())).orElseThrow();
          sent.onSent(new MessageSent(handle, gone, at.adviser));
          return null;
        });
  }

  private SlaClock clock(long id, Stage stage) {
    return at.clocks.of(ComplaintClocks.SUBJECT, id).stream()
        .filter(each -> each.stage() == stage)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private List<String> events(long id) {
    return at.desk.look(id, at.adviser).events().stream().map(ComplaintDesk.Event::kind).toList();
  }

  @Test
  void confirmsTheReceiptAtTheMomentItWasSentAndMeetsTheClockThen() {
    var id = at.received();
    var message = written(id, Purpose.RECEIVED);
    assertThat(at.desk.look(id, at.adviser).complaint().acknowledged()).isFalse();
    assertThat(objection(message)).isEmpty();

    sent(message);

    var complaint = at.desk.look(id, at.adviser);
    assertThat(complaint.complaint().acknowledgedAt()).isEqualTo(SENT);
    assertThat(complaint.events().get(0))
        .extracting(ComplaintDesk.Event::kind, ComplaintDesk.Event::words)
        .containsExactly("acknowledged", "Beste mevrouw");
    assertThat(clock(id, Stage.ACKNOWLEDGE).state().open()).isFalse();
    assertThat(at.asked).endsWith("acknowledgeReceipt: acknowledged");
  }

  @Test
  void whoeverTellsItOtherwiseMeanwhileIsNotFollowedByALetter() {
    var id = at.received();
    var message = written(id, Purpose.RECEIVED);

    at.complaints.acknowledge(id, at.version(id), Channel.PHONE, "Gebeld", at.adviser);

    assertThat(objection(message)).contains("complaintWentOn");
  }

  /** It was on its way already when the step was taken in another way: noted, and no more. */
  @Test
  void aLetterThatWasTooLateIsNotedAndTakesNoStep() {
    var id = at.received();
    var message = written(id, Purpose.RECEIVED);
    at.complaints.acknowledge(id, at.version(id), Channel.PHONE, "Gebeld", at.adviser);

    sent(message);

    assertThat(events(id)).startsWith("mailSent", "acknowledged");
    assertThat(at.desk.look(id, at.adviser).complaint().acknowledgedAt()).isEqualTo(WRITTEN);
  }

  @Test
  void aSecondLetterForTheSameIsRefused() {
    var id = at.received();
    written(id, Purpose.RECEIVED);

    assertThatThrownBy(() -> written(id, Purpose.RECEIVED)).hasMessageContaining("written already");
  }

  @Test
  void whoDidNotSeeTheLastVersionWritesNothing() {
    var id = at.received();
    var seen = at.version(id);
    at.intake.customerReplied(id, new Words(null, Channel.EMAIL, "En nog iets", false));

    assertThatThrownBy(
            () ->
                mail.write(
                    id,
                    seen,
                    new ComplaintMail.Wanted(
                        Purpose.RECEIVED, "a@klanten.example", "nl", "Uw klacht", "Beste"),
                    at.adviser))
        .isInstanceOf(RuntimeException.class);
    assertThat(mail.last(id, Purpose.RECEIVED)).isEmpty();
  }

  /** The mail server was away; it was told by telephone, closed, and opened again. */
  @Test
  void aLetterOfTheFirstRoundSaysNothingInTheSecond() {
    var id = explained();
    var message = written(id, Purpose.OUTCOME);
    at.tellAndClose(id);
    at.complaints.reopen(id, at.version(id), "Nog niet goed", at.adviser);
    at.investigate(id);
    explain(id);
    assertThat(at.stage(id)).hasToString("OUTCOME");

    assertThat(objection(message)).contains("complaintWentOn");
    sent(message);

    assertThat(at.stage(id)).hasToString("OUTCOME");
    assertThat(events(id)).startsWith("mailSent");
    assertThat(clock(id, Stage.OUTCOME).state().open()).isTrue();
    sent(written(id, Purpose.OUTCOME));
    assertThat(at.stage(id)).hasToString("CLOSING");
  }

  private long explained() {
    var id = at.investigated();
    at.complaints.acknowledge(id, at.version(id), Channel.PHONE, "Gebeld", at.adviser);
    explain(id);
    return id;
  }

  private void explain(long id) {
    at.complaints.decide(
        id, at.version(id), Decision.ACCEPTED, Cause.BILLING, "U hebt gelijk", null, at.adviser);
    at.complaints.explain(id, at.version(id), Cause.BILLING, "Een oud tarief", at.adviser);
  }

  @Test
  void theProposedLetterHoldsTheDayAndWhereItsLinkWillBeButNoneThatOpens() {
    var letter = proposed(at.received());

    assertThat(letter.body())
        .contains("https://klacht.example.nl/public/complaint-status?number=K2026-", "uiterlijk op")
        .doesNotContain("seal=");
  }

  @Test
  void whileWeWaitForTheCustomerTheProposedLetterAsksHimWhatWeNeed() {
    var id = at.received();
    assertThat(proposed(id, Purpose.WORD).body()).doesNotContain("hebben wij van u nodig");

    at.pauses.begin(
        id, at.version(id), "De meterstand van 1 mei", LocalDate.parse("2026-05-20"), at.adviser);

    assertThat(proposed(id, Purpose.WORD).body())
        .contains("De meterstand van 1 mei", "uiterlijk tot en met 20 mei 2026");
  }

  /** Promised after the outcome was told, so the letter of that could not say it. */
  @Test
  void theCustomerReadsWhatWasPromisedAfterTheOutcome() {
    var id = explained();
    sent(written(id, Purpose.OUTCOME));
    at.feedbacks.promise(
        id, at.version(id), "Wat wij veranderen", LocalDate.parse("2026-06-01"), at.adviser);
    assertThat(proposed(id, Purpose.PROMISED).body())
        .contains("Wat wij veranderen", "uiterlijk op 1 juni 2026");

    sent(written(id, Purpose.PROMISED));

    assertThat(at.feedbacks.promiseUntold(id)).isFalse();
    assertThat(events(id)).startsWith("promiseTold");
  }

  @Test
  void aPromiseThatIsNoLongerOwedIsNotWrittenAbout() {
    var id = explained();
    sent(written(id, Purpose.OUTCOME));
    at.feedbacks.promise(
        id, at.version(id), "Wat wij veranderen", LocalDate.parse("2026-06-01"), at.adviser);
    var message = written(id, Purpose.PROMISED);

    at.feedbacks.give(id, at.version(id), "Gebeld", at.adviser);

    assertThat(objection(message)).contains("complaintWentOn");
  }

  private void promised(long id, String what, Instant moment) {
    at.at(moment);
    at.feedbacks.promise(id, at.version(id), what, LocalDate.parse("2026-06-01"), at.adviser);
  }

  /** The mail server was away while it was promised, so the letter does not say it. */
  @Test
  void whatWasPromisedWhileTheOutcomeWaitedIsStillToBeTold() {
    var id = explained();
    var message = written(id, Purpose.OUTCOME);
    promised(id, "Wat wij veranderen", WRITTEN.plusSeconds(600));
    assertThat(at.feedbacks.promiseUntold(id)).isFalse();

    sent(message);

    assertThat(events(id)).startsWith("outcomeTold");
    assertThat(at.feedbacks.promiseUntold(id)).isTrue();
  }

  @Test
  void anOutcomeThatWasWrittenAfterThePromiseSaysItSoNobodyIsAsked() {
    var id = explained();
    promised(id, "Wat wij veranderen", WRITTEN);
    at.at(WRITTEN.plusSeconds(600));

    sent(written(id, Purpose.OUTCOME));

    assertThat(at.feedbacks.promiseUntold(id)).isFalse();
  }

  @Test
  void aLetterAboutAPromiseThatChangedIsNotSentAndTheNewOneIsStillToBeTold() {
    var id = explained();
    sent(written(id, Purpose.OUTCOME));
    promised(id, "Wat wij veranderen", WRITTEN.plusSeconds(60));
    var message = written(id, Purpose.PROMISED);
    assertThat(objection(message)).isEmpty();

    promised(id, "Wanneer de meter komt", WRITTEN.plusSeconds(600));

    assertThat(objection(message)).contains("complaintWentOn");
    sent(message);
    assertThat(events(id)).startsWith("mailSent");
    assertThat(at.feedbacks.promiseUntold(id)).isTrue();
    sent(written(id, Purpose.PROMISED));
    assertThat(events(id)).startsWith("promiseTold");
    assertThat(at.feedbacks.promiseUntold(id)).isFalse();
  }

  private Letters.Letter proposed(long id) {
    return proposed(id, Purpose.RECEIVED);
  }

  private Letters.Letter proposed(long id, Purpose purpose) {
    return new ComplaintLetters(
            at.database,
            new Letters(),
            at.clocks,
            settings,
            new PartWords(at.database, new Letters()))
        .propose(at.desk.look(id, at.adviser).complaint(), purpose, "nl", at.adviser);
  }

  @Test
  void theLetterThatIsSentHasALinkThatOpensAndThatIsWrittenDown() {
    var id = at.received();
    var letter = proposed(id);

    mail.write(
        id,
        at.version(id),
        new ComplaintMail.Wanted(
            Purpose.RECEIVED, "a@klanten.example", "nl", letter.subjectLine(), letter.body()),
        at.adviser);

    assertThat(at.links().open(link(mail.last(id, Purpose.RECEIVED).orElseThrow().body())))
        .isEqualTo(id);
    assertThat(at.audit.about(Complaints.SUBJECT, id, 5))
        .extracting(Audit.Entry::action)
        .containsOnlyOnce("statusLinkMade");
  }

  private static StatusLinks.Link link(String letter) {
    var found = Pattern.compile("number=(\\S+?)&until=([0-9]+)&seal=([\\w-]+)").matcher(letter);
    assertThat(found.find()).isTrue();
    return new StatusLinks.Link(found.group(1), Long.parseLong(found.group(2)), found.group(3));
  }
}
