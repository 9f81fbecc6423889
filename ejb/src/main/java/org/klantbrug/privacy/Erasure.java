package org.klantbrug.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
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
  private static final String OBSTACLES =
      """
      select 'COMPLAINT' as kind, k.number as name from complaint_complaint k
       where k.identity_id = any(:identities) and k.stage not in ('CLOSED', 'WITHDRAWN')
      union all
      select 'HELD_COMPLAINT', f.source_key from transfer_held_complaint f
       where f.identity_id = any(:identities) and f.taken_at is null and %1$s
      union all
      select 'ARRANGEMENT', f.source_key from contract_arrangement f
       where f.identity_id = any(:identities) and coalesce(f.paid_terms, 0) < f.terms and coalesce(f.state, 'RUNNING') = 'RUNNING' and %1$s
      union all
      select 'HOLD', to_char(h.placed_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') from privacy_hold h
       where h.party_id = any(:parties) and h.lifted_at is null
      union all
      select 'MESSAGE', coalesce(m.subject_name, cast(m.id as text)) from outbound_message m
       where m.identity_id = any(:identities) and m.state in ('WAITING', 'SENDING', 'UNKNOWN')
      union all
      select 'REHEARSAL', cast(r.run_id as text) from transfer_rehearsal r where r.dropped_at is null
       order by 1, 2"""
          .formatted(Sight.FACT_COUNTS);

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
   * What stands in the way of an erasure.
   *
   * @param kind COMPLAINT, HELD_COMPLAINT (came over and waits), ARRANGEMENT, HOLD, MESSAGE (a mail
   *     on its way) or REHEARSAL
   * @param name its number or day
   */
  public record Obstacle(String kind, String name) {}

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
          var subject = subject(handle, requests.read(handle, requestId), staff);
          requests.note(handle, "erasureLookedAt", subject.partyId(), null, staff);
          return new Preview(effects(handle, subject), obstacles(handle, subject));
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

  private static List<Obstacle> obstacles(Handle handle, Subject subject) {
    return subject
        .bindTo(handle.createQuery(OBSTACLES))
        .map(ConstructorMapper.of(Obstacle.class))
        .list();
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
          refuse(obstacles(handle, subject));
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
          requests.note(handle, "erasurePrepared", subject.partyId(), null, by);
          return null;
        });
  }

  private static void refuse(List<Obstacle> obstacles) {
    if (!obstacles.isEmpty()) {
      var first = obstacles.get(0);
      throw new RuleBroken("privacy.obstacle." + first.kind(), first.name());
    }
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
          var request = requests.read(handle, requestId);
          var subject = subject(handle, request, by);
          if (!request.state().equals("PREPARED")) {
            throw new RuleBroken("privacy.changed-meanwhile");
          }
          if (request.preparedId() == by.id()) {
            throw new RuleBroken("privacy.second-person");
          }
          refuse(obstacles(handle, subject));
          refuseChanged(handle, requestId, subject);
          requests.end(handle, requestId, version, "ERASED", null, by);
          erase(handle, requestId, subject);
          requests.note(handle, "customerErased", subject.partyId(), null, by);
          return null;
        });
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
    subject
        .bindTo(
            handle.createUpdate(
                "insert into customer_erased (identity_id, erased_at) select unnest(cast(:identities as bigint[])), :at on conflict do nothing"))
        .bind("at", clock.now())
        .execute();
  }
}
