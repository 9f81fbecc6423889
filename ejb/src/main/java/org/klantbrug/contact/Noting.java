package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The wrap-up of a contact: what was asked and answered, what was promised, and what the back
 * office is asked to allow, all in one or not at all. A contact of ours is a row of the same
 * timeline as the delivered ones.
 */
@ApplicationScoped
public class Noting {
  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CustomerDesk desk;
  private ContactChoices choices;
  private PromiseBook promises;
  private Exceptions exceptions;
  private Drafts drafts;

  /** For the container. */
  protected Noting() {}

  /** Works with these. */
  @Inject
  public Noting(
      Database database,
      BusinessClock clock,
      Audit audit,
      CustomerDesk desk,
      ContactChoices choices,
      PromiseBook promises,
      Exceptions exceptions,
      Drafts drafts) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.desk = desk;
    this.choices = choices;
    this.promises = promises;
    this.exceptions = exceptions;
    this.drafts = drafts;
  }

  /**
   * What is noted in one go.
   *
   * @param promise null if nothing was promised
   * @param exception what the back office is asked to allow; null if nothing
   * @param draftId the draft it was typed in; null if there is none
   */
  public record WrapUp(NewContact contact, NewPromise promise, String exception, Long draftId) {
    private boolean hasPromise() {
      return promise != null && !promise.isBlank();
    }

    private boolean asksException() {
      return Said.clean(exception) != null;
    }
  }

  /**
   * What was noted.
   *
   * @param promiseId null if nothing was promised
   * @param exceptionId null if nothing was asked of the back office
   */
  public record Noted(long contactId, Long promiseId, Long exceptionId) {}

  /**
   * Notes a contact of a customer whose veil this colleague lifted. Sent twice, it is noted once.
   *
   * @throws RuleBroken {@code contact.*}: what is missing, too long or not possible; {@code
   *     customer.veiled}: no identity check stands
   */
  @Transactional
  public Noted note(long partyId, WrapUp what, Staff by) {
    var customer = unveiled(partyId, by);
    var contact =
        what.contact()
            .checked(choices.topics(), clock.now(), what.hasPromise() || what.asksException());
    var identity = Carrying.identity(customer, contact.identityId());
    return database.inTransaction(
        handle -> {
          var id = insert(handle, contact, identity, by);
          if (id == null) {
            return earlier(handle, contact, partyId, desk.sightOf(by), by);
          }
          questions(handle, id, contact);
          audit.record(
              handle, by.id(), by.login(), "contactNoted", "customer", partyId, contact.channel());
          var noted =
              new Noted(
                  id,
                  what.hasPromise() ? promise(partyId, customer, what, identity, id, by) : null,
                  what.asksException()
                      ? exceptions.ask(customer, identity, id, what.exception(), by)
                      : null);
          drafts.end(handle, what.draftId(), by);
          return noted;
        });
  }

  /**
   * Promises something apart from a contact.
   *
   * @return id of the promise
   */
  @Transactional
  public long promise(long partyId, NewPromise promise, Staff by) {
    var customer = unveiled(partyId, by);
    return promises.make(
        partyId, promise, Carrying.identity(customer, promise.identityId()), null, by);
  }

  private long promise(
      long partyId, CustomerPage customer, WrapUp what, long identity, long contact, Staff by) {
    var own = what.promise().identityId();
    return promises.make(
        partyId,
        what.promise(),
        own == null ? identity : Carrying.identity(customer, own),
        contact,
        by);
  }

  private CustomerPage unveiled(long partyId, Staff by) {
    var opened = desk.look(partyId, by);
    if (opened.veiled()) {
      throw new RuleBroken("customer.veiled");
    }
    return opened.customer();
  }

  /** The id of the new contact; null if this form was sent before. */
  private Long insert(Handle handle, NewContact contact, long identity, Staff by) {
    var now = clock.now();
    return handle
        .createQuery(
            """
            with noted as (
              insert into contact_note (contact_id, identity_id, occurred_at, staff_id, noted_at, form_key, emotion,
                     experience, preferred_channel)
              values (nextval('contact_contact_id_seq'), :identity, :at, :staff, :now, :key, :emotion, :experience, :preferred)
              on conflict (form_key) do nothing returning contact_id)
            insert into contact_contact (id, identity_id, occurred_at, channel, direction, author, text)
            select contact_id, :identity, cast(:at as timestamptz), :channel, :direction, :author, :text from noted
            returning id
            """)
        .bind("identity", identity)
        .bind("at", contact.startedAt())
        .bind("staff", by.id())
        .bind("now", now)
        .bind("key", contact.key())
        .bind("emotion", contact.emotion())
        .bind("experience", contact.experience())
        .bind("preferred", contact.preferredChannel())
        .bind("channel", contact.channel())
        .bind("direction", contact.direction())
        .bind("author", by.fullName())
        .bind("text", contact.note())
        .mapTo(Long.class)
        .findOne()
        .orElse(null);
  }

  /** What this form noted before; a form of somebody else, or about another, notes nothing. */
  private static Noted earlier(
      Handle handle, NewContact contact, long partyId, Sight sight, Staff by) {
    return sight
        .bindTo(
            handle.createQuery(
                """
            select n.contact_id,
                   (select min(p.promise_id) from contact_promise_work p where p.contact_id = n.contact_id) as promise_id,
                   (select min(e.id) from contact_exception e where e.contact_id = n.contact_id) as exception_id
              from contact_note n where n.form_key = :key and n.staff_id = :staff and n.identity_id in %s
            """
                    .formatted(Sight.DESK_IDENTITIES_OF_PARTY)))
        .bind("staff", by.id())
        .bind("party", partyId)
        .bind("key", contact.key())
        .map(
            (row, context) ->
                new Noted(
                    row.getLong("contact_id"),
                    row.getObject("promise_id", Long.class),
                    row.getObject("exception_id", Long.class)))
        .findOne()
        .orElseThrow(() -> new RuleBroken("contact.note-of-other"));
  }

  private static void questions(Handle handle, long contactId, NewContact contact) {
    if (contact.questions().isEmpty()) {
      return;
    }
    var batch =
        handle.prepareBatch(
            """
            insert into contact_question (contact_id, no, topic, product, asked, behind, answer, result, minutes)
            values (:contact, :no, :topic, :product, :asked, :behind, :answer, :result, :minutes)
            """);
    var no = 0;
    for (var question : contact.questions()) {
      batch
          .bind("contact", contactId)
          .bind("no", ++no)
          .bind("topic", question.topic())
          .bind("product", question.product())
          .bind("asked", question.asked())
          .bind("behind", question.behind())
          .bind("answer", question.answer())
          .bind("result", question.result())
          .bind("minutes", question.minutes())
          .add();
    }
    batch.execute();
  }

  /**
   * Notes that we wrote or said something to the customer ourselves, without a question of his.
   *
   * @param text exactly what he was told
   */
  public static void outgoing(
      Handle handle,
      long identity,
      String channel,
      String subject,
      String text,
      Instant at,
      Staff by) {
    add(handle, identity, channel, "OUT", by.fullName(), subject, text, at);
  }

  /**
   * Notes that a customer said or wrote something, without a question that is looked after.
   *
   * @param from who wrote it down, or as he calls himself; null if nobody knows
   * @param text in his own words
   */
  public static void incoming(
      Handle handle,
      long identity,
      String channel,
      String from,
      String subject,
      String text,
      Instant at) {
    add(handle, identity, channel, "IN", from, subject, text, at);
  }

  private static void add(
      Handle handle,
      long identity,
      String channel,
      String direction,
      String author,
      String subject,
      String text,
      Instant at) {
    handle
        .createUpdate(
            """
            insert into contact_contact (identity_id, occurred_at, channel, direction, author, subject, text)
            values (:identity, :at, :channel, :direction, :author, :subject, :text)
            """)
        .bind("identity", identity)
        .bind("at", at)
        .bind("channel", channel)
        .bind("direction", direction)
        .bind("author", author)
        .bind("subject", subject)
        .bind("text", text)
        .execute();
  }
}
