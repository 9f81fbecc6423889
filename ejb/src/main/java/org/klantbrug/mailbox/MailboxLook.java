package org.klantbrug.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** Who reads the mailbox now, and how the last look went. */
@ApplicationScoped
public class MailboxLook {
  private static final int MOST_WORDS = 500;

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  public MailboxLook() {}

  /** Works with these. */
  @Inject
  public MailboxLook(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * How the last look went.
   *
   * @param lookedAt when the mailbox was read; null if it never was
   * @param failure why it could not be read since; null if it could
   */
  public record Last(Instant lookedAt, String failure) {}

  /** How the last look went. */
  public Last last() {
    return database.with(
        handle ->
            handle
                .createQuery("select looked_at, failure from mailbox_lease")
                .map(ConstructorMapper.of(Last.class))
                .one());
  }

  /** Takes or renews the right to read; false while another server has it. */
  boolean take(String me, Duration lease) {
    return database.inTransaction(
            handle ->
                handle
                    .createUpdate(
                        "update mailbox_lease set holder = :me, until = :until where holder = :me or until <= :now")
                    .bind("me", me)
                    .bind("until", clock.now().plus(lease))
                    .bind("now", clock.now())
                    .execute())
        == 1;
  }

  /** Gives it back. */
  void done(String me, String failure) {
    database.inTransaction(
        handle ->
            handle
                .createUpdate(
                    """
                    update mailbox_lease set until = :now, failure = :failure,
                           looked_at = case when cast(:failure as text) is null then :now else looked_at end
                     where holder = :me""")
                .bind("me", me)
                .bind("now", clock.now())
                .bind(
                    "failure",
                    failure == null
                        ? null
                        : failure.substring(0, Math.min(MOST_WORDS, failure.length())))
                .execute());
  }
}
