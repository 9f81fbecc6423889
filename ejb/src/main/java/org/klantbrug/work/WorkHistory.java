package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.Database;

/** How a task changed hands and urgency: who did it, to whom and why. */
@ApplicationScoped
public class WorkHistory {
  private static final int MOST = 20;

  private final Database database;

  /** For the container's proxy. */
  protected WorkHistory() {
    this(null);
  }

  /** Works with this. */
  @Inject
  public WorkHistory(Database database) {
    this.database = database;
  }

  /**
   * Something that was done with a task.
   *
   * @param to name of the person or team that got it; null if nobody did
   * @param priority how urgent it was from then on; null if that stayed
   * @param reason in the words of who did it; null if they gave none
   * @param undone whether they took it back
   */
  public record Past(
      Instant at,
      String who,
      Move.Deed deed,
      String to,
      Priority priority,
      String reason,
      boolean undone) {}

  /** What was done with a task, the last on top; at most twenty. */
  public List<Past> of(long item) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select m.at, w.full_name as who, m.deed, coalesce(s.full_name, t.name) as to,
                           case m.priority when 1 then 'HIGH' when 2 then 'NORMAL' when 3 then 'LOW' end as priority,
                           m.reason, m.undone_at is not null as undone
                      from work_move_item i
                      join work_move m on m.id = i.move_id
                      join identity_staff w on w.id = m.staff_id
                      left join identity_staff s on s.id = m.to_staff_id
                      left join identity_team t on t.id = m.to_team_id
                     where i.item_id = :item
                     order by m.id desc limit :most""")
                .bind("item", item)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Past.class))
                .list());
  }
}
