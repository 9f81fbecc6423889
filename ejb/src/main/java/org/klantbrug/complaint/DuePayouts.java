package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
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

/**
 * Leniencies that were granted and are in no list of payments, with the accounts to which they go.
 */
@ApplicationScoped
public class DuePayouts {
  private static final int MOST = 1_000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected DuePayouts() {}

  /** Works with these. */
  @Inject
  public DuePayouts(Database database, BusinessClock clock, Audit audit) {
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

  /** Only the end of an account. */
  static String mask(String account) {
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

  /** As {@link #due(Staff)}, with the accounts in full. */
  List<Due> due(Handle handle, String more, List<Long> ids, Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam())
        .bindTo(handle.createQuery(DUE + more + " order by l.decided_at, l.id limit :most"))
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bindArray("ids", Long.class, ids)
        .bind("most", MOST)
        .map(ConstructorMapper.of(Due.class))
        .list();
  }
}
