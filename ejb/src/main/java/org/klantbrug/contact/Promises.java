package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.Database;

/** Promises and documents of a customer, of both companies. */
@ApplicationScoped
public class Promises {
  private Database database;

  /** For the container. */
  public Promises() {}

  /** Works on this database. */
  @Inject
  public Promises(Database database) {
    this.database = database;
  }

  /** Promises to a customer: those that are due first on top, those without a date last. */
  public List<Promise> of(long partyId, Sight sight) {
    return database.with(handle -> of(handle, partyId, sight));
  }

  /** As {@link #of(long, Sight)}, where the handle looks. */
  public List<Promise> of(Handle handle, long partyId, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select f.id, f.identity_id, f.text, f.made_at, f.due_on, f.made_by, f.state,
                       f.cutover_id is not null and f.taken_at is null and coalesce(f.state, 'OPEN') = 'OPEN' as held,
                       k.name as company, d.file_name, f.line_no, f.source_key
                  from contact_promise f
                  join customer_identity o on o.id = f.identity_id
                  join customer_company k on k.id = o.company_id
                  left join customer_delivery d on d.id = f.delivery_id
                 where f.identity_id in %s and %s
                 order by held desc, f.due_on nulls last, f.id
                """
                    .formatted(Sight.DESK_IDENTITIES_OF_PARTY, Sight.FACT_COUNTS)))
        .bind("party", partyId)
        .map(ConstructorMapper.of(Promise.class))
        .list();
  }

  /** Documents of a customer, newest first. */
  public List<Document> documentsOf(long partyId, Sight sight) {
    return database.with(handle -> documentsOf(handle, partyId, sight));
  }

  /** As {@link #documentsOf(long, Sight)}, where the handle looks. */
  public List<Document> documentsOf(Handle handle, long partyId, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select f.id, f.identity_id, f.name, f.media_type, f.size_bytes, f.sha256 as sha256, f.created_at, f.location,
                       k.name as company, d.file_name, f.line_no, f.source_key
                  from contact_document f
                  join customer_identity o on o.id = f.identity_id
                  join customer_company k on k.id = o.company_id
                  left join customer_delivery d on d.id = f.delivery_id
                 where f.identity_id in %s and %s
                 order by f.created_at desc nulls last, f.id
                """
                    .formatted(Sight.IDENTITIES_OF_PARTY, Sight.FACT_COUNTS)))
        .bind("party", partyId)
        .map(ConstructorMapper.of(Document.class))
        .list();
  }
}
