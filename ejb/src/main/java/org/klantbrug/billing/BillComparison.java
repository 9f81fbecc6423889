package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;

/** How far the bills of the new billing are from those of the old company. */
@ApplicationScoped
public class BillComparison {
  /**
   * SQL: bill {@code b} differs more than setting {@code s} allows; without a setting, than is
   * proposed.
   */
  static final String TOO_FAR =
      """
      b.old_amount is not null
      and (abs(b.amount - b.old_amount) > coalesce(s.bill_amount, %s)
           or b.amount <> b.old_amount and abs(b.amount - b.old_amount) * 100 > abs(b.old_amount) * coalesce(s.bill_percent, %s))
      """
          .formatted(BillingSetting.PROPOSED.billAmount(), BillingSetting.PROPOSED.billPercent());

  private static final int SHOWN = 50;

  private Database database;
  private Audit audit;

  /** For the container. */
  protected BillComparison() {}

  /** Works with these. */
  @Inject
  public BillComparison(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * What came of comparing.
   *
   * @param accounts in the plan of the merger
   * @param billed accounts with a bill of the new billing
   * @param same to the cent
   * @param near other, within the limits
   * @param far beyond the limits
   * @param unknown of which the old company delivered no bill and no price
   */
  public record Figures(long accounts, long billed, long same, long near, long far, long unknown) {
    /** Accounts of which the new billing made no bill. */
    public long missing() {
      return accounts - billed;
    }
  }

  /**
   * Bills whose difference lies between two amounts.
   *
   * @param from euro; null for all below {@code to}
   * @param to euro; null for all above
   */
  public record Bar(BigDecimal from, BigDecimal to, long bills) {}

  /** An account whose bill differs. */
  public record Difference(
      long identityId,
      String customer,
      String account,
      BigDecimal oldAmount,
      String oldFrom,
      BigDecimal amount) {
    /** What it is more than before, in euro. */
    public BigDecimal more() {
      return amount.subtract(oldAmount);
    }
  }

  /** The figures of a merger. */
  public Figures figures(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select (select count(*) from wave_member where merger_id = :merger and state <> 'GONE') as accounts,
                           count(*) as billed,
                           count(*) filter (where b.amount = b.old_amount) as same,
                           count(*) filter (where b.amount <> b.old_amount and not (%1$s)) as near,
                           count(*) filter (where %1$s) as far,
                           count(*) filter (where b.old_amount is null) as unknown
                      from billing_bill b left join billing_setting s on s.merger_id = b.merger_id
                     where b.merger_id = :merger"""
                        .formatted(TOO_FAR))
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Figures.class))
                .one());
  }

  /** How the differences are spread, the greatest fall first. */
  public List<Bar> bars(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select g.low as "from", g.high as "to", count(b.amount) as bills
                      from (values (null, -50), (-50, -10), (-10, -5), (-5, -1), (-1, 0), (0, 0), (0, 1), (1, 5), (5, 10), (10, 50),
                                   (50, null)) as g (low, high)
                      left join billing_bill b on b.merger_id = :merger and case
                        when g.low = g.high then b.amount = b.old_amount
                        when coalesce(g.high, 1) <= 0
                          then b.amount - b.old_amount < g.high and (g.low is null or b.amount - b.old_amount >= g.low)
                        else b.amount - b.old_amount > g.low and (g.high is null or b.amount - b.old_amount <= g.high) end
                     group by g.low, g.high order by g.low nulls first, g.high""")
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Bar.class))
                .list());
  }

  /**
   * The bills beyond the limits, the greatest difference first; that they were shown is written
   * down.
   *
   * @param page counted from 0
   */
  public List<Difference> far(long mergerId, int page, Staff by) {
    return database.inTransaction(
        handle -> {
          audit.record(
              handle, by.id(), by.login(), "billingDifferencesListed", "merger", mergerId, null);
          return handle
              .createQuery(
                  """
                  select b.identity_id, i.source_key as customer, b.account_key as account, b.old_amount, b.old_from, b.amount
                    from billing_bill b join customer_identity i on i.id = b.identity_id
                    left join billing_setting s on s.merger_id = b.merger_id
                   where b.merger_id = :merger and %s
                   order by abs(b.amount - b.old_amount) desc, b.identity_id, b.account_key limit :most offset :skip"""
                      .formatted(TOO_FAR))
              .bind("merger", mergerId)
              .bind("most", SHOWN)
              .bind("skip", (long) page * SHOWN)
              .map(ConstructorMapper.of(Difference.class))
              .list();
        });
  }
}
