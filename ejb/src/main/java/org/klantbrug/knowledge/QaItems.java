package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The steps of a question and its answer: written, checked by another, published, renewed or taken
 * away. Each names the version that was read, so that of two colleagues at once the second hears of
 * the first. A text that is being rewritten leaves the one before it published.
 */
@ApplicationScoped
public class QaItems {
  /** How work, the log and clocks call an item. */
  public static final String SUBJECT = "knowledge";

  private static final int LONGEST_NOTE = 2000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private QaTasks tasks;
  private Contradictions contradictions;

  /** For the container. */
  public QaItems() {}

  /** Works with these. */
  @Inject
  public QaItems(
      Database database,
      BusinessClock clock,
      Audit audit,
      QaTasks tasks,
      Contradictions contradictions) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.tasks = tasks;
    this.contradictions = contradictions;
  }

  /**
   * Writes a new one; somebody else is asked to check it.
   *
   * @return its key
   * @throws RuleBroken {@code knowledge.*}: what is missing
   */
  @Transactional
  public long write(NewItem wanted, Staff by) {
    var item = wanted.checked(clock.today());
    return database.inTransaction(
        handle -> {
          mustBeOwner(handle, item.ownerId());
          var id = QaRows.insert(handle, item, by, clock.now());
          written(handle, id, "WRITTEN", by);
          return id;
        });
  }

  /**
   * Writes it anew; it is checked again before anybody reads it.
   *
   * @param version that was read
   * @throws RuleBroken {@code knowledge.*}; {@link org.klantbrug.shared.ChangedMeanwhile} if a
   *     colleague took a step since
   */
  @Transactional
  public void rewrite(long id, int version, NewItem wanted, Staff by) {
    var item = wanted.checked(clock.today());
    step(
        id,
        version,
        (handle, before) -> {
          mustBeOwner(handle, item.ownerId());
          QaRows.rewrite(handle, id, item, by, clock.now());
          written(handle, id, "WRITTEN", by);
        });
  }

  private void written(Handle handle, long id, String kind, Staff by) {
    QaRows.keep(handle, id);
    done(handle, id, kind, by, null);
    tasks.askToCheck(QaRows.read(handle, id, clock.today()), by);
  }

  /**
   * The newest text is right; an editor is asked to publish it.
   *
   * @param by who has the role that was asked to check it, and did not write it
   */
  @Transactional
  public void check(long id, int version, Staff by) {
    step(
        id,
        version,
        (handle, item) -> {
          item.mustBeCheckable(by);
          QaRows.checked(handle, id, by, clock.now());
          done(handle, id, "CHECKED", by, null);
          tasks.checked(item, by);
        });
  }

  /**
   * The newest text is not right: only a new one leads on.
   *
   * @param why what its owner has to mend
   */
  @Transactional
  public void sendBack(long id, int version, String why, Staff by) {
    var note = reasoned(why);
    step(
        id,
        version,
        (handle, item) -> {
          item.mustBeCheckable(by);
          QaRows.stopped(handle, id, State.SENT_BACK);
          done(handle, id, "SENT_BACK", by, note);
          tasks.sentBack(item, note, by);
        });
  }

  /** Readers see the newest text from now on. */
  @Transactional
  public void publish(long id, int version, Staff by) {
    step(
        id,
        version,
        (handle, item) -> {
          item.mustBePublishable();
          NewItem.day(item.validUntil(), clock.today());
          QaRows.published(handle, id, by, clock.now());
          Publishing.show(handle, id, clock.now());
          done(handle, id, "PUBLISHED", by, null);
          tasks.published(item, by);
          contradictions.published(handle, id);
        });
  }

  /**
   * What was published is still right, until another day; one that expired is shown again. Of a
   * text that is being rewritten the one before it is shown for longer.
   *
   * @param until last day on which it is shown
   * @param by its owner, or who may publish
   */
  @Transactional
  public void renew(long id, int version, LocalDate until, Staff by) {
    var day = NewItem.day(until, clock.today());
    step(
        id,
        version,
        (handle, item) -> {
          item.mustBeRenewable(by);
          if (item.rewritten()) {
            Publishing.prolong(handle, id, day);
            QaRows.stepped(handle, id);
          } else {
            QaRows.renewed(handle, id, day);
            Publishing.show(handle, id, clock.now());
          }
          done(handle, id, "RENEWED", by, day.toString());
          tasks.renewed(item, by);
        });
  }

  /** Readers see it no more, and nothing is asked about it; only a new text leads on. */
  @Transactional
  public void withdraw(long id, int version, String why, Staff by) {
    var note = reasoned(why);
    step(
        id,
        version,
        (handle, item) -> {
          item.mustBeWithdrawable();
          Publishing.hide(handle, id);
          QaRows.stopped(handle, id, State.WITHDRAWN);
          done(handle, id, "WITHDRAWN", by, note);
          tasks.withdrawn(item);
        });
  }

  /** Lets it say again what it said once; that is a new text, to be checked like any other. */
  @Transactional
  public void putBack(long id, int version, int earlier, Staff by) {
    step(
        id,
        version,
        (handle, item) -> {
          var said =
              QaRows.versions(handle, id).stream()
                  .filter(each -> each.version() == earlier)
                  .findFirst()
                  .orElseThrow(() -> new RuleBroken("knowledge.unknown-version"))
                  .fields();
          var wording =
              new Wording(
                  said.get("question_nl"),
                  said.get("answer_nl"),
                  said.get("question_en"),
                  said.get("answer_en"));
          QaRows.rewrite(handle, id, as(item, wording), by, clock.now());
          written(handle, id, "PUT_BACK", by);
        });
  }

  private static NewItem as(QaItem item, Wording wording) {
    return new NewItem(
        item.topic(),
        item.audience(),
        item.companyId(),
        item.mergerId(),
        item.product(),
        wording,
        item.ownerId(),
        item.checker(),
        item.validUntil(),
        item.links());
  }

  private void step(long id, int version, BiConsumer<Handle, QaItem> what) {
    database.inTransaction(
        handle -> {
          var item = QaRows.hold(handle, id, clock.today());
          item.mustBe(version);
          what.accept(handle, item);
          return null;
        });
  }

  private void done(Handle handle, long id, String kind, Staff by, String note) {
    QaRows.noted(handle, id, kind, by.id(), clock.now(), note);
    audit.record(handle, by.id(), by.login(), "knowledgeStep", SUBJECT, id, kind);
  }

  private static void mustBeOwner(Handle handle, long staff) {
    if (QaList.owners(handle).stream().noneMatch(each -> each.id() == staff)) {
      throw new RuleBroken("knowledge.not-owner");
    }
  }

  private static String reasoned(String why) {
    var note = why == null ? "" : why.strip();
    if (note.isEmpty() || note.length() > LONGEST_NOTE) {
      throw new RuleBroken("knowledge.why", LONGEST_NOTE);
    }
    return note;
  }
}
