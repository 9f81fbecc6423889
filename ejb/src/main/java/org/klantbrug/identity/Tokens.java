package org.klantbrug.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** Personal tokens, by which people use REST and the command line as themselves. */
@ApplicationScoped
public class Tokens {
  private static final Duration LIFE = Duration.ofDays(90);
  private static final String PREFIX = "kbt_";

  private final Database database;
  private final BusinessClock clock;
  private final Audit audit;
  private final People people;

  /** For the container's proxy. */
  protected Tokens() {
    this(null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public Tokens(Database database, BusinessClock clock, Audit audit, People people) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.people = people;
  }

  /** The active member of staff whose personal token this is; notes that it was used. */
  public Optional<Staff> findStaff(String token) {
    if (token == null || !token.startsWith(PREFIX)) {
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
    return login.flatMap(people::findByLogin);
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
  public String issue(long staffId, String name, Staff by) {
    var random = new byte[32];
    new SecureRandom().nextBytes(random);
    var token = PREFIX + HexFormat.of().formatHex(random);
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
              .bind("end", clock.now().plus(LIFE))
              .execute();
          audit.record(
              handle,
              by == null ? null : by.id(),
              StaffAdministration.actor(by),
              "tokenIssued",
              "staff",
              staffId,
              name);
          return null;
        });
    return token;
  }

  /** The tokens of a person that still work. */
  public List<Token> of(long staffId) {
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
  public void revoke(long tokenId, Staff by) {
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

  /** Ends all tokens of a person, in the caller's transaction. */
  static void revokeAll(Handle handle, long staffId, Instant at) {
    handle
        .createUpdate(
            "update identity_token set revoked_at = :now where staff_id = :id and revoked_at is null")
        .bind("now", at)
        .bind("id", staffId)
        .execute();
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
