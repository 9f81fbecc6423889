package org.klantbrug.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.shared.Database;

/**
 * Members of staff: who they are, and what their roles let them do. What they are and may is
 * changed in {@link StaffAdministration}.
 */
@ApplicationScoped
public class People {
  private static final String STAFF =
      """
      select s.id, s.login, s.full_name, s.language, s.clean_team, s.team_id,
             array(select role_code from identity_staff_role r where r.staff_id = s.id) roles,
             array(select distinct p.action from identity_staff_role r
                     join identity_permission p on p.role_code = r.role_code where r.staff_id = s.id) actions
        from identity_staff s""";

  private final Database database;

  /** For the container's proxy. */
  protected People() {
    this(null);
  }

  /** Those of this database. */
  @Inject
  public People(Database database) {
    this.database = database;
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

  /**
   * Whoever did something once, also if not active any more.
   *
   * @param staffId a key that exists
   */
  public Staff whoever(long staffId) {
    return database.with(
        handle ->
            handle
                .createQuery(STAFF + " where s.id = :id")
                .bind("id", staffId)
                .map((row, context) -> staff(row))
                .one());
  }

  private Optional<Staff> find(String where, String login, Integer session) {
    return database.with(
        handle ->
            handle
                .createQuery(STAFF + " where s.active and " + where)
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

  /** Somebody, by name. */
  public record Named(long id, String name) {}

  /** Who may do something now, by name. */
  public List<Named> whoMay(Action action) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select s.id, s.full_name as name from identity_staff s
                     where s.active and exists (select from identity_staff_role r join identity_permission p on p.role_code = r.role_code
                                                 where r.staff_id = s.id and p.action = :action)
                     order by s.full_name, s.id""")
                .bind("action", action.code())
                .map(ConstructorMapper.of(Named.class))
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
}
