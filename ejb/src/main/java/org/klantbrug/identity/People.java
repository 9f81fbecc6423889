package org.klantbrug.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Members of staff: who they are, and what their roles let them do. */
@ApplicationScoped
public class People {
  private final Database database;
  private final BusinessClock clock;
  private final Audit audit;
  private final Passwords passwords;

  /** For the container's proxy. */
  protected People() {
    this(null, null, null);
  }

  @Inject
  public People(Database database, BusinessClock clock, Audit audit) {
    this(database, clock, audit, Passwords.USUAL);
  }

  People(Database database, BusinessClock clock, Audit audit, Passwords passwords) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.passwords = passwords;
  }

  /** The active member of staff with this login. */
  public Optional<Staff> findByLogin(String login) {
    return find("s.login = lower(:value)", login, null);
  }

  /**
   * The active member of staff whose session this is.
   *
   * @param number from {@link #sessionNumber} when the session began
   * @return empty once the session was ended by a new password or the end of the person's access
   */
  public Optional<Staff> findInSession(String login, int number) {
    return find("s.login = lower(:value) and s.session_number = :session", login, number);
  }

  /** What a session of this person that begins now is to remember. */
  public int sessionNumber(long staffId) {
    return database.with(
        handle ->
            handle
                .createQuery("select session_number from identity_staff where id = :id")
                .bind("id", staffId)
                .mapTo(Integer.class)
                .one());
  }

  private Optional<Staff> find(String where, String login, Integer session) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select s.id, s.login, s.full_name, s.language, s.clean_team, s.team_id,
                           array(select role_code from identity_staff_role r where r.staff_id = s.id) roles,
                           array(select distinct p.action from identity_staff_role r
                                   join identity_permission p on p.role_code = r.role_code where r.staff_id = s.id) actions
                      from identity_staff s
                     where s.active and\s"""
                        + where)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("value", login)
                .bind("session", session)
                .map((row, context) -> staff(row))
                .findOne());
  }

  private static Staff staff(ResultSet row) throws SQLException {
    var team = row.getLong("team_id");
    return new Staff(
        row.getLong("id"),
        row.getString("login"),
        row.getString("full_name"),
        row.getString("language"),
        row.getBoolean("clean_team"),
        row.wasNull() ? null : team,
        texts(row, "roles"),
        texts(row, "actions"));
  }

  private static Set<String> texts(ResultSet row, String column) throws SQLException {
    return Set.copyOf(Arrays.asList((String[]) row.getArray(column).getArray()));
  }

  /**
   * A person as the administration sees them.
   *
   * @param locked whether the login is locked just now after wrong passwords
   */
  public record Person(
      long id,
      String login,
      String fullName,
      String email,
      String language,
      boolean active,
      boolean cleanTeam,
      boolean demonstration,
      boolean locked,
      Long teamId,
      String team,
      List<String> roles,
      int version) {}

  /** Everybody, by name. */
  public List<Person> list() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select s.*, t.name team, coalesce(s.locked_until > clock_timestamp(), false) locked,
                           array(select role_code from identity_staff_role r where r.staff_id = s.id order by 1) roles
                      from identity_staff s left join identity_team t on t.id = s.team_id
                     order by s.full_name, s.id""")
                .map(ConstructorMapper.of(Person.class))
                .list());
  }

  /** All role codes. */
  public List<String> roles() {
    return database.with(
        handle ->
            handle
                .createQuery("select code from identity_role order by code")
                .mapTo(String.class)
                .list());
  }

  /**
   * Takes somebody into staff.
   *
   * @param by who does it; null for the first administrator, who is made by command
   * @return their key
   */
  public long create(
      String login,
      String fullName,
      String email,
      String language,
      String password,
      Collection<String> roles,
      boolean demonstration,
      Staff by) {
    var name = login == null ? "" : login.trim().toLowerCase(Locale.ROOT);
    if (!name.matches("[a-z0-9][a-z0-9._-]{1,59}")) {
      throw new RuleBroken("identity.login-form");
    }
    if (fullName == null || fullName.isBlank()) {
      throw new RuleBroken("identity.name-missing");
    }
    Passwords.refuseWeak(password, name);
    return database.inTransaction(
        handle -> {
          var id =
              handle
                  .createQuery(
                      """
                      insert into identity_staff (login, full_name, email, language, password_hash, demonstration)
                      values (:login, :name, :email, :language, :hash, :demonstration)
                      on conflict (login) do nothing returning id""")
                  .bind("login", name)
                  .bind("name", fullName.trim())
                  .bind("email", email)
                  .bind("language", language)
                  .bind("hash", passwords.hash(password))
                  .bind("demonstration", demonstration)
                  .mapTo(Long.class)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("identity.login-taken", name));
          setRoles(handle, id, roles);
          audit.record(
              handle,
              by == null ? null : by.id(),
              actor(by),
              "staffCreated",
              "staff",
              id,
              roles.toString());
          return id;
        });
  }

  /**
   * Changes what somebody is and may; refused if it was changed by another since {@code version}.
   */
  public void change(
      long id,
      int version,
      String fullName,
      String email,
      boolean active,
      boolean cleanTeam,
      Collection<String> roles,
      Staff by) {
    if (id == by.id() && (!active || !roles.contains("admin") && by.is("admin"))) {
      throw new RuleBroken("identity.not-yourself-out");
    }
    database.inTransaction(
        handle -> {
          var before = access(handle, id);
          var after = new Access(active, cleanTeam, new TreeSet<>(roles));
          if (id == by.id() && !after.equals(before)) {
            throw new RuleBroken("identity.not-own-roles");
          }
          var changed =
              handle
                  .createUpdate(
                      """
                      update identity_staff set full_name = :name, email = :email, active = :active,
                             clean_team = :cleanTeam, version = version + 1,
                             session_number = session_number + case when :active then 0 else 1 end
                       where id = :id and version = :version""")
                  .bind("name", fullName)
                  .bind("email", email)
                  .bind("active", active)
                  .bind("cleanTeam", cleanTeam)
                  .bind("id", id)
                  .bind("version", version)
                  .execute();
          if (changed == 0) {
            throw new RuleBroken("identity.changed-by-another");
          }
          setRoles(handle, id, roles);
          if (!active) {
            Tokens.revokeAll(handle, id, clock.now());
          }
          audit.record(
              handle,
              by.id(),
              by.login(),
              "staffChanged",
              "staff",
              id,
              after.equals(before) ? null : before + " > " + after);
          return null;
        });
  }

  /** What somebody may, as the log tells it. */
  private record Access(boolean active, boolean cleanTeam, SortedSet<String> roles) {
    @Override
    public String toString() {
      return roles + (cleanTeam ? " cleanTeam" : "") + (active ? "" : " inactive");
    }
  }

  private static Access access(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select s.active, s.clean_team,
                   array(select role_code from identity_staff_role r where r.staff_id = s.id) roles
              from identity_staff s where s.id = :id for update""")
        .bind("id", id)
        .map(
            (row, context) ->
                new Access(
                    row.getBoolean("active"),
                    row.getBoolean("clean_team"),
                    new TreeSet<>(List.of((String[]) row.getArray("roles").getArray()))))
        .findOne()
        .orElseThrow(() -> new RuleBroken("identity.changed-by-another"));
  }

  /** Gives a new password, takes away a lock, and ends the sessions and tokens of that person. */
  public void setPassword(long id, String login, String password, Staff by) {
    Passwords.refuseWeak(password, login);
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  update identity_staff set password_hash = :hash, failed_logins = 0, locked_until = null,
                         session_number = session_number + 1
                   where id = :id""")
              .bind("hash", passwords.hash(password))
              .bind("id", id)
              .execute();
          Tokens.revokeAll(handle, id, clock.now());
          audit.record(
              handle, by == null ? null : by.id(), actor(by), "passwordSet", "staff", id, null);
          return null;
        });
  }

  /** Takes away the lock after wrong passwords. */
  public void unlock(long id, Staff by) {
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "update identity_staff set failed_logins = 0, locked_until = null where id = :id")
              .bind("id", id)
              .execute();
          audit.record(handle, by.id(), by.login(), "unlocked", "staff", id, null);
          return null;
        });
  }

  private static void setRoles(Handle handle, long id, Collection<String> roles) {
    handle
        .createUpdate("delete from identity_staff_role where staff_id = :id")
        .bind("id", id)
        .execute();
    for (var role : roles) {
      handle
          .createUpdate("insert into identity_staff_role (staff_id, role_code) values (:id, :role)")
          .bind("id", id)
          .bind("role", role)
          .execute();
    }
  }

  /** Who did it, as the log tells it: nobody by name at the command line. */
  static String actor(Staff by) {
    return by == null ? "command line" : by.login();
  }
}
