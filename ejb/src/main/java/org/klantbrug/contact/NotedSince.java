package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  private static final Map<String, List<String>> TABLES =
      Map.of(
          "CONTACT", List.of("contact_contact f", "contact_note n where n.contact_id"),
          "PROMISE", List.of("contact_promise f", "contact_promise_work n where n.promise_id"));

  private static final int MOST = 50;

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

  /** What was noted since a moment, the newest first; at most {@value #MOST}. */
  public List<Noted> of(long partyId, Instant since, Sight sight) {
    return database.with(
        handle ->
            sight
                .bindTo(
                    handle.createQuery(
                        """
                        select x.kind, x.id, x.identity_id, x.at, s.full_name as by_name, x.text
                          from (
                            select 'CONTACT' as kind, n.contact_id as id, n.identity_id, n.noted_at as at, n.staff_id,
                                   null as text
                              from contact_note n where n.identity_id in %1$s and n.noted_at >= :since
                            union all
                            select 'PROMISE', w.promise_id, w.identity_id, e.at, e.staff_id, f.text
                              from contact_promise_work w
                              join contact_promise f on f.id = w.promise_id and f.identity_id = w.identity_id
                              join contact_promise_event e on e.promise_id = w.promise_id and e.kind in ('MADE', 'TAKEN')
                             where w.identity_id in %1$s and e.at >= :since) x
                          join identity_staff s on s.id = x.staff_id
                         order by x.at desc, x.kind, x.id limit :most
                        """
                            .formatted(Sight.IDENTITIES_OF_PARTY)))
                .bind("party", partyId)
                .bind("since", since)
                .bind("most", MOST)
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
    var tables = TABLES.get(kind);
    if (tables == null) {
      throw new RuleBroken("contact.noted-not-there");
    }
    var opened = desk.look(partyId, by);
    if (opened.veiled()) {
      throw new RuleBroken("customer.veiled");
    }
    Carrying.identity(opened.customer(), toIdentity);
    database.inTransaction(
        handle -> {
          hang(handle, tables, partyId, id, toIdentity, desk.sightOf(by));
          if (kind.equals("CONTACT")) {
            handle
                .createUpdate(
                    "update contact_exception set identity_id = :to where contact_id = :id")
                .bind("to", toIdentity)
                .bind("id", id)
                .execute();
          }
          audit.record(handle, by.id(), by.login(), "notedMoved", "customer", partyId, kind);
          return null;
        });
  }

  private static void hang(
      Handle handle, List<String> tables, long partyId, long id, long toIdentity, Sight sight) {
    var moved =
        sight
            .bindTo(
                handle.createUpdate(
                    """
                    update %s set identity_id = :to
                     where f.id = :id and f.cutover_id is null
                       and f.identity_id = (select n.identity_id from %s = :id) and f.identity_id in %s
                    """
                        .formatted(tables.get(0), tables.get(1), Sight.IDENTITIES_OF_PARTY)))
            .bind("to", toIdentity)
            .bind("id", id)
            .bind("party", partyId)
            .execute();
    if (moved == 0) {
      throw new RuleBroken("contact.noted-not-there");
    }
    handle
        .createUpdate(
            "update %s = :id"
                .formatted(tables.get(1).replace(" where", " set identity_id = :to where")))
        .bind("to", toIdentity)
        .bind("id", id)
        .execute();
  }
}
