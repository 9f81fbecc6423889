package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.complaint.HeldTasks;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.WantedWork;
import org.klantbrug.work.WantedWork.Order;
import org.klantbrug.work.WantedWork.When;
import org.klantbrug.work.WantedWork.Whose;
import org.klantbrug.work.WorkList;

/** How many complaints came over and wait, as the list of work that it leads to. */
@Named
@RequestScoped
public class HeldCount {
  private static final int MOST = 1_000_000;

  @Inject private CurrentStaff current;
  @Inject private WorkList list;

  /** All that wait. */
  public long getWaiting() {
    return count(null);
  }

  /** Those of which the customer should have heard by now. */
  public long getLate() {
    return count(When.OVERDUE);
  }

  private long count(When when) {
    return list.count(
        new WantedWork(
            Whose.OPEN, HeldTasks.TAKE_UP, null, null, when, null, null, null, Order.DUE),
        MOST,
        current.get());
  }
}
