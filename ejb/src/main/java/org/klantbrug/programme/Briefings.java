package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * Briefings of all who serve customers, with who read them. A version stays as it was; a new one is
 * read anew.
 */
@ApplicationScoped
public class Briefings {
  /** Subject of the tasks: one who is to read. */
  public static final String SUBJECT = "programme_reader";

  /** Element of the work list. */
  public static final String READ = "readBriefing";

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_TEXT = 20_000;
  private static final int LONGEST_REASON = 400;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private WorkItems workItems;
  private Checklist checklist;

  /** For the container. */
  protected Briefings() {}

  /** Works with these. */
  @Inject
  public Briefings(
      Database database,
      BusinessClock clock,
      Audit audit,
      WorkItems workItems,
      Checklist checklist) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.workItems = workItems;
    this.checklist = checklist;
  }

  /**
   * Publishes a briefing, or a new version of it: all who serve customers are asked to read it.
   * Published twice with the same words it is one version.
   *
   * @return its key
   * @throws RuleBroken {@code programme.*}: words are missing, or the programme was not begun
   */
  public long publish(long merger, String title, String body, Staff by) {
    var line = words(title, LONGEST_TITLE);
    var text = words(body, LONGEST_TEXT).replace("\r\n", "\n");
    if (checklist.find(merger).isEmpty()) {
      throw new RuleBroken("programme.not-begun");
    }
    return database.inTransaction(
        handle -> {
          BriefingRows.hold(handle, merger);
          var same = BriefingRows.theSame(handle, merger, line, text);
          if (same.isPresent()) {
            return same.get();
          }
          BriefingRows.unread(handle, merger)
              .forEach(reader -> workItems.withdraw(SUBJECT, reader));
          var id = BriefingRows.add(handle, merger, line, text, by, clock.now());
          ask(handle, id);
          audit.record(handle, by.id(), by.login(), "briefingPublished", "merger", merger, null);
          return id;
        });
  }

  private static String words(String typed, int longest) {
    var text = typed == null ? "" : typed.strip();
    if (text.isEmpty() || text.length() > longest) {
      throw new RuleBroken("programme.briefing-words", LONGEST_TITLE, LONGEST_TEXT);
    }
    return text;
  }

  /** Whoever came since is asked too. */
  void askWhoCame() {
    database.inTransaction(
        handle -> {
          BriefingRows.newest(handle).forEach(briefing -> ask(handle, briefing));
          return null;
        });
  }

  /** Nobody reads any more for a merger that is closed, abandoned or taken back. */
  void endWhatIsOver() {
    database.inTransaction(
        handle -> {
          BriefingRows.unreadOfWhatIsOver(handle)
              .forEach(reader -> workItems.withdraw(SUBJECT, reader));
          return null;
        });
  }

  private void ask(Handle handle, long briefing) {
    var name = BriefingRows.find(handle, briefing).orElseThrow().title();
    for (var reader : BriefingRows.asked(handle, briefing)) {
      var task =
          new WorkItem(
              READ,
              null,
              null,
              SUBJECT,
              reader.id(),
              name,
              reader.role(),
              null,
              List.of("read"),
              null,
              clock.now());
      task.inHandsOf(reader.staffId());
      workItems.open(task);
    }
  }

  /**
   * Somebody read and understood it; nothing happens if he did before.
   *
   * @throws RuleBroken {@code programme.*}: there is a newer version, or he is not asked to
   */
  public void read(long id, Staff by) {
    database.inTransaction(
        handle -> {
          needNewest(handle, id);
          if (!by.may(Action.BRIEFING_READ)) {
            throw new RuleBroken("programme.briefing-not-asked");
          }
          BriefingRows.reader(handle, id, by.id());
          BriefingRows.read(handle, id, by, clock.now())
              .ifPresent(reader -> workItems.happened(SUBJECT, reader, READ, by, "read"));
          return null;
        });
  }

  /**
   * Somebody of one's own team is not there to read it. When he is back he reads it still.
   *
   * @throws RuleBroken {@code programme.*}: he read it, is of another team, or there is no reason
   */
  public void excuse(long id, long staffId, String reason, Staff by) {
    var why = reason == null ? "" : reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) {
      throw new RuleBroken("programme.excuse-why", LONGEST_REASON);
    }
    if (!by.may(Action.BRIEFING_EXCUSE)) {
      throw new NotAllowed(Action.BRIEFING_EXCUSE);
    }
    database.inTransaction(
        handle -> {
          var reader =
              BriefingRows.readers(handle, id).stream()
                  .filter(each -> each.staffId() == staffId)
                  .findFirst()
                  .orElseThrow(() -> new RuleBroken("programme.briefing-not-asked"));
          if (by.teamId() == null || !by.teamId().equals(reader.teamId()) || staffId == by.id()) {
            throw new RuleBroken("programme.excuse-other-team");
          }
          BriefingRows.reader(handle, id, staffId);
          if (BriefingRows.excuse(handle, id, staffId, why, by, clock.now()) == 0) {
            throw new RuleBroken("programme.excuse-read");
          }
          audit.record(handle, by.id(), by.login(), "readerExcused", "staff", staffId, null);
          return null;
        });
  }

  private static void needNewest(Handle handle, long id) {
    var briefing =
        BriefingRows.find(handle, id)
            .orElseThrow(() -> new RuleBroken("programme.briefing-unknown", id));
    if (!briefing.newest()) {
      throw new RuleBroken("programme.briefing-older");
    }
  }

  /**
   * One briefing.
   *
   * @throws RuleBroken {@code programme.briefing-unknown}
   */
  public Briefing look(long id) {
    return database.with(
        handle ->
            BriefingRows.find(handle, id)
                .orElseThrow(() -> new RuleBroken("programme.briefing-unknown", id)));
  }

  /**
   * What somebody was asked to read.
   *
   * @param reader key of that he was asked
   * @throws RuleBroken {@code programme.briefing-unknown}
   */
  public Briefing askedBy(long reader) {
    return database
        .with(handle -> BriefingRows.askedBy(handle, reader))
        .orElseThrow(() -> new RuleBroken("programme.briefing-unknown", reader));
  }

  /** The newest version of a merger; empty if nothing was published. */
  public Optional<Briefing> of(long merger) {
    return versions(merger).stream().findFirst();
  }

  /** All versions of a merger, the newest first. */
  public List<Briefing> versions(long merger) {
    return database.with(handle -> BriefingRows.of(handle, merger));
  }

  /** Who is to read it, by team and name. */
  public List<Reader> readers(long id) {
    return database.with(handle -> BriefingRows.readers(handle, id));
  }

  /** What this person is still to read. */
  public List<Briefing> waitingFor(Staff staff) {
    return staff.may(Action.BRIEFING_READ)
        ? database.with(handle -> BriefingRows.waitingFor(handle, staff.id()))
        : List.of();
  }

  /**
   * Of how many must be read before a wave goes.
   *
   * @param share per cent of those who are there, 1 to 100
   * @throws RuleBroken {@code programme.*}
   */
  public void setShare(long merger, int share, Staff by) {
    if (share < 1 || share > 100) {
      throw new RuleBroken("programme.share");
    }
    database.inTransaction(
        handle -> {
          var set =
              handle
                  .createUpdate(
                      "update programme_programme set read_share = :share, version = version + 1 where merger_id = :merger")
                  .bind("share", share)
                  .bind("merger", merger)
                  .execute();
          if (set == 0) {
            throw new RuleBroken("programme.not-begun");
          }
          audit.record(handle, by.id(), by.login(), "readShareSet", "merger", merger, share + "%");
          return null;
        });
  }

  /** Counts of readers. */
  public record Count(String team, long asked, long read, long excused) {
    /** Those who are there. */
    public long present() {
      return asked - excused;
    }

    /** Per cent of those who are there, rounded down; all if nobody is. */
    public long percent() {
      return present() == 0 ? 100 : read * 100 / present();
    }
  }

  /** Counts of these readers together. */
  public static Count count(String team, List<Reader> readers) {
    return new Count(
        team,
        readers.size(),
        readers.stream().filter(each -> each.readAt() != null).count(),
        readers.stream().filter(each -> each.readAt() == null && each.excusedBy() != null).count());
  }
}
