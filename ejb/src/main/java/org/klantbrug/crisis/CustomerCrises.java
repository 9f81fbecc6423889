package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** The crises that touch a customer now: what a colleague who speaks to him must know. */
@ApplicationScoped
public class CustomerCrises {
  private static final String TOUCHED =
      """
      select distinct c.id, c.number, c.name, c.exercise, a.released_at is null and c.state <> 'CANDIDATE' as held
        from crisis_crisis c join crisis_affected a on a.crisis_id = c.id and a.removed_at is null
       where c.state in ('DECLARED', 'STOOD_DOWN') and a.identity_id in (
         select his.identity_id from (%s) one cross join lateral (%s) his)
       order by c.id""";

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  protected CustomerCrises() {}

  /** Works with these. */
  @Inject
  public CustomerCrises(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A crisis that touches him.
   *
   * @param exercise it is only practised
   * @param held mail to many and offers wait for him
   */
  public record Touched(long id, String number, String name, boolean exercise, boolean held) {}

  /** Those of a customer. */
  public List<Touched> ofParty(long partyId) {
    return database.with(
        handle ->
            Sight.ofEverything(clock.today())
                .bindTo(handle.createQuery(touched(Sight.IDENTITIES_OF_PARTY)))
                .bind("party", partyId)
                .map(ConstructorMapper.of(Touched.class))
                .list());
  }

  /** Those of the customer whose complaint it is. */
  public List<Touched> ofComplaint(long complaint) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    touched(
                        "select k.identity_id from complaint_complaint k where k.id = :complaint"))
                .bind("complaint", complaint)
                .map(ConstructorMapper.of(Touched.class))
                .list());
  }

  private static String touched(String identities) {
    return TOUCHED.formatted(identities, AffectedRows.standingFor("one.identity_id"));
  }
}
