package org.klantbrug.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits, what is for one customer before what is for many. That a message is about to be
 * handed over is committed before it is; what came of it is committed after. If a server ends in
 * between, the message is UNKNOWN once its lease ran out, and a person looks: it is never sent
 * again by itself. Any number of servers may send at once.
 */
@ApplicationScoped
public class Sending {
  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  /** Far longer than handing over takes; by the clock of the database, which nobody moves. */
  static final Duration LEASE = Duration.ofMinutes(5);

  private static final int LONGEST_PAUSE_SHIFT = 12;

  /** Why the house's own mail is dropped: it may have arrived, and is not sent twice. */
  private static final String FATE_UNKNOWN = "fateUnknown";

  /** SQL: which message is the next; index {@code outbound_message_due} has this order. */
  static final String NEXT =
      """
      state = 'WAITING' and try_at <= :now and (bulk_id is null or subject_kind = '%s' or %s)
       order by %s"""
          .formatted(BulkBrake.CRISIS_MESSAGE, BulkBrake.MAY_GO, BulkBrake.ORDER);

  private Database database;
  private BusinessClock clock;
  private Messages messages;
  private MailDoor door;
  private MailQuestions questions;
  private People people;
  private Iterable<SendingCheck> checks;
  private Event<MessageSent> sent;

  /** For the container. */
  public Sending() {}

  /** Works with these. */
  @Inject
  public Sending(
      Database database,
      BusinessClock clock,
      Messages messages,
      MailDoor door,
      MailQuestions questions,
      People people,
      Instance<SendingCheck> checks,
      Event<MessageSent> sent) {
    this(database, clock, messages, door, questions, people, (Iterable<SendingCheck>) checks, sent);
  }

  /** As the other, with checks that no container knows. */
  Sending(
      Database database,
      BusinessClock clock,
      Messages messages,
      MailDoor door,
      MailQuestions questions,
      People people,
      Iterable<SendingCheck> checks,
      Event<MessageSent> sent) {
    this.database = database;
    this.clock = clock;
    this.messages = messages;
    this.door = door;
    this.questions = questions;
    this.people = people;
    this.checks = checks;
    this.sent = sent;
  }

  /** What came of looking for one. */
  private enum Look {
    NOTHING,
    NOT_NOW,
    GO_ON
  }

  /** Does all that is due, until nothing is or the mail server does not take any now. */
  public void work() {
    repeat(this::loseOne);
    repeat(this::sendOneAndFollow);
  }

  /** Whoever waits for a message hears of it before the next one is sent. */
  private Look sendOneAndFollow() {
    var look = sendOne();
    repeat(this::followOne);
    return look;
  }

  private static void repeat(Supplier<Look> one) {
    var look = Look.GO_ON;
    while (look == Look.GO_ON) {
      look = one.get();
    }
  }

  // ------------------------------------------------------------------ sending

  private Look sendOne() {
    var taken = one("try_at", this::take);
    if (taken.isEmpty()) {
      return Look.NOTHING;
    }
    var message = taken.get();
    if (message.state() != Message.State.SENDING) {
      return Look.GO_ON;
    }
    var handed = door.hand(message);
    database.inTransaction(
        handle -> {
          settle(handle, message, handed);
          return null;
        });
    return handed.answer() == MailDoor.Answer.NOT_NOW ? Look.NOT_NOW : Look.GO_ON;
  }

  private Optional<Message> take(Handle handle, AtomicLong found) {
    var next = held(handle, NEXT);
    next.ifPresent(message -> found.set(message.id()));
    return next.map(
        message -> {
          if (BulkBrake.layAside(handle, message, clock.now())) {
            return message;
          }
          var objection = objection(handle, message);
          if (objection.isPresent()) {
            change(handle, message, "DROPPED", objection.get(), null);
          } else {
            handle
                .createUpdate(
                    "update outbound_message set state = 'SENDING', lease_until = now() + :lease * interval '1 second', attempts = attempts + 1, version = version + 1"
                        + " where id = :id")
                .bind("lease", LEASE.toSeconds())
                .bind("id", message.id())
                .execute();
            messages.event(handle, message.id(), null, "SENDING", null);
          }
          return Messages.find(handle, message.id()).orElseThrow();
        });
  }

  private Optional<String> objection(Handle handle, Message message) {
    for (var check : checks) {
      var objection = check.objection(handle, message);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private void settle(Handle handle, Message message, MailDoor.Handed handed) {
    var mine =
        held(handle, "state = 'SENDING' and id = :id and attempts = :attempts", message)
            .isPresent();
    if (!mine) {
      LOG.warn("Message {} was handed over after its lease; a person is asked", message.id());
      return;
    }
    switch (handed.answer()) {
      case TAKEN -> change(handle, message, "SENT", null, clock.now());
      case NOT_NOW -> putOff(handle, message, handed.words());
      case REFUSED -> {
        change(handle, message, "REFUSED", handed.words(), null);
        questions.refused(handle, message);
      }
      case NOBODY_KNOWS -> lose(handle, message, handed.words());
    }
  }

  /** A person looks; of what nobody wrote there is none, so it is left as it is. */
  private void lose(Handle handle, Message message, String why) {
    change(handle, message, "UNKNOWN", why, null);
    if (message.writtenBy() == null) {
      change(handle, message, "DROPPED", FATE_UNKNOWN, null);
    } else {
      questions.unknown(handle, message);
    }
  }

  /** Tried again after growing pauses, little more than an hour at most. */
  private void putOff(Handle handle, Message message, String why) {
    var pause = Duration.ofSeconds(1L << Math.min(message.attempts() + 3, LONGEST_PAUSE_SHIFT));
    handle
        .createUpdate(
            "update outbound_message set state = 'WAITING', reason = :why, lease_until = null, try_at = :at, version = version + 1"
                + " where id = :id")
        .bind("why", why)
        .bind("at", clock.now().plus(pause))
        .bind("id", message.id())
        .execute();
    messages.event(handle, message.id(), null, "PUT_OFF", why);
  }

  private void change(Handle handle, Message message, String state, String why, Instant sentAt) {
    handle
        .createUpdate(
            "update outbound_message set state = :state, reason = :why, sent_at = :sent, lease_until = null, version = version + 1"
                + " where id = :id")
        .bind("state", state)
        .bind("why", why)
        .bind("sent", sentAt)
        .bind("id", message.id())
        .execute();
    messages.event(handle, message.id(), null, state, why);
  }

  // ------------------------------------------------------------------ what nobody heard of again

  private Look loseOne() {
    return database.inTransaction(
        handle -> {
          var lost = held(handle, "state = 'SENDING' and lease_until < now() order by id");
          lost.ifPresent(message -> lose(handle, message, null));
          return lost.isPresent() ? Look.GO_ON : Look.NOTHING;
        });
  }

  // ------------------------------------------------------------------ who waits for it

  private Look followOne() {
    return one("follow_try_at", this::follow).isPresent() ? Look.GO_ON : Look.NOTHING;
  }

  private Optional<Message> follow(Handle handle, AtomicLong found) {
    var next =
        held(
            handle,
            "state = 'SENT' and followed_at is null and coalesce(follow_try_at <= :now, true) order by (bulk_id is not null), sent_at, id");
    next.ifPresent(
        message -> {
          found.set(message.id());
          sent.fire(new MessageSent(handle, message, writer(message)));
          handle
              .createUpdate("update outbound_message set followed_at = :now where id = :id")
              .bind("now", clock.now())
              .bind("id", message.id())
              .execute();
        });
    return next;
  }

  private Staff writer(Message message) {
    return message.writtenBy() == null ? null : people.whoever(message.writtenBy());
  }

  // ------------------------------------------------------------------ rows

  /** In a transaction of its own; one that goes wrong is put off, and keeps none of the others. */
  private Optional<Message> one(
      String later, BiFunction<Handle, AtomicLong, Optional<Message>> work) {
    var found = new AtomicLong();
    try {
      return database.inTransaction(handle -> work.apply(handle, found));
    } catch (RuntimeException e) {
      if (found.get() == 0) {
        throw e;
      }
      LOG.warn("Message {} could not go on; it is tried again", found.get(), e);
      Function<Handle, Integer> putOff =
          handle ->
              handle
                  .createUpdate("update outbound_message set <later> = :at where id = :id")
                  .define("later", later)
                  .bind("at", clock.now().plusSeconds(60))
                  .bind("id", found.get())
                  .execute();
      database.inTransaction(putOff);
      return Optional.empty();
    }
  }

  private Optional<Message> held(Handle handle, String which) {
    return handle
        .createQuery(
            "select "
                + Message.COLUMNS
                + " from outbound_message where "
                + which
                + " limit 1 for update skip locked")
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("now", clock.now())
        .map(ConstructorMapper.of(Message.class))
        .findOne();
  }

  private static Optional<Message> held(Handle handle, String which, Message message) {
    return handle
        .createQuery(
            "select " + Message.COLUMNS + " from outbound_message where " + which + " for update")
        .bind("id", message.id())
        .bind("attempts", message.attempts())
        .map(ConstructorMapper.of(Message.class))
        .findOne();
  }
}
