package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The log of a crisis: what was known, decided, handed over and done. It only grows. Every step of
 * the work adds to it, so whoever waits for news looks here alone.
 */
@ApplicationScoped
public class CrisisLog {
  private static final int LONGEST = 8_000;
  private static final int SHOWN = 500;

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  protected CrisisLog() {}

  /** Works with these. */
  @Inject
  public CrisisLog(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What people write themselves; all other kinds are added by the step that they are about. */
  public enum Kind {
    /** Something that is known. */
    FACT,
    /** What was decided. */
    DECISION,
    /** What whoever comes next must know. */
    HANDOVER,
    /** What was said to whom. */
    MESSAGE,
    /** How it stands, at the moment of a situation report. */
    SITUATION;

    /** The kind with this name; a broken rule if there is none. */
    public static Kind named(String name) {
      return Arrays.stream(values())
          .filter(each -> each.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new RuleBroken("crisis.kind"));
    }
  }

  /**
   * A line of the log.
   *
   * @param kind a code with a text {@code crisis.log.<kind>}
   * @param who null for what happened by itself
   */
  public record Entry(long id, Instant at, String who, String kind, String text) {}

  /**
   * Adds a line, in the transaction of what it is about.
   *
   * @param kind a code in capitals, with a text {@code crisis.log.<kind>} in the bundle of the
   *     screens
   * @param by who did it; null for what happened by itself
   */
  public void add(Handle handle, long crisis, String kind, String text, Staff by) {
    handle
        .createUpdate(
            "insert into crisis_log (crisis_id, at, staff_id, kind, text) values (:crisis, :at, :by, :kind, :text)")
        .bind("crisis", crisis)
        .bind("at", clock.now())
        .bind("by", by == null ? null : by.id())
        .bind("kind", kind)
        .bind("text", Words.needed(text, LONGEST, "crisis.log-text"))
        .execute();
  }

  /** The newest lines of a crisis, the last on top; at most 500. */
  public List<Entry> of(long crisis) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select e.id, e.at, s.full_name as who, e.kind, e.text
                      from crisis_log e left join identity_staff s on s.id = e.staff_id
                     where e.crisis_id = :crisis order by e.id desc limit :most""")
                .bind("crisis", crisis)
                .bind("most", SHOWN)
                .map(ConstructorMapper.of(Entry.class))
                .list());
  }
}
