package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Tasks change hands or urgency: one, those that were ticked, or all that a list showed, each as
 * the person saw it. What may not is left as it is and said why; the rest is done at once, and can
 * be taken back for a moment.
 */
@ApplicationScoped
public class WorkMoves {
  /** So many at once at most. */
  public static final int MOST = 1_000;

  private final Database database;
  private final BusinessClock clock;
  private final Audit audit;

  /** For the container's proxy. */
  protected WorkMoves() {
    this(null, null, null);
  }

  /** Works with these. */
  @Inject
  public WorkMoves(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** A task that was left as it was, and why. */
  public record Left(String kind, String subjectName, RuleBroken why) {}

  /**
   * What was done.
   *
   * @param id by which it can be taken back; null if nothing was
   * @param count of the tasks that it was done with
   */
  public record Outcome(Long id, int count, List<Left> left) {}

  /**
   * Does it with one task.
   *
   * @return by which it can be taken back
   * @throws RuleBroken if it may not be done
   */
  public long moveOne(long id, Integer version, Move move, Staff by) {
    var seen = new TreeMap<Long, Integer>();
    seen.put(id, version);
    var outcome = move(seen, move, by);
    if (!outcome.left().isEmpty()) {
      throw outcome.left().get(0).why();
    }
    if (outcome.id() == null) {
      throw new RuleBroken("work.unknown", id);
    }
    return outcome.id();
  }

  /**
   * Does it with these tasks, as far as it may be done.
   *
   * @param seen their versions by their keys, as the person saw them; null for one not looked at
   */
  public Outcome move(Map<Long, Integer> seen, Move move, Staff by) {
    if (seen.isEmpty()) {
      throw new RuleBroken("work.none-chosen");
    }
    if (seen.size() > MOST) {
      throw new RuleBroken("work.too-many", MOST);
    }
    return database.inTransaction(handle -> move(handle, seen, move, by));
  }

  private Outcome move(Handle handle, Map<Long, Integer> seen, Move move, Staff by) {
    move.needReason(seen.size());
    var receiver = receiver(handle, move);
    var moved = new ArrayList<HeldItem>();
    var left = new ArrayList<Left>();
    for (var item : HeldItem.hold(handle, seen.keySet())) {
      try {
        item.check(move, seen.get(item.id()), receiver, by);
        moved.add(item);
      } catch (RuleBroken why) {
        left.add(new Left(item.kind(), item.subjectName(), why));
      }
    }
    if (moved.isEmpty()) {
      return new Outcome(null, 0, left);
    }
    return new Outcome(write(handle, moved, move, said(move, receiver), by), moved.size(), left);
  }

  private static HeldItem.Receiver receiver(Handle handle, Move move) {
    if (move.deed() != Move.Deed.GIVE) {
      return null;
    }
    var person = move.toStaff() != null;
    var name =
        handle
            .createQuery(
                person
                    ? "select full_name from identity_staff where id = :id and active"
                    : "select name from identity_team where id = :id")
            .bind("id", person ? move.toStaff() : move.toTeam())
            .mapTo(String.class)
            .findOne()
            .orElseThrow(() -> new RuleBroken("work.nobody-there"));
    var roles =
        handle
            .createQuery(
                "select r.role_code from identity_staff_role r join identity_staff s on s.id = r.staff_id where s.active and "
                    + (person ? "s.id = :id" : "s.team_id = :id"))
            .bind("id", person ? move.toStaff() : move.toTeam())
            .mapTo(String.class)
            .list();
    return new HeldItem.Receiver(name, move.toStaff(), new HashSet<>(roles));
  }

  /** What is done and to whom or how urgent, for the log. */
  private static String said(Move move, HeldItem.Receiver receiver) {
    return switch (move.deed()) {
      case GIVE -> move.deed() + " " + receiver.name();
      case PRIORITY -> move.deed() + " " + move.priority();
      default -> move.deed().name();
    };
  }

  private long write(Handle handle, List<HeldItem> items, Move move, String said, Staff by) {
    var ids = items.stream().map(HeldItem::id).toList();
    var id = note(handle, move, by);
    handle
        .createUpdate(
            """
            insert into work_move_item (move_id, item_id, claimed_by, team_id, priority, version_after)
            select :move, id, claimed_by, team_id, priority, version + 1 from work_item where id = any(:ids)""")
        .bind("move", id)
        .bindArray("ids", Long.class, ids)
        .execute();
    handle
        .createUpdate(
            """
            update work_item set version = version + 1,
                   claimed_by = case :deed when 'CLAIM' then :me when 'RELEASE' then null
                                           when 'GIVE' then cast(:toStaff as bigint) else claimed_by end,
                   team_id = case :deed when 'GIVE' then cast(:toTeam as bigint) else team_id end,
                   priority = coalesce(cast(:priority as smallint), priority)
             where id = any(:ids)""")
        .bind("deed", move.deed())
        .bind("me", by.id())
        .bind("toStaff", move.toStaff())
        .bind("toTeam", move.toTeam())
        .bind("priority", move.priority() == null ? null : move.priority().code())
        .bindArray("ids", Long.class, ids)
        .execute();
    items.forEach(item -> item.record(handle, audit, said, by));
    return id;
  }

  private long note(Handle handle, Move move, Staff by) {
    return handle
        .createQuery(
            """
            insert into work_move (at, staff_id, deed, to_staff_id, to_team_id, priority, reason)
            values (:at, :by, :deed, :toStaff, :toTeam, :priority, :reason) returning id""")
        .bind("at", clock.now())
        .bind("by", by.id())
        .bind("deed", move.deed())
        .bind("toStaff", move.toStaff())
        .bind("toTeam", move.toTeam())
        .bind("priority", move.priority() == null ? null : move.priority().code())
        .bind("reason", move.reason())
        .mapTo(Long.class)
        .one();
  }
}
