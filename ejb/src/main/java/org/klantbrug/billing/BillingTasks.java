package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** Asks people about the money of a merger: each thing once at a time. */
@ApplicationScoped
public class BillingTasks {
  /** Element of the work list: accounts that could not be handed over. */
  static final String HELD = "lookAtHeldBilling";

  /** Element of the work list: the other side refused accounts, or contradicted itself. */
  static final String REFUSED = "solveRefusedHandover";

  /** Element of the work list: files of a hand-over are ready for both sides. */
  static final String GIVE_OUT = "giveOutHandover";

  /** Element of the work list: the other side does not answer. */
  static final String CHASE = "chaseHandover";

  /** Element of the work list: a wave went back, and both sides must hear it. */
  static final String WENT_BACK = "tellThatWaveWentBack";

  /** Element of the work list: a first debit was not right. */
  static final String WRONG_DEBIT = "solveWrongDebit";

  /** Element of the work list: money came late, and no rule says whose it is. */
  static final String LATE_MONEY = "handleLateMoney";

  /** Element of the work list: news or a question came late. */
  static final String LATE_NEWS = "handleLateNews";

  /** Element of the work list: accounts that left a wave are collected by nobody. */
  static final String UNCOLLECTED = "decideOnUncollected";

  private WorkItems workItems;
  private BusinessClock clock;

  /** For the container. */
  protected BillingTasks() {}

  /** Works with these. */
  @Inject
  public BillingTasks(WorkItems workItems, BusinessClock clock) {
    this.workItems = workItems;
    this.clock = clock;
  }

  /** Asks about all of a merger. */
  void ask(Handle handle, long mergerId, String kind, String role) {
    if (workItems.asks("merger", mergerId, kind)) {
      return;
    }
    var name =
        handle
            .createQuery("select name from merger_merger where id = :merger")
            .bind("merger", mergerId)
            .mapTo(String.class)
            .one();
    open(kind, "merger", mergerId, name, role, null);
  }

  /** Asks finance about a wave. */
  void askAboutWave(Handle handle, long waveId, String kind) {
    if (workItems.asks("wave", waveId, kind)) {
      return;
    }
    var name =
        handle
            .createQuery(
                "select m.name || ', ' || x.day from wave_wave x join merger_merger m on m.id = x.merger_id where x.id = :wave")
            .bind("wave", waveId)
            .mapTo(String.class)
            .one();
    open(kind, "wave", waveId, name, "finance", null);
  }

  /**
   * Asks about a customer, with what shows why.
   *
   * @param customer his number there
   */
  void askAbout(long partyId, String kind, String role, String customer, String evidence) {
    if (!workItems.asks("customer", partyId, kind)) {
      open(kind, "customer", partyId, customer, role, evidence);
    }
  }

  private void open(
      String kind, String subject, long subjectId, String name, String role, String reason) {
    workItems.open(
        new WorkItem(
            kind,
            null,
            null,
            subject,
            subjectId,
            name,
            role,
            null,
            List.of("decided"),
            reason,
            clock.now()));
  }
}
