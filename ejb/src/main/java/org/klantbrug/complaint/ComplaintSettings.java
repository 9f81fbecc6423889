package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What the house has settled about complaints: mandates, and for how long one can be reopened. */
@ApplicationScoped
public class ComplaintSettings {
  private static final BigDecimal MOST = new BigDecimal("100000");
  private static final BigDecimal MOST_A_YEAR = new BigDecimal("100000000");

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public ComplaintSettings() {}

  /** Works with these. */
  @Inject
  public ComplaintSettings(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * What a role may grant in one complaint.
   *
   * @param amount in euro
   * @param changedBy who set it; null if it came with the product
   */
  public record Mandate(
      String role, BigDecimal amount, String changedBy, Instant changedAt, int version) {}

  /** By role. */
  public List<Mandate> mandates() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select m.role_code as role, m.amount, s.full_name as changed_by, m.changed_at, m.version
                      from complaint_mandate m left join identity_staff s on s.id = m.changed_by
                     order by m.amount, m.role_code""")
                .map(ConstructorMapper.of(Mandate.class))
                .list());
  }

  /**
   * Sets what a role may grant.
   *
   * @param amount in euro, at most two decimals
   * @param version as it was read
   */
  public void setMandate(String role, BigDecimal amount, int version, Staff by) {
    if (amount == null
        || amount.signum() < 0
        || amount.scale() > 2
        || amount.compareTo(MOST) >= 0) {
      throw new RuleBroken("complaint.mandate-amount");
    }
    database.inTransaction(
        handle -> {
          var set =
              handle
                  .createUpdate(
                      """
                      update complaint_mandate set amount = :amount, changed_by = :by, changed_at = :at, version = version + 1
                       where role_code = :role and version = :version""")
                  .bind("amount", amount)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("role", role)
                  .bind("version", version)
                  .execute();
          refuseUnset(set);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "mandateSet",
              "staff",
              by.id(),
              role + " " + amount.toPlainString());
          return null;
        });
  }

  /** For how many days after it was closed a complaint can be opened again. */
  public int reopenDays() {
    return database.with(this::reopenDays);
  }

  int reopenDays(Handle handle) {
    return handle
        .createQuery("select value from complaint_setting where code = 'REOPEN_DAYS'")
        .mapTo(Integer.class)
        .one();
  }

  /** Sets {@link #reopenDays()}: 1 to 3660. */
  public void setReopenDays(int days, Staff by) {
    if (days < 1 || days > 3660) {
      throw new RuleBroken("complaint.reopen-days");
    }
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  update complaint_setting set value = :days, changed_by = :by, changed_at = :at, version = version + 1
                   where code = 'REOPEN_DAYS'""")
              .bind("days", days)
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(
              handle,
              by.id(),
              by.login(),
              "reopenDaysSet",
              "staff",
              by.id(),
              Integer.toString(days));
          return null;
        });
  }

  /**
   * What may be granted as leniency in a year, all complaints together.
   *
   * @param amount in euro; null if nobody set it
   * @param version as it was read; 0 if nobody set it
   */
  public record Budget(
      int year, BigDecimal amount, String changedBy, Instant changedAt, int version) {}

  /** That of a year. */
  public Budget budget(int year) {
    return database
        .with(
            handle ->
                handle
                    .createQuery(
                        """
                        select b.year, b.amount, s.full_name as changed_by, b.changed_at, b.version
                          from complaint_budget b join identity_staff s on s.id = b.changed_by where b.year = :year""")
                    .bind("year", year)
                    .map(ConstructorMapper.of(Budget.class))
                    .findOne())
        .orElseGet(() -> new Budget(year, null, null, null, 0));
  }

  /**
   * Sets what may be granted in a year.
   *
   * @param amount in euro, at most two decimals
   * @param version as it was read
   */
  public void setBudget(int year, BigDecimal amount, int version, Staff by) {
    if (amount == null
        || amount.signum() < 0
        || amount.scale() > 2
        || amount.compareTo(MOST_A_YEAR) >= 0
        || year < 2000
        || year > 2200) {
      throw new RuleBroken("complaint.budget-amount");
    }
    database.inTransaction(
        handle -> {
          refuseUnset(
              handle
                  .createUpdate(
                      """
                      insert into complaint_budget (year, amount, changed_by, changed_at, version)
                      select :year, :amount, :by, :at, 1
                       where :version = 0 or exists (select from complaint_budget where year = :year)
                      on conflict (year) do update
                         set amount = excluded.amount, changed_by = excluded.changed_by, changed_at = excluded.changed_at,
                             version = complaint_budget.version + 1
                       where complaint_budget.version = :version""")
                  .bind("year", year)
                  .bind("amount", amount)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("version", version)
                  .execute());
          audit.record(
              handle,
              by.id(),
              by.login(),
              "budgetSet",
              "staff",
              by.id(),
              year + ": " + amount.toPlainString());
          return null;
        });
  }

  private static void refuseUnset(int set) {
    if (set == 0) {
      throw new RuleBroken("complaint.setting-changed-meanwhile");
    }
  }
}
