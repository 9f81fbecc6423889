package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Lists that people keep, for themselves or with their team, and which of them opens first. Kept in
 * the database: the same at every desk and after every login.
 */
@ApplicationScoped
public class WorkViews {
  private static final int LONGEST_NAME = 60;

  /** More than these nobody finds back, and each is counted on each page. */
  private static final int MOST = 12;

  private final Database database;

  /** For the container's proxy. */
  protected WorkViews() {
    this(null);
  }

  /** Works with this. */
  @Inject
  public WorkViews(Database database) {
    this.database = database;
  }

  /**
   * A list that was kept.
   *
   * @param query what stands behind the question mark of its address
   * @param owner name of who keeps it
   * @param own whether the reader keeps it
   * @param shared whether the team of its owner sees it
   * @param first whether it opens first for the reader
   */
  public record View(
      long id,
      String name,
      String query,
      String owner,
      boolean own,
      boolean shared,
      boolean first) {}

  /** This person's own lists and those that their team shares, by name. */
  public List<View> of(Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select v.id, v.name, v.query, s.full_name as owner, v.owner_id = :me as own,
                           v.team_id is not null as shared, coalesce(p.view_id = v.id, false) as first
                      from work_view v join identity_staff s on s.id = v.owner_id
                      left join work_preference p on p.staff_id = :me
                     where v.owner_id = :me or v.team_id = cast(:team as bigint)
                     order by v.name, v.id""")
                .bind("me", staff.id())
                .bind("team", staff.teamId())
                .map(ConstructorMapper.of(View.class))
                .list());
  }

  /**
   * Keeps a list under a name; one of the same name is replaced.
   *
   * @param shared whether the person's team sees it too
   */
  public void keep(String name, String query, boolean shared, Staff staff) {
    var clean = name == null ? "" : name.strip();
    if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
      throw new RuleBroken("work.view-name-missing", LONGEST_NAME);
    }
    if (shared && staff.teamId() == null) {
      throw new RuleBroken("work.view-without-team");
    }
    database.inTransaction(
        handle -> {
          refuseTooMany(handle, clean, staff);
          return handle
              .createUpdate(
                  """
                  insert into work_view (owner_id, team_id, name, query) values (:me, :team, :name, :query)
                  on conflict (owner_id, name) do update set team_id = excluded.team_id, query = excluded.query""")
              .bind("me", staff.id())
              .bind("team", shared ? staff.teamId() : null)
              .bind("name", clean)
              .bind("query", query)
              .execute();
        });
  }

  private static void refuseTooMany(Handle handle, String name, Staff staff) {
    var others =
        handle
            .createQuery("select count(*) from work_view where owner_id = :me and name <> :name")
            .bind("me", staff.id())
            .bind("name", name)
            .mapTo(Long.class)
            .one();
    if (others >= MOST) {
      throw new RuleBroken("work.view-too-many", MOST);
    }
  }

  /** Lets one of this person's own lists go; for whom it opened first, the common one does. */
  public void drop(long id, Staff staff) {
    var dropped =
        database.<Integer>with(
            handle ->
                handle
                    .createUpdate("delete from work_view where id = :id and owner_id = :me")
                    .bind("id", id)
                    .bind("me", staff.id())
                    .execute());
    if (dropped == 0) {
      throw new RuleBroken("work.view-not-yours");
    }
  }

  /** What opens first for this person; empty if they chose none. */
  public Optional<String> findFirst(Staff staff) {
    return of(staff).stream().filter(View::first).map(View::query).findFirst();
  }

  /**
   * Says what opens first.
   *
   * @param id of a list that this person sees; null for the common one
   */
  public void openFirst(Long id, Staff staff) {
    if (id != null && of(staff).stream().noneMatch(view -> view.id() == id)) {
      throw new RuleBroken("work.view-not-yours");
    }
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into work_preference (staff_id, view_id) values (:me, :view)
                    on conflict (staff_id) do update set view_id = excluded.view_id""")
                .bind("me", staff.id())
                .bind("view", id)
                .execute());
  }
}
