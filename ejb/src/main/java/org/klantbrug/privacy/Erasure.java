package org.klantbrug.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Empties what is of a person, and leaves the figures: one person prepares it, another confirms.
 * Nothing is deleted, so no figure, key or amount changes.
 */
@ApplicationScoped
public class Erasure {
  private Database database;
  private BusinessClock clock;
  private PrivacyRequests requests;

  /** For the container. */
  protected Erasure() {}

  /** Works with these. */
  @Inject
  public Erasure(Database database, BusinessClock clock, PrivacyRequests requests) {
    this.database = database;
    this.clock = clock;
    this.requests = requests;
  }

  /**
   * What an erasure does in one table.
   *
   * @param rows of the customer
   * @param emptied columns whose values go
   * @param kept columns that a dossier shows and that stay
   */
  public record Effect(String table, long rows, List<String> emptied, List<String> kept) {}

  /** What would go and what would stay, and what stands in the way. */
  public record Preview(List<Effect> effects, List<Obstacle> obstacles) {}

  /** What an erasure would do now; nothing is changed by looking. */
  public Preview preview(long requestId, Staff staff) {
    return database.inTransaction(
        handle -> {
          var subject = subject(handle, requests.read(handle, requestId), staff).withLines(handle);
          requests.note(handle, "erasureLookedAt", subject.partyId(), null, staff);
          return new Preview(effects(handle, subject), Obstacle.of(handle, subject, clock.today()));
        });
  }

  private Subject subject(Handle handle, PrivacyRequests.Request request, Staff staff) {
    if (!request.kind().equals(PrivacyRequests.ERASURE)) {
      throw new RuleBroken("privacy.not-an-erasure");
    }
    return Subject.read(handle, request.partyId(), new Sight(clock.today(), staff.cleanTeam()));
  }

  private static List<Effect> effects(Handle handle, Subject subject) {
    return PersonalData.places().stream()
        .filter(place -> place.reach() != Reach.NOT)
        .map(
            place ->
                new Effect(
                    place.table(),
                    count(handle, place, subject),
                    Emptying.columns(place),
                    place.of(Place.Fate.KEPT)))
        .filter(effect -> effect.rows() > 0)
        .toList();
  }

  private static long count(Handle handle, Place place, Subject subject) {
    return subject
        .bindTo(
            handle.createQuery(
                "select count(*) from " + place.table() + " t where " + place.reach().condition()))
        .mapTo(Long.class)
        .one();
  }

  /**
   * Decides that the customer is erased; another person confirms it.
   *
   * @param version as it was read
   * @throws RuleBroken if something stands in the way
   */
  public void prepare(long requestId, int version, Staff by) {
    database.inTransaction(
        handle -> {
          var subject = subject(handle, requests.read(handle, requestId), by);
          Obstacle.refuse(handle, subject, clock.today());
          var prepared =
              subject
                  .bindTo(
                      handle.createUpdate(
                          """
                          update privacy_request
                             set state = 'PREPARED', prepared_by = :by, prepared_at = :at, identities = :identities,
                                 parties = :parties, version = version + 1
                           where id = :id and version = :version and state = 'OPEN'"""))
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("id", requestId)
                  .bind("version", version)
                  .execute();
          if (prepared == 0) {
            throw new RuleBroken("privacy.changed-meanwhile");
          }
          SecondPerson.ask(
              handle,
              PrivacyRequests.CONFIRM,
              PrivacyRequests.WORK,
              requestId,
              subject.number(),
              Action.PRIVACY_CONFIRM,
              by,
              clock.now());
          requests.note(handle, "erasurePrepared", subject.partyId(), null, by);
          return null;
        });
  }

  /**
   * Erases, for good: by somebody else than who prepared it, all or nothing.
   *
   * @param version as it was read
   * @throws RuleBroken if it is the same person, if something stands in the way, or if the customer
   *     was merged or split since
   */
  public void confirm(long requestId, int version, Staff by) {
    database.inTransaction(
        handle -> {
          hold(handle, requestId);
          var request = requests.read(handle, requestId);
          var subject = subject(handle, request, by).withLines(handle);
          if (!request.state().equals("PREPARED")) {
            throw new RuleBroken("privacy.changed-meanwhile");
          }
          if (request.preparedId() == by.id()) {
            throw new RuleBroken("privacy.second-person");
          }
          Obstacle.refuse(handle, subject, clock.today());
          refuseChanged(handle, requestId, subject);
          requests.end(handle, requestId, version, "ERASED", null, by);
          erase(handle, requestId, subject);
          requests.note(handle, "customerErased", subject.partyId(), null, by);
          return null;
        });
  }

  /**
   * Holds the customer: whoever registers a complaint of him, writes to him, promises him something
   * or places a hold refers to one of these rows, and so comes before or after an erasure, never
   * between what it looks at and what it empties.
   */
  private static void hold(Handle handle, long requestId) {
    for (var rows :
        List.of(
            "complaint_complaint k where k.identity_id = any(r.identities)",
            "customer_party k where k.id = any(r.parties)",
            "customer_identity k where k.id = any(r.identities)")) {
      handle
          .createQuery(
              "select k.id from (select * from privacy_request where id = :id) r, lateral (select k.id from "
                  + rows
                  + " order by k.id for update) k")
          .bind("id", requestId)
          .mapTo(Long.class)
          .list();
    }
  }

  private static void refuseChanged(Handle handle, long requestId, Subject subject) {
    var prepared =
        Set.copyOf(
            handle
                .createQuery("select unnest(identities) from privacy_request where id = :id")
                .bind("id", requestId)
                .mapTo(Long.class)
                .list());
    if (!prepared.equals(Set.copyOf(subject.identities()))) {
      throw new RuleBroken("privacy.customer-changed");
    }
  }

  private void erase(Handle handle, long requestId, Subject subject) {
    handle
        .createQuery("select cast(privacy_empty_sealed(:id) as text)")
        .bind("id", requestId)
        .mapTo(String.class)
        .list();
    for (var place : PersonalData.places()) {
      Emptying.empty(handle, place, subject);
    }
    subject.noteErased(handle, clock.now());
  }
}
