package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * The day from which staff of both companies see each other's customers. Once a merger has started
 * it takes two to move it: one asks, another decides.
 */
@ApplicationScoped
public class VisibleFrom {
  /** Kind of the work item by which the other decides. */
  private static final String DECISION = "approveVisibleFrom";

  private Database database;
  private WorkItems workItems;
  private Audit audit;
  private BusinessClock clock;

  /** For the container. */
  protected VisibleFrom() {}

  /** Works on this database. */
  @Inject
  public VisibleFrom(Database database, WorkItems workItems, Audit audit, BusinessClock clock) {
    this.database = database;
    this.workItems = workItems;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A wish to move the day.
   *
   * @param askedBy full name
   * @param state OPEN, APPROVED or DECLINED
   * @param decidedBy full name; null while it is open
   */
  public record Wish(
      LocalDate before,
      LocalDate after,
      String reason,
      String askedBy,
      Instant askedAt,
      String state,
      String decidedBy,
      Instant decidedAt) {}

  /** What was asked for a merger, the newest first. */
  public List<Wish> ofMerger(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select r.old_day as before, r.new_day as after, r.reason, a.full_name as asked_by, r.asked_at,
                           r.state, d.full_name as decided_by, r.decided_at
                      from merger_wall_request r join identity_staff a on a.id = r.asked_by
                      left join identity_staff d on d.id = r.decided_by
                     where r.merger_id = :merger order by r.id desc
                    """)
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Wish.class))
                .list());
  }

  /**
   * Asks to move the day of a merger that has started. A lead of the migration who is not the one
   * asking finds it on the work list.
   *
   * @throws RuleBroken {@code merger.*}: there is no day or no reason, it is the day that stands,
   *     the merger has not started, or a wish is open already
   */
  @Transactional
  public void ask(long mergerId, LocalDate day, String reason, Staff by) {
    if (day == null) {
      throw new RuleBroken("merger.visible-from-missing");
    }
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("merger.visible-from-why");
    }
    database.inTransaction(
        handle -> {
          var merger = started(handle, mergerId);
          refuseUseless(handle, mergerId, merger, day);
          note(handle, mergerId, merger.visibleFrom(), day, reason.strip(), by);
          workItems.open(
              new WorkItem(
                  DECISION,
                  null,
                  null,
                  "merger",
                  mergerId,
                  "%s: %s \u2192 %s".formatted(merger.name(), merger.visibleFrom(), day),
                  "migrationLead",
                  by.id(),
                  List.of("approved", "declined"),
                  null,
                  clock.now()));
          return null;
        });
  }

  /** What must be known of the merger. */
  private record Wall(String name, String state, LocalDate visibleFrom) {}

  private static Wall started(Handle handle, long mergerId) {
    var merger =
        handle
            .createQuery(
                "select name, state, visible_from from merger_merger where id = :id for update")
            .bind("id", mergerId)
            .map(
                (row, context) ->
                    new Wall(
                        row.getString("name"),
                        row.getString("state"),
                        row.getObject("visible_from", LocalDate.class)))
            .findOne()
            .orElseThrow(() -> new RuleBroken("merger.unknown", mergerId));
    if (Merger.State.PREPARING.name().equals(merger.state())) {
      throw new RuleBroken("merger.visible-from-not-started", merger.name());
    }
    return merger;
  }

  private static void refuseUseless(Handle handle, long mergerId, Wall merger, LocalDate day) {
    if (merger.visibleFrom().equals(day)) {
      throw new RuleBroken("merger.visible-from-stands", day);
    }
    if (openWish(handle, mergerId).isPresent()) {
      throw new RuleBroken("merger.visible-from-asked", merger.name());
    }
  }

  private void note(
      Handle handle, long mergerId, LocalDate before, LocalDate after, String reason, Staff by) {
    handle
        .createUpdate(
            """
            insert into merger_wall_request (merger_id, old_day, new_day, reason, asked_by, asked_at)
            values (:merger, :before, :after, :reason, :staff, :at)
            """)
        .bind("merger", mergerId)
        .bind("before", before)
        .bind("after", after)
        .bind("reason", reason)
        .bind("staff", by.id())
        .bind("at", clock.now())
        .execute();
    record(handle, by, "visibleFromAsked", mergerId, before, after);
  }

  /** Does what the other decided, in the transaction of the answer. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (!answer.item().kind().equals(DECISION)) {
      return;
    }
    var mergerId = answer.item().subjectId();
    database.inTransaction(
        handle -> {
          var wish =
              openWish(handle, mergerId)
                  .orElseThrow(() -> new RuleBroken("work.not-open", answer.item().id()));
          decide(handle, mergerId, wish, answer);
          return null;
        });
  }

  private void decide(Handle handle, long mergerId, Open wish, WorkItemCompleting answer) {
    if (wish.askedBy() == answer.staff().id()) {
      throw new RuleBroken("work.not-by-the-same-person");
    }
    var approved = "approved".equals(answer.outcome());
    handle
        .createUpdate(
            "update merger_wall_request set state = :state, decided_by = :staff, decided_at = :at"
                + " where id = :id")
        .bind("state", approved ? "APPROVED" : "DECLINED")
        .bind("staff", answer.staff().id())
        .bind("at", clock.now())
        .bind("id", wish.id())
        .execute();
    if (approved) {
      handle
          .createUpdate(
              "update merger_merger set visible_from = :day, version = version + 1 where id = :id")
          .bind("day", wish.newDay())
          .bind("id", mergerId)
          .execute();
    }
    record(
        handle,
        answer.staff(),
        approved ? "visibleFromMoved" : "visibleFromKept",
        mergerId,
        wish.oldDay(),
        wish.newDay());
  }

  /** A wish that nobody decided on. */
  private record Open(long id, LocalDate oldDay, LocalDate newDay, long askedBy) {}

  private static Optional<Open> openWish(Handle handle, long mergerId) {
    return handle
        .createQuery(
            "select id, old_day, new_day, asked_by from merger_wall_request"
                + " where merger_id = :merger and state = 'OPEN' for update")
        .bind("merger", mergerId)
        .map(
            (row, context) ->
                new Open(
                    row.getLong("id"),
                    row.getObject("old_day", LocalDate.class),
                    row.getObject("new_day", LocalDate.class),
                    row.getLong("asked_by")))
        .findOne();
  }

  private void record(
      Handle handle, Staff by, String action, long mergerId, LocalDate before, LocalDate after) {
    audit.record(handle, by.id(), by.login(), action, "merger", mergerId, before + " -> " + after);
  }
}
