package org.klantbrug.brake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Holds new waves and mail to many, and lets them go on. What is under way already goes on: a mail
 * that was handed to the mail server, a wave that is being carried. One person who may is enough to
 * hold, as it must be quick, and one to let go; both say why.
 */
@ApplicationScoped
public class Brakes {
  /** Subject of a hold: a merger. */
  public static final String MERGER = "merger";

  /** Subject of a hold of a crisis: mail to many, whatever it is about. */
  public static final String MESSAGES = "messages";

  private static final int LONGEST = 400;

  private static final String SELECT =
      """
      select b.id, b.subject_kind, b.subject_id, b.subject_name, b.crisis_id, b.crisis_name, b.holds_mail, h.full_name as held_by, b.held_at, b.reason,
             r.full_name as released_by, b.released_at, b.release_reason
        from brake_hold b join identity_staff h on h.id = b.held_by left join identity_staff r on r.id = b.released_by
      """;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Event<BrakeChanged> changed;
  private Iterable<HeldWork> work;

  /** For the container. */
  protected Brakes() {}

  /** Works with these, and with what other contexts know to wait. */
  @Inject
  public Brakes(
      Database database,
      BusinessClock clock,
      Audit audit,
      Event<BrakeChanged> changed,
      Instance<HeldWork> work) {
    this(database, clock, audit, changed, (Iterable<HeldWork>) work);
  }

  /** As the other, with counts that no container knows. */
  public Brakes(
      Database database,
      BusinessClock clock,
      Audit audit,
      Event<BrakeChanged> changed,
      Iterable<HeldWork> work) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.changed = changed;
    this.work = work;
  }

  /**
   * From now on no new wave of a merger goes, and mail to many waits.
   *
   * @param name what people call the merger
   * @throws RuleBroken {@code brake.*}: it is held already, or there is no reason
   */
  public Hold hold(long merger, String name, String reason, Staff by) {
    var why = reasoned(reason);
    return database.inTransaction(
        handle -> {
          var added =
              handle
                  .createUpdate(
                      """
                      insert into brake_hold (subject_kind, subject_id, subject_name, held_by, held_at, reason)
                      values (:kind, :id, :name, :by, :at, :why)
                      on conflict (subject_kind, subject_id, coalesce(crisis_id, 0)) where released_at is null do nothing""")
                  .bind("kind", MERGER)
                  .bind("id", merger)
                  .bind("name", name)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("why", why)
                  .execute();
          if (added == 0) {
            throw new RuleBroken("brake.on-already", name);
          }
          return told(handle, byPerson(handle, merger), "brakePutOn", by);
        });
  }

  /**
   * The crisis that holds something.
   *
   * @param name what people call it
   * @param reason why it was declared
   */
  public record Cause(long crisis, String name, String reason) {
    String shortReason() {
      return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST - 1) + "…";
    }
  }

  /**
   * What a crisis holds.
   *
   * @param kind {@link #MERGER} or {@link #MESSAGES}
   * @param id key of the merger; 0 for mail to many
   * @param name what people call it
   */
  public record Held(String kind, long id, String name) {
    /** Mail to many, whatever it is about. */
    public static final Held MAIL_TO_MANY = new Held(MESSAGES, 0, MESSAGES);
  }

  /**
   * A crisis holds these from now on, beside what people hold. To be called in the transaction that
   * declares it.
   *
   * @param by who declared it
   */
  public void holdFor(Handle handle, Cause cause, List<Held> subjects, Staff by) {
    var batch =
        handle.prepareBatch(
            """
            insert into brake_hold (subject_kind, subject_id, subject_name, held_by, held_at, reason, crisis_id, crisis_name)
            values (:kind, :id, :name, :by, :at, :why, :crisis, :crisisName)""");
    for (var each : subjects) {
      batch
          .bind("kind", each.kind())
          .bind("id", each.id())
          .bind("name", each.name())
          .bind("by", by.id())
          .bind("at", clock.now())
          .bind("why", cause.shortReason())
          .bind("crisis", cause.crisis())
          .bind("crisisName", cause.name())
          .add();
    }
    batch.execute();
    ofCrisis(handle, cause.crisis()).forEach(hold -> told(handle, hold, "brakePutOn", by));
  }

  /**
   * Waves of the merger may go again, and mail to many goes on where it was; what a crisis holds
   * stays held.
   *
   * @throws RuleBroken {@code brake.*}: nothing is held, or there is no reason
   */
  public Hold release(long merger, String reason, Staff by) {
    var why = reasoned(reason);
    return database.inTransaction(
        handle -> {
          var released =
              handle
                  .createUpdate(
                      """
                      update brake_hold set released_by = :by, released_at = :at, release_reason = :why
                       where subject_kind = :kind and subject_id = :id and crisis_id is null and released_at is null""")
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("why", why)
                  .bind("kind", MERGER)
                  .bind("id", merger)
                  .execute();
          if (released == 0) {
            throw new RuleBroken("brake.not-on");
          }
          return told(handle, byPerson(handle, merger), "brakeReleased", by);
        });
  }

  /**
   * One thing that a crisis holds goes on; all else stays held.
   *
   * @throws RuleBroken {@code brake.*}: it is not held any more, or there is no reason
   */
  public Hold releaseOfCrisis(long crisis, long hold, String reason, Staff by) {
    var why = reasoned(reason);
    return database.inTransaction(
        handle -> {
          var released =
              handle
                  .createUpdate(
                      """
                      update brake_hold set released_by = :by, released_at = :at, release_reason = :why
                       where id = :id and crisis_id = :crisis and released_at is null""")
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("why", why)
                  .bind("id", hold)
                  .bind("crisis", crisis)
                  .execute();
          if (released == 0) {
            throw new RuleBroken("brake.goes-already");
          }
          return told(
              handle,
              ofCrisis(handle, crisis).stream()
                  .filter(each -> each.id() == hold)
                  .findFirst()
                  .orElseThrow(),
              "brakeReleased",
              by);
        });
  }

  private Hold told(Handle handle, Hold hold, String deed, Staff by) {
    audit.record(
        handle,
        by.id(),
        by.login(),
        deed,
        hold.ofMerger() ? MERGER : "crisis",
        hold.ofMerger() ? hold.subjectId() : hold.crisisId(),
        null);
    changed.fire(new BrakeChanged(handle, hold));
    return hold;
  }

  private static String reasoned(String reason) {
    var why = reason == null ? "" : reason.strip();
    if (why.isEmpty() || why.length() > LONGEST) {
      throw new RuleBroken("brake.why", LONGEST);
    }
    return why;
  }

  /** What is held now, the longest first. */
  public List<Hold> standing() {
    return database.with(
        handle ->
            handle
                .createQuery(SELECT + " where b.released_at is null order by b.held_at, b.id")
                .map(ConstructorMapper.of(Hold.class))
                .list());
  }

  /** Each time a merger was held, the newest first. */
  public List<Hold> of(long merger) {
    return database.with(handle -> of(handle, merger));
  }

  private static List<Hold> of(Handle handle, long merger) {
    return handle
        .createQuery(
            SELECT + " where b.subject_kind = :kind and b.subject_id = :id order by b.id desc")
        .bind("kind", MERGER)
        .bind("id", merger)
        .map(ConstructorMapper.of(Hold.class))
        .list();
  }

  private static Hold byPerson(Handle handle, long merger) {
    return of(handle, merger).stream().filter(each -> !each.ofCrisis()).findFirst().orElseThrow();
  }

  /** What a crisis holds and held, in the order in which it was. */
  public List<Hold> ofCrisis(long crisis) {
    return database.with(handle -> ofCrisis(handle, crisis));
  }

  /** As {@link #ofCrisis(long)}, in the caller's transaction. */
  public static List<Hold> ofCrisis(Handle handle, long crisis) {
    return handle
        .createQuery(SELECT + " where b.crisis_id = :crisis order by b.id")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Hold.class))
        .list();
  }

  /** Something that waits: a code with a text {@code brake.waits.<code>}, and how much. */
  public record Waiting(String code, long count) {}

  /** What waits while something is held, in a fixed order; what does not is left out. */
  public List<Waiting> waiting(Hold hold) {
    return database.with(
        handle ->
            StreamSupport.stream(work.spliterator(), false)
                .map(each -> new Waiting(each.code(), each.waiting(handle, hold)))
                .filter(each -> each.count() > 0)
                .sorted(Comparator.comparing(Waiting::code))
                .toList());
  }

  /**
   * Nothing new starts while a merger is held: to be asked in the transaction that starts it.
   *
   * @throws RuleBroken {@code brake.on} or {@code brake.on-crisis} if it is held
   */
  public static void refuseWhileHeld(Handle handle, long merger) {
    of(handle, merger).stream()
        .filter(Hold::isOn)
        .findFirst()
        .ifPresent(
            hold -> {
              throw hold.ofCrisis()
                  ? new RuleBroken(
                      "brake.on-crisis", hold.subjectName(), hold.crisisName(), hold.reason())
                  : new RuleBroken("brake.on", hold.subjectName(), hold.heldBy(), hold.reason());
            });
  }
}
