package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.MergerLabel;
import org.klantbrug.merger.MergerTerms;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What changes for the customers of each label: entered by one, confirmed by another. */
@ApplicationScoped
public class ChangeSheets {
  private Database database;
  private MergerTerms terms;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected ChangeSheets() {}

  /** Works with these. */
  @Inject
  public ChangeSheets(Database database, MergerTerms terms, BusinessClock clock, Audit audit) {
    this.database = database;
    this.terms = terms;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A label that customers have, or of which somebody said something.
   *
   * @param label empty for customers without one
   * @param customers delivered with it
   * @param sheet the newest; null if nobody entered one
   */
  public record OfLabel(String label, long customers, ChangeSheet sheet) {
    /** Whether its accounts may go over. */
    public boolean isConfirmed() {
      return sheet != null && sheet.isConfirmed();
    }
  }

  /** Every label of a merger with its newest sheet. */
  public List<OfLabel> labels(long mergerId) {
    return database.with(
        handle -> {
          var all = new TreeMap<String, OfLabel>();
          for (var delivered : delivered(handle, mergerId)) {
            all.put(key(delivered.label()), delivered);
          }
          for (var known : terms.labels(mergerId)) {
            all.computeIfAbsent(key(known.name()), key -> new OfLabel(known.name(), 0, null));
          }
          for (var sheet : SheetRows.newest(handle, mergerId)) {
            all.merge(
                key(sheet.label()),
                new OfLabel(sheet.label(), 0, sheet),
                (there, one) -> new OfLabel(there.label(), there.customers(), sheet));
          }
          return new ArrayList<>(all.values());
        });
  }

  private static List<OfLabel> delivered(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select min(coalesce(btrim(s.label), '')) as label, count(distinct s.source_key) as customers
              from merger_merger m join merger_run r on r.merger_id = m.id
              join merger_delivery d on d.run_id = r.id and d.company_id = m.acquired_id
              join merger_staged_customer s on s.delivery_id = d.id
             where m.id = :merger group by lower(coalesce(btrim(s.label), ''))""")
        .bind("merger", mergerId)
        .map((row, context) -> new OfLabel(row.getString(1), row.getLong(2), null))
        .list();
  }

  private static String key(String label) {
    return label.toLowerCase(Locale.ROOT);
  }

  /** All sheets of a label, the newest first. */
  public List<ChangeSheet> of(long mergerId, String label) {
    return database.with(handle -> SheetRows.of(handle, mergerId, label));
  }

  /**
   * What to begin with: the newest sheet of the label, else what its label says.
   *
   * @return one change per subject
   */
  public List<Change> proposed(long mergerId, String label) {
    var sheets = of(mergerId, label);
    if (!sheets.isEmpty()) {
      return Arrays.stream(Subject.values()).map(sheets.get(0)::change).toList();
    }
    return terms.labels(mergerId).stream()
        .filter(each -> each.name().equalsIgnoreCase(label))
        .findFirst()
        .map(ChangeSheets::saidBy)
        .orElseGet(
            () ->
                Arrays.stream(Subject.values())
                    .map(subject -> new Change(subject, true, null, null))
                    .toList());
  }

  private static List<Change> saidBy(MergerLabel label) {
    return List.of(
        change(Subject.CREDITOR_ID, label.oldCreditorId(), label.newCreditorId()),
        change(Subject.IBAN, label.oldIban(), label.newIban()),
        change(Subject.BRAND, label.name(), label.newBrand()),
        change(Subject.TERMS, null, label.termsChange()),
        change(Subject.PRICE, null, label.priceChange()),
        new Change(Subject.CUSTOMER_NUMBER, true, null, null),
        new Change(Subject.BILLING_DAY, true, null, null));
  }

  private static Change change(Subject subject, String before, String after) {
    var stays = after == null || after.isBlank();
    return new Change(subject, stays, before, stays ? null : after);
  }

  /**
   * Enters a sheet; it counts once a colleague of finance confirmed it.
   *
   * @param label empty for customers without one
   * @param changes one per subject, each with its new value or that it stays
   * @throws RuleBroken {@code billing.sheet-*}: what is missing or wrong
   */
  public void enter(
      long mergerId, String label, LocalDate fromDay, List<Change> changes, Staff by) {
    var clean = changes.stream().map(SheetRules::clean).toList();
    SheetRules.refuseWrong(label, fromDay, clean);
    database.inTransaction(
        handle -> {
          hold(handle, mergerId);
          var before = SheetRows.of(handle, mergerId, label);
          var sheet = insert(handle, mergerId, label.strip(), before.size() + 1, fromDay, by);
          keep(handle, sheet, clean);
          note(handle, by, "billingSheetEntered", mergerId, label);
          return null;
        });
  }

  /** Two people who enter or confirm at once wait for each other. */
  private static void hold(Handle handle, long mergerId) {
    handle
        .createQuery("select id from merger_merger where id = :merger for no key update")
        .bind("merger", mergerId)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("merger.unknown", mergerId));
  }

  private long insert(
      Handle handle, long mergerId, String label, int no, LocalDate fromDay, Staff by) {
    return handle
        .createUpdate(
            """
            insert into billing_sheet (merger_id, label, no, from_day, entered_by, entered_at)
            values (:merger, :label, :no, :from, :by, :at)""")
        .bind("merger", mergerId)
        .bind("label", label)
        .bind("no", no)
        .bind("from", fromDay)
        .bind("by", by.id())
        .bind("at", clock.now())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  private static void keep(Handle handle, long sheet, List<Change> changes) {
    var batch =
        handle.prepareBatch(
            """
            insert into billing_change (sheet_id, subject, stays, old_value, new_value)
            values (:sheet, :subject, :stays, :oldValue, :newValue)""");
    changes.forEach(change -> batch.bind("sheet", sheet).bindMethods(change).add());
    batch.execute();
  }

  /**
   * Confirms the newest sheet of a label: it counts from now on, and the label says the same.
   *
   * @param sheetId the sheet that was looked at
   * @throws RuleBroken {@code billing.sheet-changed}: a newer one is there; {@code
   *     billing.sheet-two-people}; {@code billing.sheet-confirmed}
   */
  public void confirm(long mergerId, long sheetId, Staff by) {
    database.inTransaction(
        handle -> {
          hold(handle, mergerId);
          var sheet =
              SheetRows.newest(handle, mergerId).stream()
                  .filter(each -> each.id() == sheetId)
                  .findFirst()
                  .orElseThrow(() -> new RuleBroken("billing.sheet-changed"));
          if (sheet.isConfirmed()) {
            throw new RuleBroken("billing.sheet-confirmed");
          }
          if (sheet.enteredById() == by.id()) {
            throw new RuleBroken("billing.sheet-two-people");
          }
          handle
              .createUpdate(
                  "update billing_sheet set confirmed_by = :by, confirmed_at = :at where id = :id")
              .bind("by", by.id())
              .bind("at", clock.now())
              .bind("id", sheetId)
              .execute();
          note(handle, by, "billingSheetConfirmed", mergerId, sheet.label());
          tellTheLabel(sheet, by);
          return null;
        });
  }

  /** What colleagues read with the label is what was confirmed. */
  private void tellTheLabel(ChangeSheet sheet, Staff by) {
    if (sheet.label().isEmpty()) {
      return;
    }
    var known =
        terms.labels(sheet.mergerId()).stream()
            .filter(each -> each.name().equalsIgnoreCase(sheet.label()))
            .findFirst();
    terms.keepLabel(
        sheet.mergerId(),
        new MergerLabel(
            null,
            null,
            known.map(MergerLabel::name).orElse(sheet.label()),
            known.map(MergerLabel::brandPromise).orElse(null),
            sheet.change(Subject.CREDITOR_ID).oldValue(),
            sheet.change(Subject.CREDITOR_ID).newValue(),
            sheet.change(Subject.IBAN).oldValue(),
            sheet.change(Subject.IBAN).newValue(),
            sheet.change(Subject.BRAND).newValue(),
            sheet.change(Subject.TERMS).newValue(),
            sheet.change(Subject.PRICE).newValue(),
            !sheet.change(Subject.CUSTOMER_NUMBER).stays(),
            sheet.change(Subject.BILLING_DAY).newValue()),
        by);
  }

  private void note(Handle handle, Staff by, String action, long mergerId, String label) {
    audit.record(handle, by.id(), by.login(), action, "merger", mergerId, label);
  }
}
