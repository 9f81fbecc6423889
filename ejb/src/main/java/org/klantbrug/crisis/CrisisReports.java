package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** How crises went, in figures: one, or all beside each other. */
@ApplicationScoped
public class CrisisReports {
  private static final int SHOWN = 100;

  private static final String FIGURES =
      """
      select k.id as crisis_id, k.number, k.name, k.exercise, k.level, k.state, t.noticed_at as first_at,
             coalesce(t.reported_at, k.proposed_at) as reported_at, case when k.level is not null then k.decided_at end as decided_at,
             cast(null as timestamptz) as first_message_at, k.stood_down_at, cast(null as bigint) as affected,
             cast(null as bigint) as complaints, cast(null as bigint) as answered, s.steps, s.steps_late, r.reports,
             r.reports_late, a.actions, a.actions_open
        from crisis_crisis k
        left join threat_report t on t.id = k.threat_id
        cross join lateral (
          select count(*) filter (where s.state <> 'NOT_APPLICABLE') as steps,
                 count(*) filter (where s.state = 'OPEN' and s.due_at < :now or s.state = 'DONE' and s.due_at < s.ended_at)
                   as steps_late
            from crisis_step s where s.crisis_id = k.id) s
        cross join lateral (
          select count(*) as reports, count(*) filter (where r.written_at > r.due_at) as reports_late
            from crisis_report r where r.crisis_id = k.id) r
        cross join lateral (
          select count(*) as actions, count(*) filter (where a.state = 'OPEN') as actions_open
            from crisis_action a where a.crisis_id = k.id) a
      """;

  private Database database;
  private BusinessClock clock;
  private Iterable<TouchedCustomers> touched;

  /** For the container. */
  protected CrisisReports() {}

  /** Works with these, and with who counts customers if somebody does. */
  @Inject
  public CrisisReports(Database database, BusinessClock clock, Instance<TouchedCustomers> touched) {
    this(database, clock, (Iterable<TouchedCustomers>) touched);
  }

  /** As the other, with whom no container knows. */
  public CrisisReports(Database database, BusinessClock clock, Iterable<TouchedCustomers> touched) {
    this.database = database;
    this.clock = clock;
    this.touched = touched;
  }

  /** What is counted of the customers of a crisis; empty if nobody counts them. */
  static Optional<TouchedCustomers.Counts> counts(
      Handle handle, Iterable<TouchedCustomers> touched, long crisis) {
    return StreamSupport.stream(touched.spliterator(), false)
        .findFirst()
        .map(each -> each.of(handle, crisis));
  }

  /** Those that were declared last, the newest first; at most 100. */
  public List<CrisisFigures> all() {
    return database.with(
        handle ->
            handle
                .createQuery(FIGURES + " where k.level is not null order by k.id desc limit :most")
                .bind("now", clock.now())
                .bind("most", SHOWN)
                .map(ConstructorMapper.of(CrisisFigures.class))
                .list()
                .stream()
                .map(each -> counted(handle, each))
                .toList());
  }

  private CrisisFigures counted(Handle handle, CrisisFigures of) {
    return counts(handle, touched, of.crisisId()).map(of::with).orElse(of);
  }

  /**
   * One.
   *
   * @throws RuleBroken {@code crisis.unknown}
   */
  public CrisisFigures of(long crisis) {
    return database.with(
        handle ->
            handle
                .createQuery(FIGURES + " where k.id = :id")
                .bind("now", clock.now())
                .bind("id", crisis)
                .map(ConstructorMapper.of(CrisisFigures.class))
                .findOne()
                .map(each -> counted(handle, each))
                .orElseThrow(() -> new RuleBroken("crisis.unknown", crisis)));
  }
}
