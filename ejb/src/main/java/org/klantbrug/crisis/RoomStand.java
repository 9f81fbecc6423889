package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** How far each part of a crisis is, beside the way to it in its room. */
@ApplicationScoped
public class RoomStand {
  private static final String STAND =
      """
      select s.steps, s.steps_open, s.steps_late,
             (select count(*) from crisis_report r where r.crisis_id = k.id) as reports,
             e.written_at is not null as evaluated,
             (select count(*) from crisis_action a where a.crisis_id = k.id and a.state = 'OPEN') as actions_open,
             (select count(*) from crisis_affected f where f.crisis_id = k.id and f.removed_at is null) as affected
        from crisis_crisis k
        left join crisis_evaluation e on e.crisis_id = k.id
        cross join lateral (
          select count(*) as steps, count(*) filter (where s.state = 'OPEN') as steps_open,
                 count(*) filter (where s.state = 'OPEN' and s.due_at < :now) as steps_late
            from crisis_step s where s.crisis_id = k.id) s
       where k.id = :crisis""";

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  protected RoomStand() {}

  /** Works with these. */
  @Inject
  public RoomStand(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * How far it is.
   *
   * @param reportLate the next situation report should have been there
   * @param onDuty posts that somebody is on
   */
  public record Stand(Counted counted, boolean reportLate, int onDuty) {}

  /**
   * What is counted of it.
   *
   * @param steps of its playbook
   * @param stepsLate of those that are open
   * @param reports situation reports
   * @param evaluated somebody wrote what went well and what did not
   * @param actionsOpen that came of it and still wait
   * @param affected customers whom it touches
   */
  public record Counted(
      long steps,
      long stepsOpen,
      long stepsLate,
      long reports,
      boolean evaluated,
      long actionsOpen,
      long affected) {}

  /** How far a crisis is now. */
  public Stand of(Crisis crisis) {
    return database.with(
        handle ->
            new Stand(
                counted(handle, crisis.id()),
                ReportRows.dueAt(handle, crisis).filter(this::isPast).isPresent(),
                HandoverRows.onDuty(handle, crisis.id()).size()));
  }

  private boolean isPast(Instant moment) {
    return moment.isBefore(clock.now());
  }

  private Counted counted(Handle handle, long crisis) {
    return handle
        .createQuery(STAND)
        .bind("crisis", crisis)
        .bind("now", clock.now())
        .map(ConstructorMapper.of(Counted.class))
        .one();
  }
}
