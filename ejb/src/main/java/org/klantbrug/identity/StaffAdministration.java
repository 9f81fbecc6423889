package org.klantbrug.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Takes people into staff, changes what they may, and gives passwords; each is written down. */
@ApplicationScoped
public class StaffAdministration {
  private final Database database;
  private final BusinessClock clock;
  private final Audit audit;
  private final Passwords passwords;

  /** For the container's proxy. */
  protected StaffAdministration() {
    this(null, null, null);
  }

  /** Of the people in this database. */
  @Inject
  public StaffAdministration(Database database, BusinessClock clock, Audit audit) {
    this(database, clock, audit, Passwords.USUAL);
  }

  StaffAdministration(Database database, BusinessClock clock, Audit audit, Passwords passwords) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.passwords = passwords;
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
                      insert into identity_staff (login, full_name, email, language, password_hash, demonstration, password_given)
                      values (:login, :name, :email, :language, :hash, :demonstration, :given)
                      on conflict (login) do nothing returning id""")
                  .bind("login", name)
                  .bind("name", fullName.trim())
                  .bind("email", email)
                  .bind("language", language)
                  .bind("hash", passwords.hash(password))
                  .bind("demonstration", demonstration)
                  .bind("given", by != null)
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

  /**
   * Gives a new password, takes away a lock, and ends the sessions and tokens of that person. Who
   * was given one by somebody else chooses his own before he does anything.
   */
  public void setPassword(long id, String login, String password, Staff by) {
    Passwords.refuseWeak(password, login);
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  update identity_staff set password_hash = :hash, failed_logins = 0, locked_until = null, password_given = :given,
                         session_number = session_number + 1
                   where id = :id""")
              .bind("hash", passwords.hash(password))
              .bind("given", by != null && by.id() != id)
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
