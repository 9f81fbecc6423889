package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Questions that were asked and have no answer: those that are alike are one, and become a task. An
 * editor answers it with an item, or says why it gets none; who asked hears what came of it.
 */
@ApplicationScoped
public class UnansweredQuestions {
  /** How work and the log call such a question. */
  public static final String SUBJECT = "unanswered";

  /** How long a question may be, in characters. */
  public static final int LONGEST = 1000;

  private static final int SHORTEST = 5;
  private static final int LONGEST_REASON = 2000;
  private static final Duration ENOUGH_OF_IT = Duration.ofDays(90);

  /** Asked so often since it was decided that it gets no answer, it is looked at anew. */
  private static final int ASKED_AGAIN = 5;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private UnansweredTasks tasks;

  /** For the container. */
  public UnansweredQuestions() {}

  /** Works with these. */
  @Inject
  public UnansweredQuestions(
      Database database, BusinessClock clock, Audit audit, UnansweredTasks tasks) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.tasks = tasks;
  }

  /**
   * A time that it was asked.
   *
   * @param who the colleague who asked or noted it; null if somebody unknown asked
   */
  public record Occasion(String origin, String words, String who, Instant at, Long staffId) {
    /** Shown without what somebody could be known by. */
    public Occasion {
      words = Words.bare(words);
    }
  }

  /**
   * A colleague found no answer.
   *
   * @param topic code of what it is about; null if not said
   * @return key of the question, which may have been asked before
   * @throws RuleBroken {@code knowledge.ask-*}: it says nothing, or is too long
   */
  @Transactional
  public long ask(String topic, String words, Staff by) {
    var asked = worded(words);
    return database.inTransaction(
        handle -> {
          var id =
              join(
                  handle,
                  new UnansweredRows.Asked(
                      "STAFF", null, null, topic, by.language(), asked, by.id(), clock.now()));
          audit.record(handle, by.id(), by.login(), "unansweredStep", SUBJECT, id, "ASKED");
          return id;
        });
  }

  /**
   * Somebody whom nobody knows found no answer on the public page. Numbers and addresses are left
   * out: nobody is asked who he is.
   *
   * @param language {@code nl} or {@code en}
   * @throws RuleBroken {@code knowledge.ask-*}: it says nothing, or is too long
   */
  @Transactional
  public void askOpenly(String topic, String words, String language) {
    var asked = worded(words);
    database.inTransaction(
        handle ->
            join(
                handle,
                new UnansweredRows.Asked(
                    "PUBLIC", null, null, topic, language, asked, null, clock.now())));
  }

  private static String worded(String words) {
    var text = words == null ? "" : Words.bare(words.strip());
    if (text.length() < SHORTEST) {
      throw new RuleBroken("knowledge.ask-nothing");
    }
    if (text.length() > LONGEST) {
      throw new RuleBroken("knowledge.ask-long", LONGEST);
    }
    return text;
  }

  /** Adds it to the question that it is like, or begins one. */
  long join(Handle handle, UnansweredRows.Asked asked) {
    UnansweredRows.alone(handle);
    var since = clock.now().minus(ENOUGH_OF_IT);
    var known = UnansweredRows.alike(handle, asked.language(), asked.words(), since);
    var id =
        known.orElseGet(
            () -> UnansweredRows.insert(handle, asked.topic(), asked.language(), asked.at()));
    UnansweredRows.asked(handle, id, asked);
    if (known.isEmpty() || UnansweredRows.reopened(handle, id, ASKED_AGAIN)) {
      tasks.ask(id);
    } else if (UnansweredRows.dismissed(handle, id)) {
      tell(handle, id);
    }
    return id;
  }

  /**
   * An item answers it. Who asked hears that as soon as readers see the item.
   *
   * @param version that was read
   */
  @Transactional
  public void answer(long id, int version, long item, Staff by) {
    step(
        id,
        version,
        by,
        (handle, question) -> {
          QaRows.read(handle, item, clock.today());
          UnansweredRows.decided(handle, id, Unanswered.State.WAITING, item, null, by, clock.now());
          done(handle, id, "LINKED", by);
        });
    tellWhatIsShown();
  }

  /** It gets no answer, and who asked hears why. */
  @Transactional
  public void dismiss(long id, int version, String why, Staff by) {
    var reason = why == null ? "" : why.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new RuleBroken("knowledge.why", LONGEST_REASON);
    }
    step(
        id,
        version,
        by,
        (handle, question) -> {
          UnansweredRows.decided(
              handle, id, Unanswered.State.DISMISSED, null, reason, by, clock.now());
          done(handle, id, "DISMISSED", by);
          tell(handle, id);
        });
  }

  /**
   * Tells who asked of answers that readers see by now; a question whose answer was taken away is
   * to be decided again.
   */
  @Transactional
  public void tellWhatIsShown() {
    database.inTransaction(
        handle -> {
          for (var id : UnansweredRows.nowShown(handle, clock.today())) {
            UnansweredRows.answered(handle, id);
            tell(handle, id);
          }
          UnansweredRows.withdrawn(handle).forEach(tasks::ask);
          return null;
        });
  }

  private void tell(Handle handle, long id) {
    UnansweredRows.tell(handle, id, clock.now()).forEach(asker -> tasks.tell(id, asker));
  }

  /** Nobody else decides about it until the end of the transaction. */
  void hold(long id, int version, Staff by) {
    step(id, version, by, (handle, question) -> {});
  }

  private void step(long id, int version, Staff by, BiConsumer<Handle, Unanswered> what) {
    database.inTransaction(
        handle -> {
          var question = UnansweredRows.hold(handle, id, reader(by));
          question.mustBe(version);
          question.mustBeDecidable();
          what.accept(handle, question);
          return null;
        });
  }

  private void done(Handle handle, long id, String kind, Staff by) {
    tasks.decided(id, by, kind);
    audit.record(handle, by.id(), by.login(), "unansweredStep", SUBJECT, id, kind);
  }

  /**
   * Questions that wait for an answer, or that got one, those asked most often first. Who does not
   * write answers sees those that he asked himself.
   */
  public List<Unanswered> list(boolean open, int most, Staff reader) {
    return database.with(handle -> UnansweredRows.list(handle, open, reader(reader), most));
  }

  /**
   * One question.
   *
   * @throws RuleBroken {@code knowledge.unanswered-unknown}, also for who may not see it
   */
  public Unanswered read(long id, Staff reader) {
    return database.with(
        handle -> {
          var found = UnansweredRows.read(handle, id, reader(reader));
          if (!found.mine() && !readsAll(reader)) {
            throw new RuleBroken("knowledge.unanswered-unknown", found.name());
          }
          return found;
        });
  }

  /**
   * The newest times that it was asked; of who does not write answers only his own. That words of
   * customers were read is in the log.
   */
  @Transactional
  public List<Occasion> occasions(long id, int most, Staff reader) {
    return database.inTransaction(
        handle -> {
          var found = UnansweredRows.occasions(handle, id, reader(reader), most);
          if (found.stream().anyMatch(each -> each.origin().equals("CONTACT"))) {
            audit.record(
                handle, reader.id(), reader.login(), "unansweredStep", SUBJECT, id, "READ");
          }
          return found;
        });
  }

  private UnansweredRows.Reader reader(Staff staff) {
    return new UnansweredRows.Reader(staff, readsAll(staff), clock.today());
  }

  /** How many wait for a decision. */
  public long waiting() {
    return database.with(
        handle ->
            handle
                .createQuery("select count(*) from knowledge_unanswered where state = 'OPEN'")
                .mapTo(Long.class)
                .one());
  }

  private static boolean readsAll(Staff reader) {
    return reader.may(Action.KNOWLEDGE_WRITE);
  }
}
