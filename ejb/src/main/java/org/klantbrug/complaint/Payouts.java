package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerName;
import org.klantbrug.customer.Mask;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Leniencies that are to be paid: put in a list, taken out with the accounts by finance, and marked
 * as paid. Who granted one does not pay it.
 */
@ApplicationScoped
public class Payouts {
  private static final int MOST = 1_000;
  private static final int LONGEST_REASON = 1_000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Payouts() {}

  /** Works with these. */
  @Inject
  public Payouts(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A leniency that was granted and is in no list.
   *
   * @param amount in euro
   * @param grantedId key of who granted it
   * @param customer as his page shows him; null if nobody knows
   * @param account of the customer; null if nobody knows it. On the screen only its end
   */
  public record Due(
      long leniencyId,
      long complaintId,
      String number,
      BigDecimal amount,
      Instant grantedAt,
      long grantedId,
      String grantedBy,
      String customer,
      String company,
      String account) {
    private Due masked() {
      return new Due(
          leniencyId,
          complaintId,
          number,
          amount,
          grantedAt,
          grantedId,
          grantedBy,
          customer,
          company,
          mask(account));
    }
  }

  private static String mask(String account) {
    return account == null ? null : Mask.sideBySide("iban", account);
  }

  private static final String DUE =
      """
      select l.id as leniency_id, k.id as complaint_id, k.number, l.amount, l.decided_at as granted_at, l.decided_by as granted_id,
             s.full_name as granted_by, coalesce(%1$s, %2$s) as customer, c.name as company,
             nullif(coalesce(nullif(p.iban, ''), i.iban), '') as account
        from complaint_leniency l
        join complaint_complaint k on k.id = l.complaint_id
        join identity_staff s on s.id = l.decided_by
        left join customer_identity i on i.id = k.identity_id
        left join customer_company c on c.id = i.company_id
        left join lateral %3$s x on true
        left join customer_party p on p.id = x.party_id
       where l.state = 'GRANTED' and k.stage <> 'WITHDRAWN' and (c.id is null or %4$s)
         and not exists (select from complaint_payment t where t.leniency_id = l.id and t.state <> 'RETURNED')
      """
          .formatted(
              CustomerName.sql("p"),
              CustomerName.sql("i"),
              Sight.deskParty("i.id"),
              Sight.COMPANY_SEEN);

  /**
   * What is to be paid, granted first on top, with only the end of each account; that it was listed
   * is written down, as it names customers.
   */
  public List<Due> due(Staff staff) {
    return database.inTransaction(
        handle -> {
          var due = due(handle, "", List.of(), staff);
          ComplaintList.noteListed(handle, audit, "payoutsListed", due.size(), staff);
          return due.stream().map(Due::masked).toList();
        });
  }

  private List<Due> due(Handle handle, String more, List<Long> ids, Staff staff) {
    return sight(staff)
        .bindTo(handle.createQuery(DUE + more + " order by l.decided_at, l.id limit :most"))
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bindArray("ids", Long.class, ids)
        .bind("most", MOST)
        .map(ConstructorMapper.of(Due.class))
        .list();
  }

  /**
   * A list.
   *
   * @param sum in euro
   * @param open how many are not marked as paid yet
   * @param returned how many the bank sent back
   */
  public record Payout(
      long id,
      String madeBy,
      Instant madeAt,
      long payments,
      BigDecimal sum,
      long open,
      long returned) {}

  private static final String PAYOUT =
      """
      select o.id, s.full_name as made_by, o.made_at, count(*) as payments, sum(l.amount) as sum,
             count(*) filter (where t.state = 'LISTED') as open, count(*) filter (where t.state = 'RETURNED') as returned
        from complaint_payout o
        join identity_staff s on s.id = o.made_by
        join complaint_payment t on t.payout_id = o.id
        join complaint_leniency l on l.id = t.leniency_id
      """;

  /** The lists, the last one on top. */
  public List<Payout> lists(int limit) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    PAYOUT
                        + " group by o.id, s.full_name, o.made_at order by o.id desc limit :limit")
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
    return database.with(
        handle ->
            handle
                .createQuery(PAYOUT + " where o.id = :id group by o.id, s.full_name, o.made_at")
                .bind("id", id)
                .map(ConstructorMapper.of(Payout.class))
                .findOne()
                .orElseThrow(() -> new RuleBroken("complaint.payout-unknown")));
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
          mask(account),
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
          var due = due(handle, " and l.id = any(:ids)", List.copyOf(chosen), by);
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

  private static void refuse(Due due, Staff by) {
    if (due.grantedId() == by.id()) {
      throw new RuleBroken("complaint.payout-own", due.number());
    }
    if (due.account() == null) {
      throw new RuleBroken("complaint.payout-no-account", due.number());
    }
  }

  private long add(Handle handle, List<Due> due, Staff by) {
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
            .bindArray("leniencies", Long.class, due.stream().map(Due::leniencyId).toList())
            .bindArray("accounts", String.class, due.stream().map(Due::account).toList())
            .bindArray("payees", String.class, due.stream().map(Payouts::payee).toList())
            .execute();
    if (added < due.size()) {
      throw new RuleBroken("complaint.payout-changed");
    }
    return id;
  }

  private static String payee(Due due) {
    return due.customer() == null ? "" : due.customer();
  }

  /**
   * What of a list is not paid yet, with the accounts in full, to be taken out; for each customer
   * that is written down.
   */
  public List<Payment> file(long payout, Staff by) {
    return database.inTransaction(
        handle -> {
          var open =
              payments(handle, payout).stream()
                  .filter(each -> each.state().equals("LISTED"))
                  .toList();
          open.forEach(each -> note(handle, "payoutExported", each.complaintId(), payout, by));
          return open;
        });
  }

  /**
   * What is left of a list was paid.
   *
   * @param on the day on which the bank did
   * @throws RuleBroken if nothing is left, or the day is to come
   */
  public void paid(long payout, LocalDate on, Staff by) {
    if (on == null || on.isAfter(clock.today())) {
      throw new RuleBroken("complaint.payout-day");
    }
    database.inTransaction(
        handle -> {
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
   * @throws RuleBroken if no reason is given, or it was sent back before
   */
  public void returned(long payment, String why, Staff by) {
    var reason = Written.needed(why, "complaint.payout-reason");
    Written.atMost(LONGEST_REASON, reason);
    database.inTransaction(
        handle -> {
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

  private void note(Handle handle, String deed, long complaint, long which, Staff by) {
    audit.record(
        handle, by.id(), by.login(), deed, Complaints.SUBJECT, complaint, Long.toString(which));
  }

  private Sight sight(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }
}
