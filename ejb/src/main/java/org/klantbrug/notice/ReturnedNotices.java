package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.PostalAddress;
import org.klantbrug.identity.Staff;
import org.klantbrug.notice.Campaign.Way;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * Notices that did not reach their customer: mail that bounced goes by letter, and of a letter that
 * came back somebody finds the address, after which it goes again. What is not right any more goes
 * no other way: it is stopped, and written anew when it can be.
 */
@ApplicationScoped
public class ReturnedNotices {
  /** What work items call a notice to one customer. */
  public static final String SUBJECT = "notice";

  /** The task of who finds an address. */
  static final String TASK = "findAddress";

  private static final String FOUND = "addressFound";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private WorkItems workItems;
  private StillRight right;

  /** For the container. */
  protected ReturnedNotices() {}

  /** Works with these. */
  @Inject
  public ReturnedNotices(
      Database database, BusinessClock clock, Audit audit, WorkItems workItems, StillRight right) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.workItems = workItems;
    this.right = right;
  }

  /** Mail came back, or will not be taken: it goes by letter, if the post can find him. */
  void bounced(Handle handle, long id, Instant now) {
    var notice = NoticeRows.hold(handle, id).orElseThrow();
    if (notice.way() != Way.EMAIL || notice.state().equals("STOPPED")) {
      return;
    }
    NoticeRows.note(handle, List.of(id), "BOUNCED", null, null, now);
    if (isWrong(handle, notice)) {
      return;
    }
    PostalAddress.of(handle, notice.identityId())
        .ifPresentOrElse(
            address -> {
              NoticeRows.byLetter(handle, id, address);
              NoticeRows.note(handle, List.of(id), "BY_LETTER", null, null, now);
            },
            () -> back(handle, notice, null, now));
  }

  private boolean isWrong(Handle handle, Notice notice) {
    return !right.stopWrong(handle, notice.mergerId(), List.of(notice.id())).isEmpty();
  }

  private void back(Handle handle, Notice notice, Staff by, Instant now) {
    NoticeRows.returned(handle, notice.id(), now);
    NoticeRows.note(
        handle, List.of(notice.id()), "RETURNED", by == null ? null : by.id(), null, now);
    workItems.open(
        new WorkItem(
            TASK,
            null,
            null,
            SUBJECT,
            notice.id(),
            number(notice.id()),
            "backOfficeHandler",
            null,
            List.of(FOUND, "toldOtherwise"),
            null,
            now));
  }

  /** What stands on the letter, so that one that comes back is found. */
  public static String number(long id) {
    return "B" + (1_000_000 + id);
  }

  /**
   * A letter came back.
   *
   * @param number that stands on it
   * @throws RuleBroken {@code notice.*}: there is no such letter, or it was not sent
   */
  public void cameBack(long mergerId, String number, Staff by) {
    var typed = number == null ? "" : number.strip();
    if (!typed.matches("[Bb]?[0-9]{7,12}")) {
      throw new RuleBroken("notice.number-unknown");
    }
    var id = Long.parseLong(typed.replaceFirst("[Bb]", "")) - 1_000_000;
    database.inTransaction(
        handle -> {
          var notice =
              NoticeRows.hold(handle, id)
                  .filter(each -> each.mergerId() == mergerId)
                  .orElseThrow(() -> new RuleBroken("notice.number-unknown"));
          if (!notice.state().equals("SENT")) {
            throw new RuleBroken("notice.not-sent");
          }
          back(handle, notice, by, clock.now());
          audit.record(
              handle, by.id(), by.login(), "noticeReturned", "merger", mergerId, number(id));
          return null;
        });
  }

  /** The address was found: it goes again, by letter to the address as it is now. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (answer.item().kind().equals(TASK) && answer.item().subjectKind().equals(SUBJECT)) {
      database.use(handle -> again(handle, answer));
    }
  }

  private void again(Handle handle, WorkItemCompleting answer) {
    var notice = NoticeRows.hold(handle, answer.item().subjectId()).orElseThrow();
    if (!notice.state().equals("RETURNED")) {
      return;
    }
    if (!FOUND.equals(answer.outcome())) {
      if (answer.note() == null) {
        throw new RuleBroken("notice.told-how");
      }
      NoticeRows.toldOtherwise(handle, notice.id(), clock.now());
      NoticeRows.note(
          handle, List.of(notice.id()), "SENT", answer.staff().id(), answer.note(), clock.now());
      return;
    }
    if (isWrong(handle, notice)) {
      return;
    }
    var address =
        PostalAddress.of(handle, notice.identityId())
            .orElseThrow(() -> new RuleBroken("notice.address-not-whole"));
    NoticeRows.byLetter(handle, notice.id(), address);
    NoticeRows.note(handle, List.of(notice.id()), "AGAIN", answer.staff().id(), null, clock.now());
  }
}
