package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * What an adviser asks the back office to allow for a customer, instead of refusing it. Somebody
 * else than who asked decides, on the work list; who asked sees the answer.
 */
@ApplicationScoped
public class Exceptions {
  /** Kind of the work item by which the back office decides. */
  public static final String DECISION = "decideException";

  private static final String GRANT = "grant";
  private static final String DECIDES = "backOfficeHandler";
  private static final Duration SHOWN = Duration.ofDays(7);

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private WorkItems workItems;

  /** For the container. */
  protected Exceptions() {}

  /** Works with these. */
  @Inject
  public Exceptions(Database database, BusinessClock clock, Audit audit, WorkItems workItems) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.workItems = workItems;
  }

  /**
   * What was asked.
   *
   * @param partyId the customer it is for now
   * @param number his number
   * @param state OPEN, GRANTED or REFUSED
   * @param answer why; null if nothing was said
   */
  public record Asked(
      long id,
      long partyId,
      String number,
      String asked,
      String askedBy,
      Instant askedAt,
      String state,
      String answer,
      String answeredBy,
      Instant answeredAt) {}

  static final String ROW =
      """
      select e.id, l.party_id, p.number, e.asked, a.full_name as asked_by, e.asked_at, e.state, e.answer,
             d.full_name as answered_by, e.answered_at
        from contact_exception e
        cross join lateral %s l
        join customer_party p on p.id = l.party_id
        join customer_identity i on i.id = e.identity_id
        join customer_company c on c.id = i.company_id
        join identity_staff a on a.id = e.asked_by
        left join identity_staff d on d.id = e.answered_by
      """
          .formatted(Sight.deskParty("e.identity_id"));

  /** Puts the question on the work list of the back office, in the transaction of the contact. */
  long ask(CustomerPage customer, long identity, long contactId, String asked, Staff by) {
    var text = Said.bounded(asked);
    var item =
        new WorkItem(
            DECISION,
            null,
            null,
            "customer",
            customer.partyId(),
            customer.number(),
            DECIDES,
            by.id(),
            List.of(GRANT, "refuse"),
            null,
            clock.now());
    workItems.open(item);
    return database.inTransaction(
        handle -> {
          audit.record(
              handle, by.id(), by.login(), "exceptionAsked", "customer", customer.partyId(), null);
          return handle
              .createQuery(
                  """
                  insert into contact_exception (identity_id, contact_id, asked, asked_by, asked_at, work_item_id)
                  values (:identity, :contact, :asked, :staff, :at, :item) returning id
                  """)
              .bind("identity", identity)
              .bind("contact", contactId)
              .bind("asked", text)
              .bind("staff", by.id())
              .bind("at", clock.now())
              .bind("item", item.id())
              .mapTo(Long.class)
              .one();
        });
  }

  /**
   * What a work item asks, for who decides or asked; that it was read is written down.
   *
   * @return empty if the item is of another kind, its customer is no longer there or may not be
   *     seen, or the reader neither decides nor asked
   */
  public Optional<Asked> read(long item, Sight sight, Staff by) {
    return database.inTransaction(
        handle -> {
          var found =
              sight
                  .bindTo(
                      handle.createQuery(
                          ROW
                              + " where e.work_item_id = :item and (:decides or e.asked_by = :staff) and "
                              + Sight.COMPANY_SEEN))
                  .bind("item", item)
                  .bind("decides", by.roles().contains(DECIDES))
                  .bind("staff", by.id())
                  .map(ConstructorMapper.of(Asked.class))
                  .findOne();
          found.ifPresent(
              asked ->
                  audit.record(
                      handle,
                      by.id(),
                      by.login(),
                      "exceptionRead",
                      "customer",
                      asked.partyId(),
                      null));
          return found;
        });
  }

  /** What the back office answered this colleague in the last seven days, the newest first. */
  public List<Asked> answeredTo(Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    ROW
                        + " where e.asked_by = :staff and e.answered_at > :from order by e.answered_at desc, e.id desc limit 20")
                .bind("staff", staff.id())
                .bind("from", clock.now().minus(SHOWN))
                .map(ConstructorMapper.of(Asked.class))
                .list());
  }

  /** Keeps the answer, in the transaction in which it is given. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (!answer.item().kind().equals(DECISION)) {
      return;
    }
    var granted = GRANT.equals(answer.outcome());
    if (!granted && Said.clean(answer.note()) == null) {
      throw new RuleBroken("contact.exception-why");
    }
    database.inTransaction(
        handle -> {
          keep(handle, answer, granted);
          return null;
        });
  }

  private void keep(Handle handle, WorkItemCompleting answer, boolean granted) {
    var kept =
        handle
            .createUpdate(
                """
                update contact_exception set state = :state, answer = :answer, answered_by = :staff, answered_at = :at
                 where work_item_id = :item and state = 'OPEN'
                """)
            .bind("state", granted ? "GRANTED" : "REFUSED")
            .bind("answer", Said.clean(answer.note()))
            .bind("staff", answer.staff().id())
            .bind("at", clock.now())
            .bind("item", answer.item().id())
            .execute();
    if (kept == 0) {
      throw new RuleBroken("work.not-open", answer.item().id());
    }
  }
}
