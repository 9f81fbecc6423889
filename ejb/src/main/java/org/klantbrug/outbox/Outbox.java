package org.klantbrug.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** The one outbox: what a commit promises to happen next, however often the server is killed. */
@ApplicationScoped
public class Outbox {
  private static final int MOST_ATTEMPTS = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;
  private final BusinessClock clock;
  private final Event<OutboxChanged> changed;

  /** For the container's proxy. */
  protected Outbox() {
    this(null, null, null);
  }

  /** Works with these. */
  @Inject
  public Outbox(Database database, BusinessClock clock, Event<OutboxChanged> changed) {
    this.database = database;
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * A request to be done.
   *
   * @param target what it is for: a process execution, for example
   * @param attempts how often it was tried
   */
  public record Request(
      long id,
      String kind,
      String target,
      String payload,
      String state,
      int attempts,
      String failure,
      Instant createdAt) {

    /** What goes along, names and values. */
    public Map<String, String> values() {
      try {
        return JSON.readValue(payload, new TypeReference<>() {});
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Outbox request " + id + " is not readable", e);
      }
    }
  }

  /** Asks, in the caller's transaction, to wake a waiting process execution. */
  public void wakeProcess(String executionId, Map<String, String> values) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into outbox_request (kind, target, payload, not_before, created_at)
                    values ('WAKE_PROCESS', :target, cast(:payload as jsonb), :at, :at)""")
                .bind("target", executionId)
                .bind("payload", json(values))
                .bind("at", clock.now())
                .execute());
    if (changed != null) {
      changed.fire(new OutboxChanged());
    }
  }

  /** The oldest request that is due, locked until the end of the caller's transaction. */
  public Optional<Request> next(String kind) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select * from outbox_request
                     where kind = :kind and state = 'WAITING' and not_before <= :now
                     order by not_before, id limit 1 for update skip locked""")
                .bind("kind", kind)
                .bind("now", clock.now())
                .map(ConstructorMapper.of(Request.class))
                .findOne());
  }

  /** Done, in the transaction of the effect. */
  public void done(Request request) {
    close(request, "DONE", null);
  }

  /** Nobody waits for it any more. */
  public void notNeeded(Request request, String why) {
    close(request, "NOT_NEEDED", why);
  }

  private void close(Request request, String state, String why) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    "update outbox_request set state = :state, failure = :why, done_at = :at, attempts = attempts + 1 where id = :id")
                .bind("state", state)
                .bind("why", why)
                .bind("at", clock.now())
                .bind("id", request.id())
                .execute());
  }

  /**
   * It went wrong and was rolled back: tried again with growing pauses, and shown as stuck after
   * the last.
   */
  public void failed(Request request, String why) {
    var attempts = request.attempts() + 1;
    database.inTransaction(
        handle ->
            handle
                .createUpdate(
                    """
                    update outbox_request set state = :state, attempts = :attempts, failure = :why, not_before = :later
                     where id = :id and state = 'WAITING'""")
                .bind("state", attempts >= MOST_ATTEMPTS ? "STUCK" : "WAITING")
                .bind("attempts", attempts)
                .bind("why", why)
                .bind("later", clock.now().plus(Duration.ofSeconds(1L << attempts)))
                .bind("id", request.id())
                .execute());
  }

  /** A person has mended the cause: try again now. */
  public void tryAgain(long id) {
    database.inTransaction(
        handle ->
            handle
                .createUpdate(
                    "update outbox_request set state = 'WAITING', attempts = 0, not_before = :now where id = :id and state = 'STUCK'")
                .bind("now", clock.now())
                .bind("id", id)
                .execute());
  }

  /** Requests that were given up, or wait longer than they should. */
  public List<Request> stuck() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select * from outbox_request
                     where state = 'STUCK' or state = 'WAITING' and created_at < :late
                     order by id desc limit 100""")
                .bind("late", clock.now().minus(Duration.ofMinutes(1)))
                .map(ConstructorMapper.of(Request.class))
                .list());
  }

  private static String json(Map<String, String> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
