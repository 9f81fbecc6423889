package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What our desk noted of a customer since two were made one. Splitting them leaves it with the
 * identity on which it hangs; what was meant for the other is moved there before.
 */
@ApplicationScoped
public class NotedSince {
  private static final Set<String> KINDS = Set.of("CONTACT", "PROMISE");
  private static final String CONTACT =
      "update contact_contact f set identity_id = :to where f.id = :id and f.cutover_id is null";
  private static final String NOTE =
      "update contact_note f set identity_id = :to where f.contact_id = :id";
  private static final String EXCEPTION =
      "update contact_exception f set identity_id = :to where f.contact_id = :id";

  /** Before the promise itself, as in every change of one; who saw it before sees it again. */
  private static final String WORK =
      "update contact_promise_work f set identity_id = :to, version = version + 1 where f.promise_id = :id";

  private static final String PROMISE =
      "update contact_promise f set identity_id = :to where f.id = :id and f.cutover_id is null";

  /** So many are shown. */
  public static final int MOST = 50;

  private Database database;
  private Audit audit;
  private CustomerDesk desk;

  /** For the container. */
  protected NotedSince() {}

  /** Works with these. */
  @Inject
  public NotedSince(Database database, Audit audit, CustomerDesk desk) {
    this.database = database;
    this.audit = audit;
    this.desk = desk;
  }

  /**
   * A contact or a promise of ours.
   *
   * @param kind CONTACT or PROMISE
   * @param text what was promised; null for a contact
   * @param identityId on which it hangs
   */
  public record Noted(
      String kind, long id, long identityId, Instant at, String byName, String text) {}

  /**
   * What was noted since a moment, the newest first: notes, promises, and what we wrote ourselves;
   * at most one more than {@value #MOST}, to say that there are more.
   */
  public List<Noted> of(long partyId, Instant since, Sight sight) {
    return database.with(
        handle ->
            sight
                .bindTo(
                    handle.createQuery(
                        """
                        select x.kind, x.id, x.identity_id, x.at, coalesce(s.full_name, x.author) as by_name, x.text
                          from (
                            select 'CONTACT' as kind, f.id, f.identity_id, coalesce(n.noted_at, f.occurred_at) as at,
                                   n.staff_id, f.author, null as text
                              from contact_contact f left join contact_note n on n.contact_id = f.id
                             where f.identity_id in %1$s and f.cutover_id is null
                               and coalesce(n.noted_at, f.occurred_at) >= :since
                            union all
                            select 'PROMISE', w.promise_id, w.identity_id, e.at, e.staff_id, null, f.text
                              from contact_promise_work w
                              join contact_promise f on f.id = w.promise_id and f.identity_id = w.identity_id
                              join contact_promise_event e on e.promise_id = w.promise_id and e.kind in ('MADE', 'TAKEN')
                             where w.identity_id in %1$s and e.at >= :since) x
                          left join identity_staff s on s.id = x.staff_id
                         order by x.at desc, x.kind, x.id limit :most
                        """
                            .formatted(Sight.DESK_IDENTITIES_OF_PARTY)))
                .bind("party", partyId)
                .bind("since", since)
                .bind("most", MOST + 1)
                .map(ConstructorMapper.of(Noted.class))
                .list());
  }

  /**
   * Hangs a contact or promise of ours on another identity of the same customer.
   *
   * @param kind CONTACT or PROMISE
   * @throws RuleBroken if the customer is veiled, or one of the two identities is not his
   */
  public void move(long partyId, String kind, long id, long toIdentity, Staff by) {
    if (!KINDS.contains(kind)) {
      throw new RuleBroken("contact.noted-not-there");
    }
    var opened = desk.look(partyId, by);
    if (opened.veiled()) {
      throw new RuleBroken("customer.veiled");
    }
    Carrying.identity(opened.customer(), toIdentity);
    database.inTransaction(
        handle -> {
          var sight = desk.sightOf(by);
          if (kind.equals("CONTACT")) {
            one(hang(handle, CONTACT, partyId, id, toIdentity, sight));
            hang(handle, NOTE, partyId, id, toIdentity, sight);
            hang(handle, EXCEPTION, partyId, id, toIdentity, sight);
          } else {
            one(hang(handle, WORK, partyId, id, toIdentity, sight));
            one(hang(handle, PROMISE, partyId, id, toIdentity, sight));
          }
          audit.record(handle, by.id(), by.login(), "notedMoved", "customer", partyId, kind);
          return null;
        });
  }

  private static int hang(
      Handle handle, String update, long partyId, long id, long toIdentity, Sight sight) {
    return sight
        .bindTo(
            handle.createUpdate(
                "%s and f.identity_id in %s".formatted(update, Sight.DESK_IDENTITIES_OF_PARTY)))
        .bind("to", toIdentity)
        .bind("id", id)
        .bind("party", partyId)
        .execute();
  }

  private static void one(int moved) {
    if (moved != 1) {
      throw new RuleBroken("contact.noted-not-there");
    }
  }
}
