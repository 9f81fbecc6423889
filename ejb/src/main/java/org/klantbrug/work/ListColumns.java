package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/**
 * Which columns people want to see of a list, in which order. Kept in the database: the same at
 * every desk, and in what is taken out of the list.
 */
@ApplicationScoped
public class ListColumns {
  private final Database database;

  /** For the container's proxy. */
  protected ListColumns() {
    this(null);
  }

  /** Works with this. */
  @Inject
  public ListColumns(Database database) {
    this.database = database;
  }

  /**
   * What this person chose.
   *
   * @param list its name: {@code work}
   * @return codes in their order; empty if they never chose
   */
  public List<String> of(String list, Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select o.code from work_columns c, unnest(c.columns) with ordinality as o(code, place)
                     where c.staff_id = :me and c.list = :list order by o.place""")
                .bind("me", staff.id())
                .bind("list", list)
                .mapTo(String.class)
                .list());
  }

  /**
   * Keeps what this person wants to see.
   *
   * @param list its name
   * @param columns codes in their order, at least one
   */
  public void keep(String list, List<String> columns, Staff staff) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into work_columns (staff_id, list, columns) values (:me, :list, :columns)
                    on conflict (staff_id, list) do update set columns = excluded.columns""")
                .bind("me", staff.id())
                .bind("list", list)
                .bindArray("columns", String.class, columns)
                .execute());
  }
}
