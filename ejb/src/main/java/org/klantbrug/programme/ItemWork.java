package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.sla.ClockOrder;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.Stage;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** An item on the work list of who does it, with a clock that reminds of its day. */
@ApplicationScoped
public class ItemWork {
  /** Subject of the tasks; clocks call it the same in capitals. */
  public static final String SUBJECT = "programme_item";

  /** Subject of the clocks. */
  public static final String CLOCK = "PROGRAMME_ITEM";

  /** Element of the work list: the item itself. */
  static final String DO = "doProgrammeItem";

  /** Element of the work list: the second person says whether it applies. */
  static final String CONFIRM = "confirmNotApplicable";

  private static final String LEAD = "migrationLead";

  private WorkItems workItems;
  private Clocks clocks;
  private BusinessClock time;

  /** For the container. */
  protected ItemWork() {}

  /** Works with these. */
  @Inject
  public ItemWork(WorkItems workItems, Clocks clocks, BusinessClock time) {
    this.workItems = workItems;
    this.clocks = clocks;
    this.time = time;
  }

  /** Somebody is to do it. */
  void begin(Handle handle, Item item, Staff by) {
    clocks.arm(
        handle,
        ClockOrder.onDay(
            CLOCK,
            item.id(),
            item.mergerName(),
            Stage.CHECKLIST,
            time.now(),
            item.dueOn(),
            owner(item)),
        by.id());
    open(item);
  }

  private static Owner owner(Item item) {
    return item.ownerId() == null ? Owner.role(item.role()) : Owner.person(item.ownerId());
  }

  private void open(Item item) {
    var task = task(DO, item, item.role(), null, List.of("done", "notApplicable"));
    if (item.ownerId() != null) {
      task.inHandsOf(item.ownerId());
    }
    workItems.open(task);
  }

  private WorkItem task(String kind, Item item, String role, Long not, List<String> outcomes) {
    return new WorkItem(
        kind,
        null,
        null,
        SUBJECT,
        item.id(),
        item.mergerName(),
        role,
        not,
        outcomes,
        null,
        time.now());
  }

  /** It is somebody else's from now on. */
  void given(Handle handle, Item item) {
    clocks.give(handle, CLOCK, item.id(), Stage.CHECKLIST, owner(item));
    workItems.withdraw(SUBJECT, item.id());
    open(item);
  }

  /** It has another day. */
  void moved(Handle handle, Item item, Staff by) {
    clocks.reschedule(handle, CLOCK, item.id(), Stage.CHECKLIST, item.dueOn(), null, by.id());
  }

  /** It is done. */
  void done(Handle handle, Item item, Staff by) {
    clocks.met(handle, CLOCK, item.id(), Stage.CHECKLIST, time.now(), by.id());
    workItems.happened(SUBJECT, item.id(), DO, by, "done");
  }

  /** A second person is asked whether it applies; its day stays as it is. */
  void asked(Item item, Staff by) {
    workItems.happened(SUBJECT, item.id(), DO, by, "notApplicable");
    workItems.open(
        task(
            CONFIRM,
            item,
            by.is(LEAD) ? "finance" : LEAD,
            by.id(),
            List.of("confirmed", "declined")));
  }

  /** The second person decided. */
  void decided(Handle handle, Item item, boolean applies, Staff by) {
    workItems.happened(SUBJECT, item.id(), CONFIRM, by, applies ? "declined" : "confirmed");
    if (applies) {
      open(item);
    } else {
      over(handle, item, by);
    }
  }

  /** It does not apply. */
  void over(Handle handle, Item item, Staff by) {
    over(handle, item, by.id());
  }

  /** Its merger ended. */
  void ended(Handle handle, Item item) {
    over(handle, item, (Long) null);
  }

  private void over(Handle handle, Item item, Long by) {
    clocks.withdraw(handle, CLOCK, item.id(), Stage.CHECKLIST, null, by);
    workItems.withdraw(SUBJECT, item.id());
  }
}
