package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
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
   * @param version as it was read; each change of hands raises it
   * @param dueFor what the customer waits for by then, as its clock calls it; null without a clock
   * @param dueSince since when he waits
   * @param team name of the team it was given to; null for everybody with the role
   * @param givenBy who gave it to who has it now; null if nobody did
   * @param givenBecause why, in their words
   * @param mine whether the reader has it in hand
   * @param mayDo whether the reader may do it; false if they did the step before
   */
  public record Line(
      long id,
      int version,
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
      String dueFor,
      Instant dueSince,
      Priority priority,
      String team,
      String claimedBy,
      String givenBy,
      String givenBecause,
      boolean mine,
      boolean mayDo,
      String outcome,
      String note,
      String completedBy,
      Instant completedAt) {}

  private static final String LINES =
      """
      select w.id, w.version, w.kind, w.subject_kind, w.subject_id, w.role_code as role, w.reason, w.outcomes, w.state,
             w.created_at, w.due_at, k.stage as due_for, k.counted_from as due_since,
             case w.priority when 1 then 'HIGH' when 3 then 'LOW' else 'NORMAL' end as priority, t.name as team,
             c.full_name claimed_by, g.given_by, g.given_because, coalesce(w.claimed_by = :me, false) mine,
             w.role_code = any(:roles) and coalesce(w.not_staff_id <> :me, true) may_do,
             w.outcome, w.note, d.full_name completed_by, w.completed_at, coalesce(w.subject_name, '') subject_name
        from work_item w
        left join identity_staff c on c.id = w.claimed_by
        left join identity_staff d on d.id = w.completed_by
        left join identity_team t on t.id = w.team_id
        left join sla_clock k on k.id = w.due_clock_id
        left join lateral (
          select l.given_by, l.given_because
            from (select s.full_name as given_by, m.reason as given_because, m.staff_id, m.to_staff_id, m.to_team_id
                    from work_move_item i join work_move m on m.id = i.move_id join identity_staff s on s.id = m.staff_id
                   where i.item_id = w.id and m.deed <> 'PRIORITY' and m.undone_at is null
                   order by m.id desc limit 1) l
           where l.to_staff_id = w.claimed_by and l.staff_id <> w.claimed_by
              or w.claimed_by is null and l.to_team_id = w.team_id) g on true
      """;

  /** The lines of these items, in the order of the keys. */
  static List<Line> lines(Handle handle, List<Long> ids, Staff staff) {
    return query(handle, "where w.id = any(:ids) order by array_position(:ids, w.id)", staff)
        .bindArray("ids", Long.class, ids)
        .map(ConstructorMapper.of(Line.class))
        .list();
  }

  private static Query query(Handle handle, String where, Staff staff) {
    return handle
        .createQuery(LINES + where)
        .bind("me", staff.id())
        .bindArray("roles", String.class, staff.roles());
  }

  /** All items about one subject, open ones first, then newest. */
  public List<Line> about(String subjectKind, long subjectId, Staff staff) {
    return database.with(
        handle ->
            query(
                    handle,
                    "where w.subject_kind = :kind and w.subject_id = :subject order by w.state <> 'OPEN', w.id desc limit 200",
                    staff)
                .bind("kind", subjectKind)
                .bind("subject", subjectId)
                .map(ConstructorMapper.of(Line.class))
                .list());
  }

  /** One item. */
  public Line read(long id, Staff staff) {
    return database.with(
        handle ->
            query(handle, "where w.id = :id", staff)
                .bind("id", id)
                .map(ConstructorMapper.of(Line.class))
                .findOne()
                .orElseThrow(() -> new RuleBroken("work.unknown", id)));
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

  /** What no process asks for any more, as its subject went on without it. */
  @Transactional
  public void withdraw(String subjectKind, long subjectId) {
    entities
        .createQuery(
            "select w from WorkItem w where w.subjectKind = :subject and w.subjectId = :id"
                + " and w.engineTaskId is null and w.state = 'OPEN'",
            WorkItem.class)
        .setParameter("subject", subjectKind)
        .setParameter("id", subjectId)
        .getResultList()
        .forEach(item -> item.withdraw(clock.now()));
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
   * As {@link #answered}, of something that happened by itself after a person began it, or that its
   * subject lets only some people do: whoever has the item in hand, and nothing if no such item is
   * open.
   */
  @Transactional
  public void happened(
      String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
    asked(subjectKind, subjectId, kind)
        .ifPresent(
            item -> {
              item.happened(staff, outcome, clock.now());
              entities.flush();
              if (item.engineTaskId() != null) {
                cases.complete(item.engineTaskId(), outcome, staff.id());
              }
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

  /**
   * Says how urgent what is asked about a subject is; what is asked after it is as urgent.
   *
   * @param subjectKind as in {@link WorkItem}
   */
  @Transactional
  public void prioritise(String subjectKind, long subjectId, Priority priority) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    update work_item set priority = :priority, version = version + 1
                     where subject_kind = :kind and subject_id = :subject and state = 'OPEN' and priority <> :priority""")
                .bind("priority", priority.code())
                .bind("kind", subjectKind)
                .bind("subject", subjectId)
                .execute());
  }

  /**
   * Puts what is asked about a subject on the list of who has to do with it, where his roles would
   * not show it to him: in his hands, from where it can be given back to the role.
   *
   * @param kinds of the items
   * @param staffId who; nothing happens if the role of an item is his, or he is not active
   */
  @Transactional
  public void give(String subjectKind, long subjectId, Collection<String> kinds, long staffId) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    update work_item w set claimed_by = s.id, version = w.version + 1
                      from identity_staff s
                     where s.id = :staff and s.active and w.subject_kind = :kind and w.subject_id = :subject
                       and w.state = 'OPEN' and w.claimed_by is null and w.kind = any(:kinds)
                       and w.not_staff_id is distinct from s.id
                       and not exists (select from identity_staff_role r
                                        where r.staff_id = s.id and r.role_code = w.role_code)""")
                .bind("staff", staffId)
                .bind("kind", subjectKind)
                .bind("subject", subjectId)
                .bindArray("kinds", String.class, kinds)
                .execute());
  }

  /**
   * Puts an open item in somebody's hands, whoever has it: who had it was not there in time.
   *
   * @param kind of the item
   */
  @Transactional
  public void passTo(String subjectKind, long subjectId, String kind, long staffId) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    update work_item set claimed_by = :staff, version = version + 1
                     where subject_kind = :subject and subject_id = :id and kind = :kind and state = 'OPEN'
                       and claimed_by is distinct from :staff""")
                .bind("staff", staffId)
                .bind("subject", subjectKind)
                .bind("id", subjectId)
                .bind("kind", kind)
                .execute());
  }

  private WorkItem find(long id) {
    var item = entities.find(WorkItem.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (item == null) {
      throw new RuleBroken("work.unknown", id);
    }
    return item;
  }
}
