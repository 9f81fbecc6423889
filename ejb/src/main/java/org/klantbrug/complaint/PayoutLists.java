package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Lists of leniencies that are to be paid: their lines, and taking them out for the bank. */
@ApplicationScoped
public class PayoutLists {
  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected PayoutLists() {}

  /** Works with these. */
  @Inject
  public PayoutLists(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A list.
   *
   * @param sum in euro
   * @param open how many are not marked as paid yet
   * @param returned how many the bank sent back
   * @param times how often it was taken out for the bank
   * @param outBy who did last; null if nobody did
   */
  public record Payout(
      long id,
      String madeBy,
      Instant madeAt,
      long payments,
      BigDecimal sum,
      long open,
      long returned,
      long times,
      String outBy,
      Instant outAt) {
    /** Whether it was taken out for the bank. */
    public boolean isOut() {
      return times > 0;
    }
  }

  private static final String PAYOUT =
      """
      select o.id, s.full_name as made_by, o.made_at, count(*) as payments, sum(l.amount) as sum,
             count(*) filter (where t.state = 'LISTED') as open, count(*) filter (where t.state = 'RETURNED') as returned,
             coalesce(x.times, 0) as times, x.out_by, x.at as out_at
        from complaint_payout o
        join identity_staff s on s.id = o.made_by
        join complaint_payment t on t.payout_id = o.id
        join complaint_leniency l on l.id = t.leniency_id
        left join lateral (
          select count(*) over () as times, b.full_name as out_by, u.at from complaint_payout_out u
            join identity_staff b on b.id = u.staff_id
           where u.payout_id = o.id order by u.at desc, u.id desc limit 1) x on true
      """;

  private static final String GROUPED =
      " group by o.id, s.full_name, o.made_at, x.times, x.out_by, x.at ";

  /** The lists, the last one on top. */
  public List<Payout> lists(int limit) {
    return database.with(
        handle ->
            handle
                .createQuery(PAYOUT + GROUPED + "order by o.id desc limit :limit")
                .bind("limit", limit)
                .map(ConstructorMapper.of(Payout.class))
                .list());
  }

  /**
   * One of them.
   *
   * @throws RuleBroken if there is none
   */
  public Payout read(long id) {
    return database.with(handle -> read(handle, id));
  }

  static Payout read(Handle handle, long id) {
    return handle
        .createQuery(PAYOUT + " where o.id = :id" + GROUPED)
        .bind("id", id)
        .map(ConstructorMapper.of(Payout.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("complaint.payout-unknown"));
  }

  /**
   * A line of a list.
   *
   * @param account on the screen only its end
   * @param state LISTED, PAID or RETURNED
   */
  public record Payment(
      long id,
      long complaintId,
      String number,
      String payee,
      String account,
      BigDecimal amount,
      String state,
      LocalDate paidOn,
      String endedBy,
      Instant endedAt,
      String reason) {
    private Payment masked() {
      return new Payment(
          id,
          complaintId,
          number,
          payee,
          DuePayouts.mask(account),
          amount,
          state,
          paidOn,
          endedBy,
          endedAt,
          reason);
    }
  }

  private static final String PAYMENT =
      """
      select t.id, k.id as complaint_id, k.number, t.payee, t.account, l.amount, t.state, t.paid_on, s.full_name as ended_by,
             t.ended_at, t.reason
        from complaint_payment t
        join complaint_leniency l on l.id = t.leniency_id
        join complaint_complaint k on k.id = l.complaint_id
        left join identity_staff s on s.id = t.ended_by
       where t.payout_id = :payout order by t.id
      """;

  private static List<Payment> payments(Handle handle, long payout) {
    return handle
        .createQuery(PAYMENT)
        .bind("payout", payout)
        .map(ConstructorMapper.of(Payment.class))
        .list();
  }

  /** The lines of a list, with only the end of each account; that they were shown is noted. */
  public List<Payment> lines(long payout, Staff staff) {
    return database.inTransaction(
        handle -> {
          var lines = payments(handle, payout);
          ComplaintList.noteListed(handle, audit, "payoutsListed", lines.size(), staff);
          return lines.stream().map(Payment::masked).toList();
        });
  }

  /**
   * What of a list is not paid yet, with the accounts in full, to be taken out for the bank; that
   * is written down with the list, and for each customer.
   *
   * @param again whether it is known that it was taken out before
   * @throws RuleBroken {@code complaint.payout-out}: it was taken out before, and a second file at
   *     the bank would pay twice
   */
  public List<Payment> file(long payout, boolean again, Staff by) {
    return database.inTransaction(
        handle -> {
          hold(handle, payout);
          var before = read(handle, payout);
          if (before.isOut() && !again) {
            throw new RuleBroken("complaint.payout-out", before.outBy());
          }
          var open =
              payments(handle, payout).stream()
                  .filter(each -> each.state().equals("LISTED"))
                  .toList();
          noteOut(handle, payout, open.size(), by);
          var deed = before.isOut() ? "payoutExportedAgain" : "payoutExported";
          open.forEach(
              each ->
                  audit.record(
                      handle,
                      by.id(),
                      by.login(),
                      deed,
                      Complaints.SUBJECT,
                      each.complaintId(),
                      Long.toString(payout)));
          return open;
        });
  }

  /** Two who take the same list out at once: the second sees the first. */
  private static void hold(Handle handle, long payout) {
    handle
        .createQuery("select id from complaint_payout where id = :id for no key update")
        .bind("id", payout)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("complaint.payout-unknown"));
  }

  private void noteOut(Handle handle, long payout, int payments, Staff by) {
    handle
        .createUpdate(
            "insert into complaint_payout_out (payout_id, payments, staff_id, at) values (:payout, :payments, :by, :now)")
        .bind("payout", payout)
        .bind("payments", payments)
        .bind("by", by.id())
        .bind("now", clock.now())
        .execute();
  }
}
