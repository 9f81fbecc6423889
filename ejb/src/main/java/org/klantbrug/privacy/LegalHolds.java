package org.klantbrug.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Legal holds: while one stands nothing of the customer is erased, whoever asks. */
@ApplicationScoped
public class LegalHolds {
  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected LegalHolds() {}

  /** Works with these. */
  @Inject
  public LegalHolds(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A hold.
   *
   * @param number of the customer
   * @param complaint number of the complaint it is about; null for all of the customer
   */
  public record Hold(
      long id,
      long partyId,
      String number,
      String complaint,
      String reason,
      String placedBy,
      Instant placedAt) {}

  /** Those that stand of customers in sight, the newest first. */
  public List<Hold> standing(int limit, Staff staff) {
    return database.with(
        handle ->
            sight(staff)
                .bindTo(
                    handle.createQuery(
                        """
                    select h.id, h.party_id, p.number, k.number as complaint, h.reason, s.full_name as placed_by, h.placed_at
                      from privacy_hold h
                      join customer_party p on p.id = h.party_id
                      join identity_staff s on s.id = h.placed_by
                      left join complaint_complaint k on k.id = h.complaint_id
                     where h.lifted_at is null and %s order by h.id desc limit :limit"""
                            .formatted(Subject.SEEN.formatted("h.party_id"))))
                .bind("limit", limit)
                .map(ConstructorMapper.of(Hold.class))
                .list());
  }

  private Sight sight(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }

  /**
   * Places a hold.
   *
   * @param complaint number of a complaint of the customer; blank for all of him
   * @throws RuleBroken if there is no reason, no such customer in sight, or no such complaint of
   *     his
   */
  public void place(long partyId, String complaint, String reason, Staff by) {
    database.inTransaction(
        handle -> {
          var subject = Subject.read(handle, partyId, sight(by));
          handle
              .createUpdate(
                  """
                  insert into privacy_hold (party_id, complaint_id, reason, placed_by, placed_at)
                  values (:party, :complaint, :reason, :by, :at)""")
              .bind("party", subject.partyId())
              .bind("complaint", complaintOf(handle, subject, complaint))
              .bind("reason", needed(reason))
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(
              handle, by.id(), by.login(), "holdPlaced", "customer", subject.partyId(), null);
          return null;
        });
  }

  private static Long complaintOf(Handle handle, Subject subject, String number) {
    if (number == null || number.isBlank()) {
      return null;
    }
    return subject
        .bindTo(
            handle.createQuery(
                "select id from complaint_complaint where number = upper(:number) and identity_id = any(:identities)"))
        .bind("number", number.trim())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("privacy.no-such-complaint", number.trim()));
  }

  /** Lifts a hold; why is kept with it. */
  public void lift(long id, String because, Staff by) {
    database.inTransaction(
        handle -> {
          var party =
              sight(by)
                  .bindTo(
                      handle.createQuery(
                          """
                      update privacy_hold h set lifted_by = :by, lifted_at = :at, lifted_because = :because
                       where h.id = :id and h.lifted_at is null and %s returning h.party_id"""
                              .formatted(Subject.SEEN.formatted("h.party_id"))))
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("because", needed(because))
                  .bind("id", id)
                  .mapTo(Long.class)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("privacy.changed-meanwhile"));
          audit.record(handle, by.id(), by.login(), "holdLifted", "customer", party, null);
          return null;
        });
  }

  private static String needed(String reason) {
    if (reason == null || reason.isBlank() || reason.length() > 4000) {
      throw new RuleBroken("privacy.reason-missing");
    }
    return reason.trim();
  }
}
