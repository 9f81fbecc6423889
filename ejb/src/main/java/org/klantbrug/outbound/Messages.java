package org.klantbrug.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Messages to customers: written here, sent by {@link Sending}, and looked up. */
@ApplicationScoped
public class Messages {
  private Database database;
  private BusinessClock clock;
  private MailSettings settings;
  private Event<MessageWritten> written;

  /** For the container. */
  public Messages() {}

  /** Works with these. */
  @Inject
  public Messages(
      Database database,
      BusinessClock clock,
      MailSettings settings,
      Event<MessageWritten> written) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    this.written = written;
  }

  /** Fired in the transaction that writes a message: a nudge, nothing depends on it. */
  public record MessageWritten() {}

  /**
   * Writes a message, in the caller's transaction; it is sent after that. That it was written is
   * for the caller to log.
   *
   * @param by who signs it; what is sent is exactly what he wrote
   * @return its key
   * @throws RuleBroken {@code outbound.*}; also if there is one for this purpose already
   */
  public long write(Handle handle, NewMessage wanted, Staff by) {
    var message = wanted.checked();
    var id =
        insert(handle, message, null, from(handle, by))
            .orElseThrow(() -> new RuleBroken("outbound.sent-already"));
    event(handle, id, by.id(), "WRITTEN", null);
    written.fire(new MessageWritten());
    return id;
  }

  /**
   * Writes a message that the house sends by itself, under its own name; nothing happens if there
   * is one for this purpose already.
   *
   * @param wanted whose words are ours alone: nothing that a stranger typed
   * @param house the name under which customers know us
   * @return whether it was written
   */
  public boolean writeByItself(Handle handle, NewMessage wanted, String house) {
    var written = writeOne(handle, wanted, null, new From(null, house, settings.sender(null)));
    if (written) {
      this.written.fire(new MessageWritten());
    }
    return written;
  }

  /** From whom a message is; without a key from the house itself. */
  private record From(Long id, String name, String address) {}

  private From from(Handle handle, Staff by) {
    return new From(by.id(), by.fullName(), settings.sender(ownAddress(handle, by)));
  }

  private Optional<Long> insert(Handle handle, NewMessage message, Long bulk, From from) {
    var now = clock.now();
    return handle
        .createQuery(
            """
            insert into outbound_message
              (purpose, occasion, subject_kind, subject_id, subject_name, identity_id, recipient, sender_name, sender_address,
               reply_address, language, subject_line, body, message_id, in_reply_to, state, written_by, written_at, try_at, bulk_id)
            values (:purpose, :occasion, :kind, :subject, :name, :identity, :recipient, :senderName, :sender,
                    :reply, :language, :line, :body, :messageId, :inReplyTo, 'WAITING', :by, :now, :now, :bulk)
            on conflict (purpose, subject_kind, subject_id, occasion) where state not in ('REFUSED', 'DROPPED') do nothing
            returning id""")
        .bind("purpose", message.purpose())
        .bind("occasion", message.occasion())
        .bind("kind", message.subjectKind())
        .bind("subject", message.subjectId())
        .bind("name", message.subjectName())
        .bind("identity", message.identityId())
        .bind("recipient", message.recipient())
        .bind("senderName", from.name().replaceAll("\\p{Cntrl}", " "))
        .bind("sender", from.address())
        .bind("reply", settings.address())
        .bind("language", message.language())
        .bind("line", message.subjectLine())
        .bind("body", message.body())
        .bind(
            "messageId",
            "<" + UUID.randomUUID() + settings.address().replaceFirst(".*@", "@") + ">")
        .bind("inReplyTo", message.inReplyTo())
        .bind("by", from.id())
        .bind("now", now)
        .bind("bulk", bulk)
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * How many messages for a purpose were written to a mailbox since a moment, however its address
   * was written. Who asks at the same time for the same mailbox waits until the end of this
   * transaction, and counts what came of it.
   */
  public int written(Handle handle, String purpose, String address, Instant since) {
    var mailbox = MailboxName.of(address);
    handle
        .createQuery("select cast(pg_advisory_xact_lock(hashtextextended(:name, 0)) as text)")
        .bind("name", purpose + " " + mailbox)
        .mapTo(String.class)
        .one();
    return handle
        .createQuery(
            "select count(*) from outbound_message where purpose = :purpose and written_at >= :since and "
                + MailboxName.sql("recipient")
                + " = :mailbox")
        .bind("mailbox", mailbox)
        .bind("purpose", purpose)
        .bind("since", since)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Writes a part of a mail to many, as {@link #write} does to one; personal mail goes before it.
   * Whoever has such a message already, or whose message cannot be sent, is passed over.
   *
   * @param bulk the key of the mail to many, by which its subject knows it
   * @return how many were written
   */
  public int writeToAll(Handle handle, List<NewMessage> all, long bulk, Staff by) {
    var from = from(handle, by);
    var written = 0;
    for (var message : all) {
      if (message.isSendable()) {
        written += writeOne(handle, message, bulk, from) ? 1 : 0;
      }
    }
    if (written > 0) {
      this.written.fire(new MessageWritten());
    }
    return written;
  }

  private boolean writeOne(Handle handle, NewMessage message, Long bulk, From from) {
    var id = insert(handle, message.checked(), bulk, from);
    id.ifPresent(each -> event(handle, each, from.id(), "WRITTEN", null));
    return id.isPresent();
  }

  /**
   * What waits of a mail to many is not sent.
   *
   * @param why a code with a text {@code mail.dropped.<code>} in the bundles
   */
  public static void dropAll(
      Handle handle, String subjectKind, long bulk, String why, Staff by, Instant now) {
    handle
        .createUpdate(
            """
            with dropped as (
              update outbound_message set state = 'DROPPED', reason = :why, version = version + 1
               where bulk_id = :bulk and subject_kind = :kind and state = 'WAITING' returning id)
            insert into outbound_event (message_id, at, staff_id, kind, note)
            select id, :now, :by, 'DROPPED', :why from dropped order by id""")
        .bind("why", why)
        .bind("bulk", bulk)
        .bind("kind", subjectKind)
        .bind("now", now)
        .bind("by", by.id())
        .execute();
  }

  /**
   * What is still to be sent about a subject is of this customer now; what was sent stays with whom
   * it was sent to.
   */
  public static void belongTo(Handle handle, String subjectKind, long subjectId, long identityId) {
    handle
        .createUpdate(
            """
            update outbound_message set identity_id = :identity
             where subject_kind = :kind and subject_id = :id and state in ('WAITING', 'SENDING', 'UNKNOWN')""")
        .bind("identity", identityId)
        .bind("kind", subjectKind)
        .bind("id", subjectId)
        .execute();
  }

  /**
   * Letters about a subject are of this customer now, also if they were sent: nobody knew whose
   * they were.
   *
   * @param occasion as they were written for, before the first point of it if there is any
   */
  public static void lettersBelongTo(
      Handle handle, String subjectKind, long subjectId, String occasion, long identityId) {
    handle
        .createUpdate(
            """
            update outbound_message set identity_id = :identity
             where subject_kind = :kind and subject_id = :id and split_part(occasion, '.', 1) = :occasion
               and (identity_id is null or state in ('WAITING', 'SENDING', 'UNKNOWN'))""")
        .bind("identity", identityId)
        .bind("kind", subjectKind)
        .bind("id", subjectId)
        .bind("occasion", occasion)
        .execute();
  }

  private static String ownAddress(Handle handle, Staff by) {
    return handle
        .createQuery("select coalesce(email, '') from identity_staff where id = :id")
        .bind("id", by.id())
        .mapTo(String.class)
        .one();
  }

  /** The message that was written last for a purpose; empty if none was. */
  public Optional<Message> lastFor(String purpose, String subjectKind, long subjectId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select "
                        + Message.COLUMNS
                        + " from outbound_message where purpose = :purpose and subject_kind = :kind and subject_id = :id"
                        + " order by id desc limit 1")
                .bind("purpose", purpose)
                .bind("kind", subjectKind)
                .bind("id", subjectId)
                .map(ConstructorMapper.of(Message.class))
                .findOne());
  }

  /** One of these Message-IDs that is ours, the last that was named first; empty if none is. */
  public Optional<Message> byMessageIds(Handle handle, List<String> messageIds) {
    return handle
        .createQuery(
            "select "
                + Message.COLUMNS
                + " from outbound_message where message_id = any(:ids) order by array_position(:ids, message_id) limit 1")
        .bindArray("ids", String.class, messageIds)
        .map(ConstructorMapper.of(Message.class))
        .findOne();
  }

  /** Whether a message about a subject went to this address. */
  public boolean wroteTo(Handle handle, String subjectKind, long subjectId, String address) {
    return handle
        .createQuery(
            """
            select exists (select from outbound_message where subject_kind = :kind and subject_id = :id
                              and state = 'SENT' and lower(recipient) = lower(:address))""")
        .bind("kind", subjectKind)
        .bind("id", subjectId)
        .bind("address", address)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * A message for who may see its subject; whoever shows it asks that first.
   *
   * @throws RuleBroken if there is none
   */
  public Message read(long id) {
    return database
        .with(handle -> find(handle, id))
        .orElseThrow(() -> new RuleBroken("outbound.unknown", id));
  }

  static Optional<Message> find(Handle handle, long id) {
    return handle
        .createQuery("select " + Message.COLUMNS + " from outbound_message where id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Message.class))
        .findOne();
  }

  /**
   * Messages that wait longer than a minute, and those sent that long ago of which what waited for
   * it does not know yet; the oldest first, at most a hundred.
   */
  public List<Message> stuck() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select <columns> from outbound_message where state = 'WAITING' and written_at < :late and (bulk_id is null or attempts > 0)
                    union all
                    select <columns> from outbound_message where state = 'SENT' and followed_at is null and sent_at < :late
                    order by id limit 100""")
                .define("columns", Message.COLUMNS)
                .bind("late", clock.now().minusSeconds(60))
                .map(ConstructorMapper.of(Message.class))
                .list());
  }

  void event(Handle handle, long id, Long by, String kind, String note) {
    handle
        .createUpdate(
            "insert into outbound_event (message_id, at, staff_id, kind, note) values (:id, :at, :by, :kind, :note)")
        .bind("id", id)
        .bind("at", clock.now())
        .bind("by", by)
        .bind("kind", kind)
        .bind("note", note)
        .execute();
  }
}
