package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Leniencies that are to be paid: put in a list by finance, and marked as paid or as sent back. Who
 * granted one does not pay it.
 */
@ApplicationScoped
public class Payouts {
  private static final int LONGEST_REASON = 1_000;

  private Database database;
  private DuePayouts waiting;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Payouts() {}

  /** Works with these. */
  @Inject
  public Payouts(Database database, DuePayouts waiting, BusinessClock clock, Audit audit) {
    this.database = database;
    this.waiting = waiting;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Makes a list of what is to be paid.
   *
   * @param leniencies their keys
   * @return key of the list
   * @throws RuleBroken if nothing was chosen, one of them was granted by this person, has no known
   *     account, or is in a list already
   */
  public long make(List<Long> leniencies, Staff by) {
    if (leniencies.isEmpty()) {
      throw new RuleBroken("complaint.payout-nothing");
    }
    return database.inTransaction(
        handle -> {
          var chosen = new HashSet<>(leniencies);
          var due = waiting.due(handle, " and l.id = any(:ids)", List.copyOf(chosen), by);
          if (due.size() < chosen.size()) {
            throw new RuleBroken("complaint.payout-changed");
          }
          due.forEach(each -> refuse(each, by));
          var id = add(handle, due, by);
          for (var each : due) {
            note(handle, "payoutMade", each.complaintId(), id, by);
          }
          return id;
        });
  }

  private static void refuse(DuePayouts.Due due, Staff by) {
    if (due.grantedId() == by.id()) {
      throw new RuleBroken("complaint.payout-own", due.number());
    }
    if (due.account() == null) {
      throw new RuleBroken("complaint.payout-no-account", due.number());
    }
  }

  private long add(Handle handle, List<DuePayouts.Due> due, Staff by) {
    var id =
        handle
            .createQuery(
                "insert into complaint_payout (made_by, made_at) values (:by, :now) returning id")
            .bind("by", by.id())
            .bind("now", clock.now())
            .mapTo(Long.class)
            .one();
    var added =
        handle
            .createUpdate(
                """
                insert into complaint_payment (payout_id, leniency_id, account, payee, state)
                select :payout, n.leniency, n.account, n.payee, 'LISTED'
                  from unnest(:leniencies, :accounts, :payees) as n (leniency, account, payee)
                on conflict do nothing""")
            .bind("payout", id)
            .bindArray(
                "leniencies", Long.class, due.stream().map(DuePayouts.Due::leniencyId).toList())
            .bindArray("accounts", String.class, due.stream().map(DuePayouts.Due::account).toList())
            .bindArray("payees", String.class, due.stream().map(Payouts::payee).toList())
            .execute();
    if (added < due.size()) {
      throw new RuleBroken("complaint.payout-changed");
    }
    return id;
  }

  private static String payee(DuePayouts.Due due) {
    return due.customer() == null ? "" : due.customer();
  }

  /**
   * What is left of a list was paid.
   *
   * @param on the day on which the bank did
   * @throws RuleBroken if nothing is left, it was never taken out for the bank, or the day is to
   *     come
   */
  public void paid(long payout, LocalDate on, Staff by) {
    if (on == null || on.isAfter(clock.today())) {
      throw new RuleBroken("complaint.payout-day");
    }
    database.inTransaction(
        handle -> {
          refuseInside(handle, payout);
          var complaints =
              handle
                  .createQuery(
                      """
                      with paid as (
                        update complaint_payment set state = 'PAID', paid_on = :on, ended_by = :by, ended_at = :now
                         where payout_id = :payout and state = 'LISTED' returning leniency_id)
                      select l.complaint_id from paid join complaint_leniency l on l.id = paid.leniency_id order by 1""")
                  .bind("on", on)
                  .bind("by", by.id())
                  .bind("now", clock.now())
                  .bind("payout", payout)
                  .mapTo(Long.class)
                  .list();
          if (complaints.isEmpty()) {
            throw new RuleBroken("complaint.payout-changed");
          }
          for (var complaint : complaints) {
            var deed = Deed.aside("leniencyPaid", on, null);
            ComplaintRows.note(handle, complaint, by.id(), clock.now(), deed);
            note(handle, "payoutPaid", complaint, payout, by);
          }
          return null;
        });
  }

  /**
   * The bank did not pay one, or sent it back: it waits for another list.
   *
   * @throws RuleBroken if no reason is given, it was never taken out for the bank, or was sent back
   *     before
   */
  public void returned(long payment, String why, Staff by) {
    var reason = Written.needed(why, "complaint.payout-reason");
    Written.atMost(LONGEST_REASON, reason);
    database.inTransaction(
        handle -> {
          refuseInside(handle, listOf(handle, payment));
          var complaint =
              handle
                  .createQuery(
                      """
                      update complaint_payment t set state = 'RETURNED', reason = :why, ended_by = :by, ended_at = :now
                        from complaint_leniency l
                       where t.id = :id and t.state <> 'RETURNED' and l.id = t.leniency_id
                      returning l.complaint_id""")
                  .bind("why", reason)
                  .bind("by", by.id())
                  .bind("now", clock.now())
                  .bind("id", payment)
                  .mapTo(Long.class)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("complaint.payout-changed"));
          var deed = Deed.aside("leniencyReturned", null, reason);
          ComplaintRows.note(handle, complaint, by.id(), clock.now(), deed);
          note(handle, "payoutReturned", complaint, payment, by);
          return null;
        });
  }

  private static long listOf(Handle handle, long payment) {
    return handle
        .createQuery("select payout_id from complaint_payment where id = :id")
        .bind("id", payment)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("complaint.payout-changed"));
  }

  /** The bank knows nothing of a list that was never taken out. */
  private static void refuseInside(Handle handle, long payout) {
    if (!PayoutLists.read(handle, payout).isOut()) {
      throw new RuleBroken("complaint.payout-not-out");
    }
  }

  private void note(Handle handle, String deed, long complaint, long which, Staff by) {
    audit.record(
        handle, by.id(), by.login(), deed, Complaints.SUBJECT, complaint, Long.toString(which));
  }
}
