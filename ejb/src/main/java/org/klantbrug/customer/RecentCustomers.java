package org.klantbrug.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** The customers a colleague opened last, by the access log: to go back to one of them. */
@ApplicationScoped
public class RecentCustomers {
  /** Longer ago nobody remembers whom he had; it also bounds how much of the log is read. */
  private static final Duration LOOKED_BACK = Duration.ofDays(14);

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  protected RecentCustomers() {}

  /** Reads from this database. */
  @Inject
  public RecentCustomers(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A customer who was opened.
   *
   * @param name null if we have none
   * @param openedAt the last time
   */
  public record Recent(long partyId, String number, String name, Instant openedAt) {}

  /**
   * Whom this colleague opened in the last fourteen days, the last one first; each once.
   *
   * @param limit at most so many
   * @return without customers who went up in another, and those behind the wall
   */
  public List<Recent> of(Staff staff, int limit) {
    return database.with(
        handle ->
            new Sight(clock.today(), staff.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        """
                        select p.id as party_id, p.number, %s as name, e.opened_at
                          from (select cast(subject_id as bigint) as party_id, max(at) as opened_at
                                  from audit_event
                                 where staff_id = :staff and at >= :from
                                   and action = 'customerOpened' and subject_kind = 'customer'
                                 group by subject_id) e
                          join customer_party p on p.id = e.party_id
                        %s
                         order by e.opened_at desc, p.id limit :limit
                        """
                            .formatted(CustomerName.sql("n"), GoldenName.JOIN)))
                .bind("staff", staff.id())
                .bind("from", clock.now().minus(LOOKED_BACK))
                .bind("limit", limit)
                .map(ConstructorMapper.of(Recent.class))
                .list());
  }
}
