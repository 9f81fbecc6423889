package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What the team of a crisis writes down: lines of the log, what advisers say, which answers belong
 * to it, and how often a situation report is asked for.
 */
@ApplicationScoped
public class CrisisRoom {
  private static final int LONGEST = 8_000;
  private static final int SHORTEST_RHYTHM = 15;
  private static final int LONGEST_RHYTHM = 1_440;

  private Database database;
  private BusinessClock clock;
  private CrisisLog log;
  private CrisisWork work;

  /** For the container. */
  protected CrisisRoom() {}

  /** Works with these. */
  @Inject
  public CrisisRoom(Database database, BusinessClock clock, CrisisLog log, CrisisWork work) {
    this.database = database;
    this.clock = clock;
    this.log = log;
    this.work = work;
  }

  /**
   * Somebody writes a line of the log. A new fact is put before the lead; how it stands is the
   * situation report that was asked for.
   */
  @Transactional
  public void write(long id, CrisisLog.Kind kind, String text, Staff by) {
    database.inTransaction(
        handle -> {
          var crisis = CrisisRows.hold(handle, id);
          crisis.mustBeOpen();
          log.add(handle, id, kind.name(), text, by);
          if (kind == CrisisLog.Kind.FACT) {
            work.newFact(crisis, by);
          } else if (kind == CrisisLog.Kind.SITUATION) {
            reported(handle, crisis, by);
          }
          return null;
        });
  }

  /**
   * A situation report was written: whoever was asked for it is done, and the next one is asked for
   * when the time between two of them has passed. To be called in the transaction of the report.
   */
  public void reported(Handle handle, Crisis crisis, Staff by) {
    work.reported(crisis, by);
    if (crisis.isRunning()) {
      CrisisRows.reportsEvery(handle, crisis.id(), crisis.reportMinutes(), next(crisis));
    }
  }

  private Instant next(Crisis crisis) {
    return clock.now().plus(Duration.ofMinutes(crisis.reportMinutes()));
  }

  /**
   * How often a situation report is asked for, from now on.
   *
   * @param minutes 15 to 1440 between two of them
   */
  @Transactional
  public void reportEvery(long id, Integer minutes, Staff by) {
    if (minutes == null || minutes < SHORTEST_RHYTHM || minutes > LONGEST_RHYTHM) {
      throw new RuleBroken("crisis.rhythm", SHORTEST_RHYTHM, LONGEST_RHYTHM);
    }
    database.inTransaction(
        handle -> {
          CrisisRows.hold(handle, id).mustRun();
          CrisisRows.reportsEvery(
              handle, id, minutes, clock.now().plus(Duration.ofMinutes(minutes)));
          log.add(handle, id, "RHYTHM", minutes + " min", by);
          return null;
        });
  }

  /**
   * What advisers say, and what they do not say.
   *
   * @param notSay null for nothing
   */
  public record Briefing(long id, String say, String notSay, String writtenBy, Instant writtenAt) {}

  /** Writes it anew; what it said before stays. */
  @Transactional
  public void brief(long id, String say, String notSay, Staff by) {
    var words = Words.needed(say, LONGEST, "crisis.say");
    var silence = Words.orNull(notSay, LONGEST, "crisis.say");
    database.inTransaction(
        handle -> {
          CrisisRows.hold(handle, id).mustBeOpen();
          handle
              .createUpdate(
                  """
                  insert into crisis_briefing (crisis_id, say, not_say, written_by, written_at)
                  values (:crisis, :say, :silence, :by, :at)""")
              .bind("crisis", id)
              .bind("say", words)
              .bind("silence", silence)
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          log.add(handle, id, "BRIEFING", words, by);
          return null;
        });
  }

  /** The newest; empty while nobody wrote one. */
  public Optional<Briefing> briefing(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select b.id, b.say, b.not_say, s.full_name as written_by, b.written_at
                      from crisis_briefing b join identity_staff s on s.id = b.written_by
                     where b.crisis_id = :crisis order by b.id desc limit 1""")
                .bind("crisis", id)
                .map(ConstructorMapper.of(Briefing.class))
                .findOne());
  }

  /**
   * A question that customers ask because of it.
   *
   * @param name the question, in Dutch if there is one
   * @param shown whether readers see an answer today
   */
  public record Question(long id, String name, String state, boolean shown) {}

  /** Which belong to it, in the order in which they were added. */
  public List<Question> questions(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select i.id, coalesce(i.question_nl, i.question_en) as name, i.state,
                           exists (select from knowledge_published p where p.item_id = i.id and p.valid_until >= :today) as shown
                      from crisis_question q join knowledge_item i on i.id = q.item_id
                     where q.crisis_id = :crisis order by q.linked_at, i.id""")
                .bind("crisis", id)
                .bind("today", clock.today())
                .map(ConstructorMapper.of(Question.class))
                .list());
  }

  /** Questions that can be added, the newest first; at most 200. */
  public List<Question> linkable(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select i.id, coalesce(i.question_nl, i.question_en) as name, i.state, false as shown from knowledge_item i
                     where not exists (select from crisis_question q where q.item_id = i.id and q.crisis_id = :crisis)
                     order by i.id desc limit 200""")
                .bind("crisis", id)
                .map(ConstructorMapper.of(Question.class))
                .list());
  }

  /** A question belongs to it; one that does already stays. */
  @Transactional
  public void link(long id, Long item, Staff by) {
    database.inTransaction(
        handle -> {
          CrisisRows.hold(handle, id).mustBeOpen();
          var name =
              handle
                  .createQuery(
                      "select coalesce(question_nl, question_en) from knowledge_item where id = :item")
                  .bind("item", item)
                  .mapTo(String.class)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("crisis.question"));
          var added =
              handle.execute(
                  "insert into crisis_question (crisis_id, item_id, linked_by, linked_at) values (?, ?, ?, ?) on conflict do nothing",
                  id,
                  item,
                  by.id(),
                  clock.now());
          if (added > 0) {
            log.add(handle, id, "QUESTION", name, by);
          }
          return null;
        });
  }
}
