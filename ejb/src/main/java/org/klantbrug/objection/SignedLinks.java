package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.notice.ObjectionLinks;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Seal;

/**
 * Links by which customers object without a login: who, against which merger, and the last moment,
 * sealed. A wrong or old one opens nothing, and does not tell whether there is anything to open.
 */
@ApplicationScoped
public class SignedLinks implements ObjectionLinks {
  /** Where a link opens, as far as its question mark. */
  public static final String PAGE = "public/objection?";

  private Database database;
  private BusinessClock clock;
  private MailSettings settings;

  /** For the container. */
  protected SignedLinks() {}

  /** Works with these. */
  @Inject
  public SignedLinks(Database database, BusinessClock clock, MailSettings settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * A link.
   *
   * @param of who and against which merger: {@code 12-3}
   * @param until last moment on which it opens, in seconds since 1970
   * @param seal over both
   */
  public record Link(String of, long until, String seal) {
    /** What its address says behind the question mark. */
    public String query() {
      return "of=" + of + "&until=" + until + "&seal=" + seal;
    }

    /** Last moment on which it opens. */
    public Instant end() {
      return Instant.ofEpochSecond(until);
    }

    private String sealed() {
      return of + " " + until;
    }
  }

  /**
   * Whose link it is.
   *
   * @param identityId the customer, as the acquired company knows him
   */
  public record Whose(long identityId, long mergerId) {}

  /** The whole address; without one for customers only its end, as the server knows it. */
  @Override
  public String linkFor(long identityId, long mergerId) {
    return settings.publicAddress().orElse("/") + PAGE + make(identityId, mergerId).query();
  }

  /** A new link, for as many days as is settled. */
  public Link make(long identityId, long mergerId) {
    return database.with(
        handle -> {
          var days =
              handle
                  .createQuery("select link_days from objection_setting")
                  .mapTo(Integer.class)
                  .one();
          var bare =
              new Link(
                  identityId + "-" + mergerId,
                  clock.now().plus(Duration.ofDays(days)).getEpochSecond(),
                  null);
          return new Link(bare.of(), bare.until(), Seal.of(key(handle), bare.sealed()));
        });
  }

  /** Opens a link; empty if nobody gave it, or its last moment is over. */
  public Optional<Whose> open(Link link) {
    if (link.of() == null || !link.of().matches("[1-9]\\d{0,17}-[1-9]\\d{0,17}")) {
      return Optional.empty();
    }
    var sealed =
        database.<Boolean>with(handle -> Seal.holds(key(handle), link.sealed(), link.seal()));
    if (!sealed || clock.now().isAfter(link.end())) {
      return Optional.empty();
    }
    var parts = link.of().split("-");
    return Optional.of(new Whose(Long.parseLong(parts[0]), Long.parseLong(parts[1])));
  }

  private static byte[] key(Handle handle) {
    return handle.createQuery("select key from objection_link_key").mapTo(byte[].class).one();
  }
}
