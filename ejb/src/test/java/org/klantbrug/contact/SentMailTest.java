package org.klantbrug.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.sla.RunningClocks;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** Mail that was sent stands in the timeline, and confirms the promise that it is about. */
@OnDatabase
class SentMailTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(in.database, clock);
  private final PromiseBook book =
      new PromiseBook(
          in.database,
          clock,
          audit,
          new PromiseClocks(RunningClocks.of(in.database, clock), clock));
  private final SentMail sentMail = new SentMail(book);
  private final Messages messages =
      new Messages(
          in.database,
          clock,
          new MailSettings(
              Map.of(
                  "KLANTBRUG_SMTP_HOST", "127.0.0.1",
                  "KLANTBRUG_MAIL_ADDRESS", "klantenservice@example.nl")),
          new Heard<>(written -> {}));
  private final Staff adviser =
      new Staff(in.operator, "operator", "Olga", "nl", false, null, Set.of("adviser"), Set.of());

  SentMailTest() {
    clock.set(Clock.fixed(MadeUpMerger.T, BusinessClock.ZONE));
  }

  @AfterEach
  void close() {
    in.close();
  }

  private long identity() {
    return in.database.with(
        handle ->
            handle
                .createQuery("select id from customer_identity where source_key = 'A1'")
                .mapTo(Long.class)
                .first());
  }

  private long promise() {
    return book.make(
        in.party(in.ours, "A1"),
        new NewPromise("Wij bellen u", LocalDate.parse("2026-12-18"), null, null, null),
        identity(),
        null,
        adviser);
  }

  private Message written(long promise) {
    in.database.inTransaction(
        handle ->
            messages.write(
                handle,
                new NewMessage(
                    PromiseBook.CONFIRMATION,
                    "2026-12-18",
                    "promise",
                    promise,
                    null,
                    identity(),
                    "a1@klanten.example",
                    "nl",
                    "Onze afspraak",
                    "Wij bellen u. ${7*7}",
                    null),
                adviser));
    return messages.lastFor(PromiseBook.CONFIRMATION, "promise", promise).orElseThrow();
  }

  @Test
  void confirmsThePromiseAndStandsInTheTimelineAsItWasSent() {
    var promise = promise();
    var message = written(promise);

    sent(message);

    assertThat(book.events(promise).get(0))
        .extracting(PromiseBook.Event::kind, PromiseBook.Event::note)
        .containsExactly("CONFIRMED", "MAILED");
    assertThat(audit.about("customer", in.party(in.ours, "A1"), 1))
        .extracting(Audit.Entry::action)
        .containsExactly("promiseConfirmed");
    assertThat(
            new Timeline(in.database)
                .page(
                    in.party(in.ours, "A1"),
                    Timeline.Filter.NONE,
                    Timeline.Before.NOTHING,
                    50,
                    Sight.ofEverything(clock.today())))
        .filteredOn(item -> "EMAIL".equals(item.channel()) && "OUT".equals(item.direction()))
        .extracting(TimelineItem::subject, TimelineItem::text)
        .contains(tuple("Onze afspraak", "Wij bellen u. ${7*7}"));
  }

  private void sent(Message message) {
    in.sql("update outbound_message set state = 'SENT', sent_at = written_at");
    in.database.inTransaction(
        handle -> {
          var sent = messages.byMessageIds(handle, List.of(message.messageId())).orElseThrow();
          sentMail.onSent(new MessageSent(handle, sent, adviser));
          return null;
        });
  }

  @Test
  void aPromiseThatEndedMeanwhileIsNotConfirmedAnyMore() {
    var promise = promise();
    var message = written(promise);
    assertThat(objection(message)).isEmpty();

    book.end(
        promise, "WITHDRAWN", 0, "Niet meer nodig", Sight.ofEverything(clock.today()), adviser);

    assertThat(objection(message)).contains("promiseEnded");
  }

  @Test
  void aPromiseForAnotherDayIsNotConfirmedForTheFirst() {
    var promise = promise();
    var message = written(promise);

    book.move(
        promise,
        0,
        LocalDate.parse("2026-12-21"),
        "Monteur ziek",
        Sight.ofEverything(clock.today()),
        adviser);

    assertThat(objection(message)).contains("promiseMoved");
    sent(message);
    assertThat(book.events(promise))
        .extracting(PromiseBook.Event::kind)
        .doesNotContain("CONFIRMED");
  }

  private Optional<String> objection(Message message) {
    return in.database.with(handle -> sentMail.objection(handle, message));
  }
}
