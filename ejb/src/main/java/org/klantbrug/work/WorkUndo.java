package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What was just done with tasks can be taken back by who did it, for a moment. */
@ApplicationScoped
public class WorkUndo {
  /** So long it can be taken back. */
  public static final Duration TIME = Duration.ofSeconds(10);

  /** A click that was made in time may be a little on its way. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Database database;
  private final BusinessClock clock;
  private final Audit audit;

  /** For the container's proxy. */
  protected WorkUndo() {
    this(null, null, null);
  }

  /** Works with these. */
  @Inject
  public WorkUndo(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * What was done last, as the person is told of it.
   *
   * @param to name of the person or team that got them; null if nobody did
   * @param until when it can be taken back
   */
  public record Told(
      long id, Move.Deed deed, long count, String to, Priority priority, Instant until) {}

  /** What this person did; empty if it can no longer be taken back, or somebody else did it. */
  public Optional<Told> find(long id, Staff by) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select m.id, m.deed, (select count(*) from work_move_item i where i.move_id = m.id) as count,
                           coalesce(s.full_name, t.name) as to,
                           case m.priority when 1 then 'HIGH' when 2 then 'NORMAL' when 3 then 'LOW' end as priority,
                           m.at as until
                      from work_move m left join identity_staff s on s.id = m.to_staff_id
                      left join identity_team t on t.id = m.to_team_id
                     where m.id = :id and m.staff_id = :by and m.undone_at is null and m.at > :since""")
                .bind("id", id)
                .bind("by", by.id())
                .bind("since", clock.now().minus(TIME))
                .map(ConstructorMapper.of(Told.class))
                .findOne()
                .map(
                    told ->
                        new Told(
                            told.id(),
                            told.deed(),
                            told.count(),
                            told.to(),
                            told.priority(),
                            told.until().plus(TIME))));
  }

  /**
   * Takes back what this person just did: each task is again as it was, but for those that somebody
   * changed since.
   *
   * @throws RuleBroken if it is too late, or was taken back before
   */
  public WorkMoves.Outcome undo(long id, Staff by) {
    return database.inTransaction(
        handle -> {
          end(handle, id, by);
          var items =
              HeldItem.hold(
                  handle,
                  handle
                      .createQuery("select item_id from work_move_item where move_id = :id")
                      .bind("id", id)
                      .mapTo(Long.class)
                      .list());
          var back = restore(handle, id);
          var left =
              items.stream()
                  .filter(item -> !back.contains(item.id()))
                  .map(
                      item ->
                          new WorkMoves.Left(item.kind(), item.subjectName(), sinceChanged(item)))
                  .toList();
          items.stream()
              .filter(item -> back.contains(item.id()))
              .forEach(item -> item.record(handle, audit, "UNDO", by));
          return new WorkMoves.Outcome(null, back.size(), left);
        });
  }

  private void end(Handle handle, long id, Staff by) {
    var ended =
        handle
            .createUpdate(
                """
                update work_move set undone_at = :now
                 where id = :id and staff_id = :by and undone_at is null and at > :since""")
            .bind("now", clock.now())
            .bind("id", id)
            .bind("by", by.id())
            .bind("since", clock.now().minus(TIME).minus(GRACE))
            .execute();
    if (ended == 0) {
      throw new RuleBroken("work.undo-too-late", TIME.toSeconds());
    }
  }

  private static List<Long> restore(Handle handle, long id) {
    return handle
        .createQuery(
            """
            update work_item w set claimed_by = m.claimed_by, team_id = m.team_id, priority = m.priority, version = w.version + 1
              from work_move_item m
             where m.move_id = :id and w.id = m.item_id and w.version = m.version_after and w.state = 'OPEN'
            returning w.id""")
        .bind("id", id)
        .mapTo(Long.class)
        .list();
  }

  private static RuleBroken sinceChanged(HeldItem item) {
    if (!item.isOpen()) {
      return item.over();
    }
    return item.holder() == null
        ? new RuleBroken("work.left.changed")
        : new RuleBroken("work.left.changed-by", item.holder());
  }
}
