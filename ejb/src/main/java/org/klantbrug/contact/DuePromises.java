package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.Database;

/** Open promises of either company that must be kept soon, over all customers. */
@ApplicationScoped
public class DuePromises {
  private Database database;
  private CustomerNames names;

  /** For the container. */
  protected DuePromises() {}

  /** Reads from this database. */
  @Inject
  public DuePromises(Database database, CustomerNames names) {
    this.database = database;
    this.names = names;
  }

  /**
   * A promise without its text: that is behind the veil of its customer.
   *
   * @param customer name, or the number where there is no name
   * @param company that promised it
   */
  public record Due(long partyId, String customer, LocalDate dueOn, String company) {}

  private record Found(long partyId, LocalDate dueOn, String company) {}

  /**
   * The open promises due on these days, the first day first.
   *
   * @param from the first day
   * @param to the last day
   * @param limit at most so many
   * @return without customers behind the wall
   */
  public List<Due> between(LocalDate from, LocalDate to, int limit, Sight sight) {
    return database.with(
        handle -> {
          var found =
              sight
                  .bindTo(
                      handle.createQuery(
                          """
                          select l.party_id, f.due_on, c.name as company
                            from contact_promise f
                            join customer_identity i on i.id = f.identity_id
                            join customer_company c on c.id = i.company_id
                            join customer_party_link l on l.identity_id = i.id
                           where f.due_on between :from and :to and f.taken_at is null
                             and coalesce(f.state, 'OPEN') = 'OPEN' and %s and %s and %s
                           order by f.due_on, f.id limit :limit
                          """
                              .formatted(Sight.FACT_COUNTS, Sight.LINK_COUNTS, Sight.COMPANY_SEEN)))
                  .bind("from", from)
                  .bind("to", to)
                  .bind("limit", limit)
                  .map(
                      (row, context) ->
                          new Found(
                              row.getLong("party_id"),
                              row.getObject("due_on", LocalDate.class),
                              row.getString("company")))
                  .list();
          var customers = names.of(handle, found.stream().map(Found::partyId).toList(), sight);
          return found.stream()
              .map(
                  each ->
                      new Due(
                          each.partyId(),
                          customers.get(each.partyId()),
                          each.dueOn(),
                          each.company()))
              .toList();
        });
  }
}
