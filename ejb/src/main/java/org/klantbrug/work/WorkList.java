package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The work list by pages: each goes on after the last task of the one before it, so that the
 * hundredth page costs what the first does and nothing is shown twice or passed over.
 */
@ApplicationScoped
public class WorkList {
  private final Database database;
  private final BusinessClock clock;
  private final Audit audit;

  /** For the container's proxy. */
  protected WorkList() {
    this(null, null, null);
  }

  /** Works with these. */
  @Inject
  public WorkList(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A page of the list.
   *
   * @param next key after which the next page begins; null on the last one
   */
  public record Page(List<WorkItems.Line> lines, String next) {}

  /** A line with the key after which a page can go on. */
  public record Keyed(long id, String key) {}

  /**
   * The tasks that are wanted.
   *
   * @param after key that the page before gave; null for the first, and one that cannot be of this
   *     order counts as none
   * @param size so many on a page
   */
  public Page page(WantedWork wanted, String after, int size, Staff staff) {
    return database.with(
        handle -> {
          var keys = keys(handle, wanted, after, size + 1, staff);
          var here = keys.subList(0, Math.min(size, keys.size()));
          var lines = WorkItems.lines(handle, here.stream().map(Keyed::id).toList(), staff);
          return new Page(lines, keys.size() > size ? here.get(size - 1).key() : null);
        });
  }

  private List<Keyed> keys(Handle handle, WantedWork wanted, String after, int limit, Staff staff) {
    var order = wanted.sorted().pages();
    var query =
        handle.createQuery(
            "select w.id, "
                + order.key()
                + " as key from work_item w where "
                + wanted.condition()
                + order.after(after)
                + " order by "
                + order.by()
                + " limit :limit");
    return order
        .bindTo(bind(handle, query, wanted, staff), after)
        .bind("limit", limit)
        .map(ConstructorMapper.of(Keyed.class))
        .list();
  }

  /**
   * The task after one in its list; behind the last one the first again.
   *
   * @param id of a task, which need not be in the list any more
   * @return empty if there is no other
   */
  public Optional<WorkItems.Line> findNext(WantedWork wanted, long id, Staff staff) {
    var key =
        database.with(
            handle ->
                handle
                    .createQuery(
                        "select "
                            + wanted.sorted().pages().key()
                            + " from work_item w where w.id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne());
    var behind = key.flatMap(after -> page(wanted, after, 1, staff).lines().stream().findFirst());
    return behind.isPresent()
        ? behind
        : page(wanted, null, 2, staff).lines().stream().filter(line -> line.id() != id).findFirst();
  }

  /**
   * All that is wanted, to be taken out; that it was is written down.
   *
   * @throws RuleBroken if more than {@code most} are wanted
   */
  public List<WorkItems.Line> export(WantedWork wanted, int most, Staff staff) {
    return database.inTransaction(
        handle -> {
          var ids = ids(handle, wanted, most + 1, staff);
          if (ids.size() > most) {
            throw new RuleBroken("audit.too-many", most);
          }
          audit.record(
              handle,
              staff.id(),
              staff.login(),
              "workExported",
              "staff",
              staff.id(),
              Integer.toString(ids.size()));
          return WorkItems.lines(handle, ids, staff);
        });
  }

  /**
   * How many are wanted, as far as it is worth counting.
   *
   * @param most so far it is counted
   * @return the number; {@code most + 1} if there are more
   */
  public long count(WantedWork wanted, int most, Staff staff) {
    return database.with(
        handle ->
            bind(
                    handle,
                    handle.createQuery(
                        "select count(*) from (select from work_item w where "
                            + wanted.condition()
                            + " limit :limit) counted"),
                    wanted,
                    staff)
                .bind("limit", most + 1)
                .mapTo(Long.class)
                .one());
  }

  /**
   * Tasks of one kind that came together and stand aside in a list.
   *
   * @param batch key of what brought them; null if that is not known
   * @param company whose they were; null as the key
   * @param cameOn day on which they came; null as the key
   * @param late so many of them should have been done before now
   */
  public record Gathered(
      String kind, Long batch, String company, LocalDate cameOn, long count, long late) {}

  /**
   * What stands aside in a list, a line per kind and what it came with; none if it asks for such
   * tasks.
   */
  public List<Gathered> gathered(WantedWork wanted, Staff staff) {
    if (!wanted.isGathering()) {
      return List.of();
    }
    return database.with(
        handle ->
            bind(
                    handle,
                    handle.createQuery(
                        "select w.kind, w.batch_id as batch, max(w.batch_of) as company, max(w.batch_on) as came_on,"
                            + " count(*) as count, count(*) filter (where w.due_at < :now) as late from work_item w where "
                            + wanted.aside()
                            + " group by w.kind, w.batch_id order by w.kind, came_on, w.batch_id"),
                    wanted,
                    staff)
                .map(ConstructorMapper.of(Gathered.class))
                .list());
  }

  /** A task as somebody sees it. */
  public record Seen(long id, int version) {}

  /** All tasks that are wanted as they stand now, so many at most. */
  public List<Seen> seen(WantedWork wanted, int most, Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery("select id, version from work_item where id = any(:ids) order by id")
                .bindArray("ids", Long.class, ids(handle, wanted, most, staff))
                .map(ConstructorMapper.of(Seen.class))
                .list());
  }

  /** Keys of the tasks that are wanted, in their order, so many at most. */
  private List<Long> ids(Handle handle, WantedWork wanted, int most, Staff staff) {
    return keys(handle, wanted, null, most, staff).stream().map(Keyed::id).toList();
  }

  private <T extends SqlStatement<T>> T bind(
      Handle handle, T statement, WantedWork wanted, Staff staff) {
    var team = TeamOf.staff(handle, wanted, staff);
    var today = clock.today();
    return statement
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("me", staff.id())
        .bindArray("roles", String.class, staff.roles())
        .bind("team", staff.teamId())
        .bindArray("members", Long.class, team.members())
        .bindArray("teamRoles", String.class, team.roles())
        .bind("kind", wanted.kind())
        .bind("role", wanted.role())
        .bind("holder", wanted.holder())
        .bind("priority", wanted.priority() == null ? null : wanted.priority().code())
        .bind("text", wanted.pattern())
        .bind("batch", wanted.batch())
        .bind("now", clock.now())
        .bind("tomorrow", WantedWork.tomorrow(today))
        .bind("monday", WantedWork.monday(today));
  }

  /** Who is in the reader's team, and what they may do together; nobody where it is not asked. */
  private record TeamOf(List<Long> members, List<String> roles) {
    static TeamOf staff(Handle handle, WantedWork wanted, Staff staff) {
      if (wanted.whose() != WantedWork.Whose.TEAM || staff.teamId() == null) {
        return new TeamOf(List.of(), List.of());
      }
      return new TeamOf(
          of(handle, "select id from identity_staff where team_id = :team and active", staff)
              .mapTo(Long.class)
              .list(),
          of(
                  handle,
                  "select distinct r.role_code from identity_staff_role r join identity_staff m on m.id = r.staff_id"
                      + " where m.team_id = :team and m.active",
                  staff)
              .mapTo(String.class)
              .list());
    }

    private static Query of(Handle handle, String sql, Staff staff) {
      return handle.createQuery(sql).bind("team", staff.teamId());
    }
  }

  /** A colleague who has work in hand, or did some. */
  public record Holder(long id, String name) {}

  /** What the list can be narrowed to: what there is of it now. */
  public record Choices(List<String> kinds, List<String> roles, List<Holder> holders) {}

  /**
   * Kinds and roles of open tasks, and who has some in hand.
   *
   * @param done of those that were done, and who did some, instead
   */
  public Choices choices(boolean done) {
    var state = done ? "DONE" : "OPEN";
    return database.with(
        handle ->
            new Choices(
                handle.createQuery(different("kind", state)).mapTo(String.class).list(),
                handle.createQuery(different("role_code", state)).mapTo(String.class).list(),
                handle
                    .createQuery(
                        "select s.id, s.full_name as name from identity_staff s"
                            + " where exists (select from work_item w where w.state = '%s' and w.%s = s.id)"
                                .formatted(state, done ? "completed_by" : "claimed_by")
                            + " order by s.full_name")
                    .map(ConstructorMapper.of(Holder.class))
                    .list()));
  }

  /** SQL: what stands in a column, read by jumps through its index rather than row by row. */
  private static String different(String column, String state) {
    return """
    with recursive one as (
      (select %1$s as value from work_item where state = '%2$s' order by %1$s limit 1)
      union all
      select (select w.%1$s from work_item w where w.state = '%2$s' and w.%1$s > one.value order by w.%1$s limit 1)
        from one where one.value is not null)
    select value from one where value is not null"""
        .formatted(column, state);
  }
}
