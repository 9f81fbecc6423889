package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/** To whom work can be given. */
@ApplicationScoped
public class WorkTargets {
  private final Database database;

  /** For the container's proxy. */
  protected WorkTargets() {
    this(null);
  }

  /** Works with this. */
  @Inject
  public WorkTargets(Database database) {
    this.database = database;
  }

  /**
   * Somebody or a team to whom work can be given.
   *
   * @param near whether it is the person's own team, or a colleague in it
   */
  public record Target(long id, String name, boolean near) {}

  /** To whom work can be given. */
  public record Targets(List<Target> people, List<Target> teams) {}

  /** Colleagues who do tasks, those of the person's own team first, and all teams. */
  public Targets read(Staff by) {
    return database.with(
        handle ->
            new Targets(
                handle
                    .createQuery(
                        """
                        select s.id, s.full_name as name, coalesce(s.team_id = cast(:team as bigint), false) as near
                          from identity_staff s
                         where s.active and exists (select from identity_staff_role r join identity_permission p on p.role_code = r.role_code
                                                     where r.staff_id = s.id and p.action = :do)
                         order by near desc, s.full_name""")
                    .bind("team", by.teamId())
                    .bind("do", Action.WORK_DO.code())
                    .map(ConstructorMapper.of(Target.class))
                    .list(),
                handle
                    .createQuery(
                        "select id, name, coalesce(id = cast(:team as bigint), false) as near from identity_team order by near desc, name")
                    .bind("team", by.teamId())
                    .map(ConstructorMapper.of(Target.class))
                    .list()));
  }
}
