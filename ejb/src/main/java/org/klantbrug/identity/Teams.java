package org.klantbrug.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Teams: colleagues who look after each other's work. Somebody is in one team or in none; a team
 * has a lead, who is one of its members, or none yet. What a person may do comes from their roles
 * alone.
 */
@ApplicationScoped
public class Teams {
  private static final int LONGEST_NAME = 100;

  private final Database database;
  private final Audit audit;

  /** For the container's proxy. */
  protected Teams() {
    this(null, null);
  }

  /** Works with these. */
  @Inject
  public Teams(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * A team.
   *
   * @param lead name of who leads it; null if nobody does
   * @param members how many active colleagues are in it
   */
  public record Team(long id, String name, Long leadId, String lead, long members, int version) {}

  /** All teams, by name. */
  public List<Team> list() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select t.id, t.name, t.lead_id, l.full_name lead, t.version,
                           (select count(*) from identity_staff s where s.team_id = t.id and s.active) members
                      from identity_team t left join identity_staff l on l.id = t.lead_id
                     order by t.name""")
                .map(ConstructorMapper.of(Team.class))
                .list());
  }

  /**
   * Makes a team without members.
   *
   * @return its key
   */
  public long create(String name, Staff by) {
    var clean = clean(name);
    return database.inTransaction(
        handle -> {
          var id =
              handle
                  .createQuery(
                      "insert into identity_team (name) values (:name) on conflict (name) do nothing returning id")
                  .bind("name", clean)
                  .mapTo(Long.class)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("identity.team-name-taken", clean));
          audit.record(handle, by.id(), by.login(), "teamCreated", "team", id, null);
          return id;
        });
  }

  /**
   * Changes what a team is called, who is in it and who leads it. Who was in another team leaves
   * that one, also as its lead.
   *
   * @param version as it was read; refused if another changed the team since
   * @param leadId one of the members, or null
   */
  public void change(
      long id, int version, String name, Collection<Long> members, Long leadId, Staff by) {
    var clean = clean(name);
    if (leadId != null && !members.contains(leadId)) {
      throw new RuleBroken("identity.team-lead-not-member");
    }
    database.inTransaction(
        handle -> {
          refuseTaken(handle, id, clean);
          var changed =
              handle
                  .createUpdate(
                      """
                      update identity_team set name = :name, lead_id = :lead, version = version + 1
                       where id = :id and version = :version""")
                  .bind("name", clean)
                  .bind("lead", leadId)
                  .bind("id", id)
                  .bind("version", version)
                  .execute();
          if (changed == 0) {
            throw new RuleBroken("identity.team-changed-by-another");
          }
          markLosing(handle, id, members);
          setMembers(handle, id, members);
          audit.record(handle, by.id(), by.login(), "teamChanged", "team", id, null);
          return null;
        });
  }

  private static void refuseTaken(Handle handle, long id, String name) {
    handle
        .createQuery("select 1 from identity_team where name = :name and id <> :id")
        .bind("name", name)
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .ifPresent(
            taken -> {
              throw new RuleBroken("identity.team-name-taken", name);
            });
  }

  /** Who has a team open that loses somebody here is told so when saving it. */
  private static void markLosing(Handle handle, long id, Collection<Long> members) {
    handle
        .createUpdate(
            """
            update identity_team set version = version + 1
             where id <> :team and id in (select team_id from identity_staff where id = any(:members))""")
        .bindArray("members", Long.class, members)
        .bind("team", id)
        .execute();
  }

  private static void setMembers(Handle handle, long id, Collection<Long> members) {
    handle
        .createUpdate(
            """
            update identity_staff
               set team_id = case when id = any(:members) then :team end
             where team_id = :team or id = any(:members)""")
        .bindArray("members", Long.class, members)
        .bind("team", id)
        .execute();
    handle
        .createUpdate(
            "update identity_team set lead_id = null where id <> :team and lead_id = any(:members)")
        .bindArray("members", Long.class, members)
        .bind("team", id)
        .execute();
  }

  private static String clean(String name) {
    var clean = name == null ? "" : name.strip();
    if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
      throw new RuleBroken("identity.team-name-missing", LONGEST_NAME);
    }
    return clean;
  }
}
