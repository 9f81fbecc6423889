package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What counts for the money of each merger. */
@ApplicationScoped
public class BillingSettings {
  private static final BigDecimal MOST_AMOUNT = new BigDecimal("999999");
  private static final BigDecimal MOST_PERCENT = new BigDecimal("999");
  private static final int MOST_HOURS = 999;
  private static final int MOST_BANK_DAYS = 15;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected BillingSettings() {}

  /** Works with these. */
  @Inject
  public BillingSettings(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** The settings of a merger; a proposal while nobody kept any. */
  public BillingSetting read(long mergerId) {
    return database.with(handle -> read(handle, mergerId));
  }

  static BillingSetting read(Handle handle, long mergerId) {
    return handle
        .createQuery(
            "select bill_amount, bill_percent, chase_hours, bank_days, open_invoices, version from billing_setting where merger_id = :merger")
        .bind("merger", mergerId)
        .map(ConstructorMapper.of(BillingSetting.class))
        .findOne()
        .orElse(BillingSetting.PROPOSED);
  }

  /**
   * Keeps settings.
   *
   * @throws RuleBroken {@code billing.setting-*}
   */
  public void keep(long mergerId, BillingSetting setting, Staff by) {
    refuseWrong(setting);
    database.inTransaction(
        handle -> {
          var kept =
              handle
                  .createUpdate(
                      """
                      insert into billing_setting (merger_id, bill_amount, bill_percent, chase_hours, bank_days, open_invoices,
                             changed_by, changed_at, version)
                      select :merger, :billAmount, :billPercent, :chaseHours, :bankDays, :openInvoices, :by, :at, 1
                       where :version = 0 or exists (select from billing_setting where merger_id = :merger)
                      on conflict (merger_id) do update
                         set bill_amount = excluded.bill_amount, bill_percent = excluded.bill_percent,
                             chase_hours = excluded.chase_hours, bank_days = excluded.bank_days, open_invoices = excluded.open_invoices,
                             changed_by = excluded.changed_by, changed_at = excluded.changed_at,
                             version = billing_setting.version + 1
                       where billing_setting.version = :version""")
                  .bind("merger", mergerId)
                  .bindMethods(setting)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .execute();
          if (kept == 0) {
            throw new RuleBroken("billing.setting-changed");
          }
          audit.record(
              handle, by.id(), by.login(), "billingSettingsKept", "merger", mergerId, null);
          return null;
        });
  }

  private static void refuseWrong(BillingSetting setting) {
    if (isOutside(setting.billAmount(), MOST_AMOUNT)) {
      throw new RuleBroken("billing.setting-amount", MOST_AMOUNT);
    }
    if (isOutside(setting.billPercent(), MOST_PERCENT)) {
      throw new RuleBroken("billing.setting-percent", MOST_PERCENT);
    }
    if (setting.chaseHours() < 1 || setting.chaseHours() > MOST_HOURS) {
      throw new RuleBroken("billing.setting-hours", MOST_HOURS);
    }
    if (setting.bankDays() < 1 || setting.bankDays() > MOST_BANK_DAYS) {
      throw new RuleBroken("billing.setting-bank-days", MOST_BANK_DAYS);
    }
    if (!"OLD".equals(setting.openInvoices()) && !"NEW".equals(setting.openInvoices())) {
      throw new RuleBroken("billing.setting-invoices");
    }
  }

  private static boolean isOutside(BigDecimal value, BigDecimal most) {
    return value == null || value.signum() < 0 || value.compareTo(most) > 0;
  }
}
