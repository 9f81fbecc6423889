package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.klantbrug.ending.EndSignature.Side;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** Who is asked something about the end, on the work list; all is answered on one page. */
@ApplicationScoped
public class EndTasks {
  /** Subject of the tasks: the merger. */
  public static final String SUBJECT = "merger";

  private static final String LEAD = "signEndForLead";
  private static final String GUARD = "signEndForMoney";
  private static final String MEND = "mendArchive";
  private static final String PURGE = "confirmPurge";

  /** Elements of the work list. */
  static final Set<String> KINDS =
      Set.of("sayTax", "sayHolds", "sayAccess", "sayLate", LEAD, GUARD, MEND, PURGE);

  private WorkItems workItems;
  private BusinessClock clock;

  /** For the container. */
  protected EndTasks() {}

  /** Works with these. */
  @Inject
  public EndTasks(WorkItems workItems, BusinessClock clock) {
    this.workItems = workItems;
    this.clock = clock;
  }

  /** Those who must say something are asked. */
  void askAll(Handle handle, long merger) {
    var name = name(handle, merger);
    for (var criterion : Criterion.values()) {
      if (criterion.isSaid()) {
        open(criterion.task(), merger, name, criterion.role(), "said");
      }
    }
  }

  /** Nothing is missing any more, so two are asked to sign; or something is again. */
  void askToSign(Handle handle, long merger, boolean ready) {
    if (!ready) {
      return;
    }
    var signed = EndRows.signatures(handle, merger).stream().map(EndSignature::side).toList();
    var name = name(handle, merger);
    if (!signed.contains(Side.LEAD)) {
      open(LEAD, merger, name, "migrationLead", "signed");
    }
    if (!signed.contains(Side.GUARD)) {
      open(GUARD, merger, name, "finance", "signed");
    }
  }

  /** A file of the archive is not what it was. */
  void archiveBroken(Handle handle, long merger) {
    open(MEND, merger, name(handle, merger), "migrationOperator", "mended");
  }

  /** The archive is whole again, or a new one was made. */
  void archiveWhole(long merger, Staff by) {
    workItems.happened(SUBJECT, merger, MEND, by, "mended");
  }

  /** What was asked was said. */
  void said(long merger, Criterion criterion, Staff by) {
    workItems.happened(SUBJECT, merger, criterion.task(), by, "said");
  }

  /** One of the two signed. */
  void signed(long merger, Side side, Staff by) {
    workItems.happened(SUBJECT, merger, side == Side.LEAD ? LEAD : GUARD, by, "signed");
  }

  /** A second person is asked whether raw data go. */
  void askToPurge(Handle handle, long merger, Staff first) {
    var name = name(handle, merger);
    open(PURGE, merger, name, "privacyOfficer", first.id(), List.of("approved", "declined"));
  }

  /** He decided. */
  void purgeDecided(long merger, boolean goes, Staff by) {
    workItems.happened(SUBJECT, merger, PURGE, by, goes ? "approved" : "declined");
  }

  private void open(String kind, long merger, String name, String role, String outcome) {
    open(kind, merger, name, role, null, List.of(outcome));
  }

  private void open(
      String kind, long merger, String name, String role, Long not, List<String> outcomes) {
    if (workItems.asks(SUBJECT, merger, kind)) {
      return;
    }
    workItems.open(
        new WorkItem(
            kind, null, null, SUBJECT, merger, name, role, not, outcomes, null, clock.now()));
  }

  private static String name(Handle handle, long merger) {
    return handle
        .createQuery("select name from merger_merger where id = :merger")
        .bind("merger", merger)
        .mapTo(String.class)
        .one();
  }
}
