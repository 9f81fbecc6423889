package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerNames;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/** Open promises of either company that must be kept soon, over all customers. */
@ApplicationScoped
public class DuePromises {
  private static final int DAYS_AHEAD = 6;
  private static final int DAYS_LATE = 30;
  private static final int LATE_LISTED = 5;

  private Database database;
  private CustomerNames names;
  private Audit audit;

  /** For the container. */
  protected DuePromises() {}

  /** Reads from this database. */
  @Inject
  public DuePromises(Database database, CustomerNames names, Audit audit) {
    this.database = database;
    this.names = names;
    this.audit = audit;
  }

  /**
   * A promise without its text: that is behind the veil of its customer.
   *
   * @param customer name, or the number where there is no name
   * @param company that promised it
   */
  public record Due(long partyId, String customer, LocalDate dueOn, String company) {}

  /**
   * What must be kept soon.
   *
   * @param due the first of them, today's first
   * @param more how many there are besides
   * @param late those that should have been kept in the thirty days before, the newest first; older
   *     ones are no work of today
   * @param moreLate how many late ones there are besides
   */
  public record Soon(List<Due> due, long more, List<Due> late, long moreLate) {
    /** Copies the lists. */
    public Soon {
      due = List.copyOf(due);
      late = List.copyOf(late);
    }

    /** How many promises are listed. */
    int listed() {
      return due.size() + late.size();
    }

    /** Whether nothing is due or late. */
    public boolean isEmpty() {
      return due.isEmpty() && late.isEmpty();
    }
  }

  private record Found(long partyId, LocalDate dueOn, String company, long total) {}

  /** In which order the promises of some days are listed. */
  private enum First {
    OLDEST(" order by f.due_on, f.id limit :limit"),
    NEWEST(" order by f.due_on desc, f.id limit :limit");

    private final String order;

    First(String order) {
      this.order = order;
    }
  }

  /**
   * As {@link #soon}, for a person: who may not see promises over all customers gets none, and that
   * a list was shown is written down, as it names customers.
   */
  public Soon shown(int limit, Sight sight, Staff by) {
    if (!by.may(Action.CUSTOMER_PROMISES)) {
      return new Soon(List.of(), 0, List.of(), 0);
    }
    return database.inTransaction(
        handle -> {
          var shown = soon(limit, sight);
          if (!shown.isEmpty()) {
            var count = Integer.toString(shown.listed());
            audit.record(handle, by.id(), by.login(), "promisesListed", "staff", by.id(), count);
          }
          return shown;
        });
  }

  /**
   * The open promises due today and in the six days after it, and those that are late.
   *
   * @param limit at most so many, and at most {@value #LATE_LISTED} late ones besides
   * @return without customers behind the wall
   */
  Soon soon(int limit, Sight sight) {
    var today = sight.today();
    return database.with(
        handle -> {
          var due = between(handle, today, today.plusDays(DAYS_AHEAD), First.OLDEST, limit, sight);
          var late =
              between(
                  handle,
                  today.minusDays(DAYS_LATE),
                  today.minusDays(1),
                  First.NEWEST,
                  LATE_LISTED,
                  sight);
          return new Soon(
              named(handle, due, sight), besides(due), named(handle, late, sight), besides(late));
        });
  }

  private static long besides(List<Found> found) {
    return found.isEmpty() ? 0 : found.get(0).total() - found.size();
  }

  private static List<Found> between(
      Handle handle, LocalDate from, LocalDate to, First first, int limit, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select l.party_id, f.due_on, c.name as company, count(*) over () as total
                  from contact_promise f
                  join customer_identity i on i.id = f.identity_id
                  join customer_company c on c.id = i.company_id
                  cross join lateral %s l
                 where f.due_on between :from and :to and f.taken_at is null
                   and coalesce(f.state, 'OPEN') = 'OPEN' and %s and %s %s
                """
                    .formatted(
                        Sight.deskParty("i.id"),
                        Sight.FACT_COUNTS,
                        Sight.COMPANY_SEEN,
                        first.order)))
        .bind("from", from)
        .bind("to", to)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Found(
                    row.getLong("party_id"),
                    row.getObject("due_on", LocalDate.class),
                    row.getString("company"),
                    row.getLong("total")))
        .list();
  }

  private List<Due> named(Handle handle, List<Found> found, Sight sight) {
    var customers = names.of(handle, found.stream().map(Found::partyId).toList(), sight);
    return found.stream()
        .map(
            each ->
                new Due(
                    each.partyId(), customers.get(each.partyId()), each.dueOn(), each.company()))
        .toList();
  }
}
