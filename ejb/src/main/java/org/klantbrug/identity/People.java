package org.klantbrug.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Members of staff: who they are, how they get in, what their roles are. */
@ApplicationScoped
public class People {
  private static final int FAILURES_BEFORE_LOCK = 5;
  private static final Duration LOCK = Duration.ofMinutes(15);
  private static final Duration TOKEN_LIFE = Duration.ofDays(90);
  private static final String TOKEN_PREFIX = "kbt_";

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

  /** The active member of staff whose personal token this is; notes that it was used. */
  public Optional<Staff> findByToken(String token) {
    if (token == null || !token.startsWith(TOKEN_PREFIX)) {
      return Optional.empty();
    }
    var login =
        database.inTransaction(
            handle ->
                handle
                    .createQuery(
                        """
                        update identity_token t set last_used_at = :now
                          from identity_staff s
                         where t.sha256 = :hash and t.revoked_at is null and t.expires_at > :now and s.id = t.staff_id
                        returning s.login""")
                    .bind("now", clock.now())
                    .bind("hash", sha256(token))
                    .mapTo(String.class)
                    .findOne());
    return login.flatMap(this::findByLogin);
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
   * Lets somebody in by login and password. An unknown, locked or inactive login takes as long as a
   * wrong password, and all are told alike.
   *
   * @throws RuleBroken {@code identity.wrong-login} also while the login is locked
   */
  public Staff logIn(String login, String password) {
    var hash = login == null || password == null ? Optional.<String>empty() : usableHash(login);
    var right = passwords.fits(password == null ? "" : password, hash.orElse(passwords.nobodys()));
    var staff = hash.isPresent() && right ? findByLogin(login) : Optional.<Staff>empty();
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

  /** Notes a login that went well; the count of failures starts anew. */
  public void loggedIn(Staff staff) {
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "update identity_staff set failed_logins = 0, locked_until = null where id = :id")
              .bind("id", staff.id())
              .execute();
          audit.record(handle, staff.id(), staff.login(), "login", "staff", staff.id(), null);
          return null;
        });
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
                             locked_until = case when (failed_logins + 1) % :limit = 0 then :until else locked_until end
                       where login = lower(:login)
                      returning id""")
                  .bind("limit", FAILURES_BEFORE_LOCK)
                  .bind("until", Instant.now().plus(LOCK))
                  .bind("login", login)
                  .mapTo(Long.class)
                  .findOne();
          known.ifPresent(id -> audit.record(handle, id, "", "loginFailed", "staff", id, null));
          return null;
        });
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
            handle
                .createUpdate(
                    "update identity_token set revoked_at = :now where staff_id = :id and revoked_at is null")
                .bind("now", clock.now())
                .bind("id", id)
                .execute();
          }
          audit.record(
              handle,
              by.id(),
              by.login(),
              "staffChanged",
              "staff",
              id,
              new TreeSet<>(roles) + (active ? "" : " inactive"));
          return null;
        });
  }

  /**
   * Gives oneself a new password; ends one's sessions.
   *
   * @param present the password that still holds; a wrong one counts as a login that went wrong
   */
  public void changeOwnPassword(Staff who, String present, String password) {
    var hash = usableHash(who.login());
    if (!passwords.fits(present, hash.orElse(passwords.nobodys())) || hash.isEmpty()) {
      loginFailed(who.login());
      throw new RuleBroken("identity.present-password-wrong");
    }
    if (present.equals(password)) {
      throw new RuleBroken("identity.password-the-same");
    }
    setPassword(who.id(), who.login(), password, who);
  }

  /** Gives a new password, takes away a lock, and ends the sessions of that person. */
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

  /** A personal token; {@code expiresAt} and {@code lastUsedAt} in UTC. */
  public record Token(
      long id, String name, Instant createdAt, Instant expiresAt, Instant lastUsedAt) {}

  /**
   * Makes a personal token for REST and the command line. It is shown this once; only its hash is
   * kept.
   *
   * @param name what it is for, as the person calls it
   */
  public String issueToken(long staffId, String name, Staff by) {
    var random = new byte[32];
    new SecureRandom().nextBytes(random);
    var token = TOKEN_PREFIX + HexFormat.of().formatHex(random);
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into identity_token (staff_id, name, sha256, created_at, expires_at)
                  values (:staff, :name, :hash, :now, :end)""")
              .bind("staff", staffId)
              .bind("name", name)
              .bind("hash", sha256(token))
              .bind("now", clock.now())
              .bind("end", clock.now().plus(TOKEN_LIFE))
              .execute();
          audit.record(
              handle,
              by == null ? null : by.id(),
              actor(by),
              "tokenIssued",
              "staff",
              staffId,
              name);
          return null;
        });
    return token;
  }

  /** The tokens of a person that still work. */
  public List<Token> tokens(long staffId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select * from identity_token
                     where staff_id = :staff and revoked_at is null and expires_at > :now order by id desc""")
                .bind("staff", staffId)
                .bind("now", clock.now())
                .map(ConstructorMapper.of(Token.class))
                .list());
  }

  /** Ends a token of this person. */
  public void revokeToken(long tokenId, Staff by) {
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "update identity_token set revoked_at = :now where id = :id and staff_id = :staff and revoked_at is null")
              .bind("now", clock.now())
              .bind("id", tokenId)
              .bind("staff", by.id())
              .execute();
          audit.record(handle, by.id(), by.login(), "tokenRevoked", "staff", by.id(), null);
          return null;
        });
  }

  private static String actor(Staff by) {
    return by == null ? "command line" : by.login();
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
