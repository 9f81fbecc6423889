package org.klantbrug.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/** Mail that arrived: kept once, told to who knows what it belongs to, else put before a person. */
@ApplicationScoped
public class Mailbox {
  /** How work items call a mail. */
  public static final String SUBJECT = "mail";

  /** Kind of the work item by which somebody reads it. */
  public static final String READ = "readMail";

  /** Who reads mail. */
  static final String READER = "adviser";

  private static final String IS_READ = "mailHandled";
  private static final String ANSWERED = "ANSWERED";
  private static final int MOST_AT_ONCE = 200;

  private Database database;
  private BusinessClock clock;
  private WorkItems workItems;
  private MailClocks clocks;
  private Event<MailArrived> arrived;

  /** For the container. */
  public Mailbox() {}

  /** Works with these. */
  @Inject
  public Mailbox(
      Database database,
      BusinessClock clock,
      WorkItems workItems,
      MailClocks clocks,
      Event<MailArrived> arrived) {
    this.database = database;
    this.clock = clock;
    this.workItems = workItems;
    this.clocks = clocks;
    this.arrived = arrived;
  }

  /**
   * Keeps a mail, all or nothing with what comes of it.
   *
   * @return its key; empty if it was kept before
   */
  public Optional<Long> keep(IncomingMail mail) {
    return database.inTransaction(
        handle -> {
          var kept = insert(handle, mail);
          kept.ifPresent(id -> tell(handle, id, mail));
          return kept;
        });
  }

  private Optional<Long> insert(Handle handle, IncomingMail mail) {
    return handle
        .createQuery(
            """
            insert into mailbox_message
              (message_key, message_id, refers_to, from_address, from_name, subject_line, text, files, written_at, received_at,
               automatic, bounced, raw, raw_size, fetched_at)
            values (:key, :messageId, :refersTo, :fromAddress, :fromName, :subjectLine, :text, :files, :writtenAt, :receivedAt,
                    :automatic, :bounced, :raw, :rawSize, :now)
            on conflict (message_key) do nothing returning id""")
        .bind("key", mail.key())
        .bind("messageId", mail.messageId())
        .bindArray("refersTo", String.class, mail.refersTo())
        .bind("fromAddress", mail.fromAddress())
        .bind("fromName", mail.fromName())
        .bind("subjectLine", mail.subjectLine())
        .bind("text", mail.text())
        .bindArray("files", String.class, mail.files())
        .bind("writtenAt", mail.writtenAt())
        .bind("receivedAt", mail.receivedAt())
        .bind("automatic", mail.automatic())
        .bind("bounced", mail.bounced())
        .bind("raw", mail.raw())
        .bind("rawSize", mail.rawSize())
        .bind("now", clock.now())
        .mapTo(Long.class)
        .findOne();
  }

  private void tell(Handle handle, long id, IncomingMail mail) {
    var event = new MailArrived(handle, id, mail);
    arrived.fire(event);
    if (event.isTaken()) {
      end(handle, id, event.taken(), null, null);
    } else if (mail.automatic()) {
      end(handle, id, new MailArrived.Taken("AUTOMATIC", null, 0, null), null, null);
    } else {
      clocks.begin(handle, id, mail.receivedAt());
      ask(id, mail);
    }
  }

  /** Gives mail that waits to be read a clock where it has none: it came before mail had one. */
  void clockWaiting() {
    database
        .with(handle -> MailClocks.without(handle, MOST_AT_ONCE))
        .forEach(id -> database.inTransaction(handle -> clockIfOpen(handle, id)));
  }

  private boolean clockIfOpen(Handle handle, long id) {
    var received =
        handle
            .createQuery(
                "select received_at from mailbox_message where id = :id and outcome is null for update")
            .bind("id", id)
            .mapTo(Instant.class)
            .findOne();
    received.ifPresent(at -> clocks.begin(handle, id, at));
    return received.isPresent();
  }

  private void ask(long id, IncomingMail mail) {
    workItems.open(
        new WorkItem(
            READ,
            null,
            null,
            SUBJECT,
            id,
            mail.subjectLine(),
            READER,
            null,
            List.of(IS_READ),
            null,
            clock.now()));
  }

  /**
   * A mail that arrived.
   *
   * @param messageId with its angle brackets; null if it has none
   * @param text its words
   * @param raw whether it was kept as it came
   * @param outcome what was done with it, a code; null while somebody must read it
   * @param hand who has it in hand; null if nobody
   * @param answerBy by when we aim to have answered; null if nobody waits for an answer
   * @param answerAtMost after this the answer is too late
   */
  public record Mail(
      long id,
      String messageKey,
      String messageId,
      String fromAddress,
      String fromName,
      String subjectLine,
      String text,
      List<String> files,
      Instant writtenAt,
      Instant receivedAt,
      boolean automatic,
      boolean raw,
      String outcome,
      String aboutKind,
      Long aboutId,
      String aboutName,
      String handledBy,
      Instant handledAt,
      String note,
      String hand,
      Instant answerBy,
      Instant answerAtMost,
      int version) {
    /** Whether somebody must still read it. */
    public boolean open() {
      return outcome == null;
    }

    /** Who wrote it, as he says himself. */
    public String from() {
      return fromName == null || fromName.isBlank()
          ? fromAddress
          : fromName + " <" + fromAddress + ">";
    }
  }

  private static final String MAIL =
      """
      select m.id, m.message_key, m.message_id, m.from_address, m.from_name, m.subject_line, m.text, m.files, m.written_at, m.received_at,
             m.automatic, (m.raw is not null) as raw, m.outcome, m.about_kind, m.about_id, m.about_name,
             s.full_name as handled_by, m.handled_at, m.note, c.full_name as hand, k.target_at as answer_by, k.limit_at as answer_at_most, m.version
        from mailbox_message m
        left join identity_staff s on s.id = m.handled_by
        left join work_item w on w.subject_kind = 'mail' and w.subject_id = m.id and w.state = 'OPEN'
        left join identity_staff c on c.id = w.claimed_by
        left join sla_clock k on k.subject_kind = 'MAIL' and k.subject_id = m.id and k.ended_at is null
      """;

  /**
   * A page of mail.
   *
   * @param open what must be read, the oldest first; else what was handled, the newest first
   * @param after the last that was shown; null for the first page
   */
  public List<Mail> page(boolean open, Long after, int limit) {
    var order = open ? "m.received_at, m.id" : "m.received_at desc, m.id desc";
    return database.with(
        handle ->
            handle
                .createQuery(
                    MAIL
                        + """
                         where (m.outcome is null) = :open
                           and (cast(:after as bigint) is null
                                or (m.received_at, m.id) <beyond> (select received_at, id from mailbox_message where id = :after))
                         order by <order> limit :limit""")
                .define("beyond", open ? ">" : "<")
                .define("order", order)
                .bind("open", open)
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Mail.class))
                .list());
  }

  /** What was sent along with a mail, as it came; none where the mail was too large to be kept. */
  public List<MailFile> files(long id) {
    return database
        .with(
            handle ->
                handle
                    .createQuery(
                        "select coalesce(raw, ''::bytea) from mailbox_message where id = :id")
                    .bind("id", id)
                    .mapTo(byte[].class)
                    .findOne())
        .map(MailReading::files)
        .orElse(List.of());
  }

  /** How many must be read. */
  public long waiting() {
    return database.with(
        handle ->
            handle
                .createQuery("select count(*) from mailbox_message where outcome is null")
                .mapTo(Long.class)
                .one());
  }

  /**
   * One mail.
   *
   * @throws RuleBroken if there is none
   */
  public Mail read(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(MAIL + " where m.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Mail.class))
                .findOne()
                .orElseThrow(() -> new RuleBroken("mailbox.unknown", id)));
  }

  /**
   * Somebody did something with it; its work item is done. Who was written an answer waits until
   * that was sent, else he waits for none any more. In the caller's transaction.
   *
   * @param version as it was read
   * @param staff who; of whom the work item must not be in a colleague's hands
   * @throws RuleBroken if a colleague was there before
   */
  public void handled(
      Handle handle, long id, int version, MailArrived.Taken taken, String note, Staff staff) {
    var held =
        handle
            .createQuery(
                "select version from mailbox_message where id = :id and outcome is null for update")
            .bind("id", id)
            .mapTo(Integer.class)
            .findOne();
    if (held.isEmpty() || held.get() != version) {
      throw new RuleBroken("mailbox.handled-already");
    }
    clocks.hold(handle, id);
    end(handle, id, taken, note, staff.id());
    if (!taken.outcome().equals(ANSWERED)) {
      clocks.over(handle, id, taken.outcome(), staff);
    }
    workItems.answered(SUBJECT, id, READ, staff, IS_READ);
  }

  private void end(Handle handle, long id, MailArrived.Taken taken, String note, Long by) {
    handle
        .createUpdate(
            """
            update mailbox_message set outcome = :outcome, about_kind = :kind, about_id = :subject, about_name = :name,
                   handled_by = :by, handled_at = :now, note = :note, version = version + 1
             where id = :id""")
        .bind("outcome", taken.outcome())
        .bind("kind", taken.kind())
        .bind("subject", taken.kind() == null ? null : Long.valueOf(taken.subjectId()))
        .bind("name", taken.name())
        .bind("by", by)
        .bind("now", clock.now())
        .bind("note", note)
        .bind("id", id)
        .execute();
  }

  /** A mail is read by saying what was done with it: it would know nothing of the answer. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (SUBJECT.equals(answer.item().subjectKind())) {
      throw new RuleBroken("mailbox.answered-on-its-page");
    }
  }
}
