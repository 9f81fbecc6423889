package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItems;

/** What departments answer to questions that were asked while a complaint was looked into. */
@ApplicationScoped
public class DepartmentAnswers {
  /** Kind of the work item by which whoever handles the complaint reads it. */
  static final String READ = "readAnswer";

  private BusinessClock clock;
  private ComplaintTrail trail;
  private WorkItems workItems;

  /** For the container. */
  public DepartmentAnswers() {}

  /** Works with these. */
  @Inject
  public DepartmentAnswers(BusinessClock clock, ComplaintTrail trail, WorkItems workItems) {
    this.clock = clock;
    this.trail = trail;
    this.workItems = workItems;
  }

  /**
   * A department answered, however far the complaint is by now; whoever handles it is asked to read
   * that while it is open. Part of the caller's transaction, which holds the complaint.
   *
   * @param department what it is called
   * @param by who answered; he need not be allowed to open complaints
   */
  public void answered(Handle handle, long id, String department, String words, Staff by) {
    var everything = Sight.ofEverything(clock.today());
    var complaint = ComplaintRows.hold(handle, id, everything);
    var doer = new Doer(by.id(), by.login(), everything);
    trail.note(handle, complaint, doer, Deed.aside("departmentAnswered", department, words));
    if (complaint.stage().open()) {
      Replies.askToRead(handle, workItems, complaint, READ, clock.now());
    }
  }
}
