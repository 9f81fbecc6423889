package org.klantbrug.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** How people get in with their password, and what happens when it is wrong. */
@ApplicationScoped
public class Logins {
  private static final int FAILURES_BEFORE_LOCK = 5;
  private static final Duration LOCK = Duration.ofMinutes(15);

  private final Database database;
  private final Audit audit;
  private final People people;
  private final StaffAdministration administration;
  private final Passwords passwords;

  /** For the container's proxy. */
  protected Logins() {
    this(null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public Logins(Database database, Audit audit, People people, StaffAdministration administration) {
    this(database, audit, people, administration, Passwords.USUAL);
  }

  Logins(
      Database database,
      Audit audit,
      People people,
      StaffAdministration administration,
      Passwords passwords) {
    this.database = database;
    this.audit = audit;
    this.people = people;
    this.administration = administration;
    this.passwords = passwords;
  }

  /**
   * Lets somebody in by login and password. An unknown, locked or inactive login takes as long as a
   * wrong password, and all are told alike.
   *
   * @throws RuleBroken {@code identity.wrong-login} also while the login is locked
   */
  public Staff logIn(String login, String password) {
    var hash = login == null || password == null ? Optional.<String>empty() : usableHash(login);
    var right = passwords.fits(password == null ? "" : password, hash.orElse(passwords.nobodys()));
    var staff = hash.isPresent() && right ? people.findByLogin(login) : Optional.<Staff>empty();
    if (staff.isEmpty()) {
      loginFailed(login);
      throw new RuleBroken("identity.wrong-login");
    }
    loggedIn(staff.get());
    return staff.get();
  }

  /** As the server's login page asks for it: locks are on the database's time. */
  private Optional<String> usableHash(String login) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select password_hash from identity_staff
                     where login = lower(:login) and active and password_hash is not null
                       and (locked_until is null or locked_until < clock_timestamp())""")
                .bind("login", login)
                .mapTo(String.class)
                .findOne());
  }

  /**
   * Notes a login that went well; the count of failures starts anew.
   *
   * @throws RuleBroken {@code identity.wrong-login} if the login was locked while its password was
   *     being checked: of guesses sent side by side the right one must not open it
   */
  public void loggedIn(Staff staff) {
    database.inTransaction(
        handle -> {
          if (!startsAnew(handle, staff)) {
            throw new RuleBroken("identity.wrong-login");
          }
          audit.record(handle, staff.id(), staff.login(), "login", "staff", staff.id(), null);
          return null;
        });
  }

  /** Forgets failures of a login that is not locked; false if it is. */
  private static boolean startsAnew(Handle handle, Staff staff) {
    return handle
            .createUpdate(
                """
                update identity_staff set failed_logins = 0, locked_until = null
                 where id = :id
                   and (locked_until is null or locked_until < clock_timestamp())""")
            .bind("id", staff.id())
            .execute()
        == 1;
  }

  /** Notes a login that went wrong; the fifth in a row locks the login for a quarter of an hour. */
  public void loginFailed(String login) {
    database.inTransaction(
        handle -> {
          var known =
              handle
                  .createQuery(
                      """
                      update identity_staff
                         set failed_logins = failed_logins + 1,
                             locked_until =
                               case when (failed_logins + 1) % :limit = 0
                                    then clock_timestamp() + make_interval(mins => :minutes)
                                    else locked_until end
                       where login = lower(:login)
                      returning id""")
                  .bind("limit", FAILURES_BEFORE_LOCK)
                  .bind("minutes", (int) LOCK.toMinutes())
                  .bind("login", login)
                  .mapTo(Long.class)
                  .findOne();
          known.ifPresent(id -> audit.record(handle, id, "", "loginFailed", "staff", id, null));
          return null;
        });
  }

  /** Whether somebody else chose his password, so that he must choose his own first. */
  public boolean mustChoosePassword(Staff staff) {
    return database.with(
        handle ->
            handle
                .createQuery("select password_given from identity_staff where id = :id")
                .bind("id", staff.id())
                .mapTo(Boolean.class)
                .one());
  }

  /**
   * Gives oneself a new password; ends one's sessions.
   *
   * @param present the password that still holds; a wrong one counts as a login that went wrong
   */
  public void changePassword(Staff who, String present, String password) {
    var hash = usableHash(who.login());
    if (!passwords.fits(present, hash.orElse(passwords.nobodys())) || hash.isEmpty()) {
      loginFailed(who.login());
      throw new RuleBroken("identity.present-password-wrong");
    }
    if (!database.inTransaction(handle -> startsAnew(handle, who))) {
      throw new RuleBroken("identity.present-password-wrong");
    }
    if (present.equals(password)) {
      throw new RuleBroken("identity.password-the-same");
    }
    administration.setPassword(who.id(), who.login(), password, who);
  }
}
