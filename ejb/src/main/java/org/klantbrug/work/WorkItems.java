package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The work list: what people are to do, whichever process asks for it. */
@ApplicationScoped
public class WorkItems {
  @PersistenceContext private EntityManager entities;
  @Inject private Database database;
  @Inject private Cases cases;
  @Inject private BusinessClock clock;
  @Inject private Audit audit;
  @Inject private Event<WorkItemCompleting> completing;

  /**
   * A line of the work list.
   *
   * @param mine whether the reader has it in hand
   * @param mayDo whether the reader may do it; false if they did the step before
   */
  public record Line(
      long id,
      String kind,
      String subjectKind,
      long subjectId,
      String subjectName,
      String role,
      String reason,
      List<String> outcomes,
      String state,
      Instant createdAt,
      Instant dueAt,
      String claimedBy,
      boolean mine,
      boolean mayDo,
      String outcome,
      String note,
      String completedBy,
      Instant completedAt) {}

  private static final String LINES =
      """
      select w.id, w.kind, w.subject_kind, w.subject_id, w.role_code as role, w.reason, w.outcomes, w.state, w.created_at,
             w.due_at, c.full_name claimed_by, coalesce(w.claimed_by = :me, false) mine,
             w.role_code = any(:roles) and coalesce(w.not_staff_id <> :me, true) may_do,
             w.outcome, w.note, d.full_name completed_by, w.completed_at, coalesce(w.subject_name, '') subject_name
        from work_item w
        left join identity_staff c on c.id = w.claimed_by
        left join identity_staff d on d.id = w.completed_by
      """;

  /** Open items this person may do or has in hand, due and oldest first. */
  public List<Line> mine(Staff staff) {
    return lines(
        staff,
        "where w.state = 'OPEN' and (w.role_code = any(:roles) and coalesce(w.not_staff_id <> :me, true) or w.claimed_by = :me)"
            + " order by w.due_at nulls last, w.id limit 500");
  }

  /**
   * Open items that a member of this person's team has in hand, or that one of them may take; empty
   * for somebody without a team.
   */
  public List<Line> ofTeam(Staff staff) {
    if (staff.teamId() == null) {
      return List.of();
    }
    return database.with(
        handle ->
            handle
                .createQuery(
                    LINES
                        + """
                         where w.state = 'OPEN' and exists (
                           select from identity_staff m where m.team_id = :team and m.active
                              and (w.claimed_by = m.id
                                or w.claimed_by is null and coalesce(w.not_staff_id <> m.id, true)
                                   and exists (select from identity_staff_role r
                                                where r.staff_id = m.id and r.role_code = w.role_code)))
                         order by w.due_at nulls last, w.id limit 500""")
                .bind("me", staff.id())
                .bindArray("roles", String.class, staff.roles())
                .bind("team", staff.teamId())
                .map(ConstructorMapper.of(Line.class))
                .list());
  }

  /** All open items. */
  public List<Line> open(Staff staff) {
    return lines(staff, "where w.state = 'OPEN' order by w.due_at nulls last, w.id limit 500");
  }

  /** What has been done lately. */
  public List<Line> done(Staff staff) {
    return lines(staff, "where w.state = 'DONE' order by w.completed_at desc limit 200");
  }

  /** All items about one subject, open ones first, then newest. */
  public List<Line> about(String subjectKind, long subjectId, Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    LINES
                        + "where w.subject_kind = :kind and w.subject_id = :subject order by w.state <> 'OPEN', w.id desc limit 200")
                .bind("me", staff.id())
                .bindArray("roles", String.class, staff.roles())
                .bind("kind", subjectKind)
                .bind("subject", subjectId)
                .map(ConstructorMapper.of(Line.class))
                .list());
  }

  /** One item. */
  public Line read(long id, Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(LINES + "where w.id = :id")
                .bind("me", staff.id())
                .bindArray("roles", String.class, staff.roles())
                .bind("id", id)
                .map(ConstructorMapper.of(Line.class))
                .findOne()
                .orElseThrow(() -> new RuleBroken("work.unknown", id)));
  }

  private List<Line> lines(Staff staff, String where) {
    return database.with(
        handle ->
            handle
                .createQuery(LINES + where)
                .bind("me", staff.id())
                .bindArray("roles", String.class, staff.roles())
                .map(ConstructorMapper.of(Line.class))
                .list());
  }

  /**
   * Puts an item on the list, in the transaction of its cause: a process reached a task for people,
   * or somebody asked for a decision that needs no process.
   */
  @Transactional
  public void open(WorkItem item) {
    entities.persist(item);
  }

  /** Whether an open item of this kind is about the subject. */
  public boolean asks(String subjectKind, long subjectId, String kind) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from work_item where subject_kind = :subject and subject_id = :id and kind = :kind
                                      and state = 'OPEN')""")
                .bind("subject", subjectKind)
                .bind("id", subjectId)
                .bind("kind", kind)
                .mapTo(Boolean.class)
                .one());
  }

  /** Called by the engine when a process leaves a task without an answer. */
  @Transactional
  public void withdraw(String engineTaskId) {
    entities
        .createQuery("select w from WorkItem w where w.engineTaskId = :task", WorkItem.class)
        .setParameter("task", engineTaskId)
        .getResultList()
        .forEach(item -> item.withdraw(clock.now()));
  }

  /** Takes an item in hand. */
  @Transactional
  public void claim(long id, Staff staff) {
    find(id).claim(staff);
  }

  /** Gives an item back to its role. */
  @Transactional
  public void release(long id, Staff staff) {
    find(id).release(staff);
  }

  /**
   * Answers an item; its process, if it has one, goes on in the same transaction, or nothing
   * happens at all.
   */
  @Transactional
  public void complete(long id, Staff staff, String outcome, String note) {
    var item = find(id);
    item.complete(staff, outcome, note, clock.now());
    entities.flush();
    completing.fire(new WorkItemCompleting(item, staff, outcome, item.note()));
    database.use(
        handle ->
            audit.record(
                handle,
                staff.id(),
                staff.login(),
                "workDone",
                item.subjectKind(),
                item.subjectId(),
                item.kind() + ": " + outcome));
    if (item.engineTaskId() != null) {
      cases.complete(item.engineTaskId(), outcome, staff.id());
    }
  }

  /**
   * What an open item asks for was done where its subject is shown; its process, if it has one,
   * goes on in the same transaction. Who may do that there is for the subject to say, whatever role
   * the item is for.
   *
   * @param kind of the item: the element of its task in the model
   * @throws RuleBroken if no such item is open, or a colleague has it in hand
   */
  @Transactional
  public void answered(
      String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
    var item =
        asked(subjectKind, subjectId, kind)
            .orElseThrow(() -> new RuleBroken("work.not-asked", kind));
    item.answered(staff, outcome, clock.now());
    entities.flush();
    if (item.engineTaskId() != null) {
      cases.complete(item.engineTaskId(), outcome, staff.id());
    }
  }

  /**
   * As {@link #answered}, of something that happened by itself after a person began it: whoever has
   * the item in hand, and nothing if no such item is open.
   */
  @Transactional
  public void happened(
      String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
    asked(subjectKind, subjectId, kind)
        .ifPresent(
            item -> {
              item.happened(staff, outcome, clock.now());
              entities.flush();
              cases.complete(item.engineTaskId(), outcome, staff.id());
            });
  }

  private Optional<WorkItem> asked(String subjectKind, long subjectId, String kind) {
    return entities
        .createQuery(
            "select w from WorkItem w where w.subjectKind = :subject and w.subjectId = :id"
                + " and w.kind = :kind and w.state = 'OPEN'",
            WorkItem.class)
        .setParameter("subject", subjectKind)
        .setParameter("id", subjectId)
        .setParameter("kind", kind)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultStream()
        .findFirst();
  }

  private WorkItem find(long id) {
    var item = entities.find(WorkItem.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (item == null) {
      throw new RuleBroken("work.unknown", id);
    }
    return item;
  }
}
