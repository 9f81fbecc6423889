package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.klantbrug.shared.Database;

/**
 * What finance confirmed to change for the customers of each label: of a label its newest sheet
 * counts, and only once it is confirmed. What a letter may say of it.
 */
@ApplicationScoped
public class ConfirmedSheets {
  /**
   * SQL: sheet {@code s} of {@code billing_sheet} counts: confirmed, and the newest of its label.
   */
  public static final String COUNTS = "s.confirmed_at is not null and " + SheetRows.IS_NEWEST;

  /**
   * SQL: key of the sheet that counts for member {@code w} of {@code wave_member}; null while the
   * newest of his label waits for finance, or nobody entered one.
   */
  public static final String OF_MEMBER = SheetRows.CONFIRMED_OF_MEMBER;

  private Database database;

  /** For the container. */
  protected ConfirmedSheets() {}

  /** Reads this database. */
  @Inject
  public ConfirmedSheets(Database database) {
    this.database = database;
  }

  /**
   * What counts for the customers of a label from a day on. A value that nobody said is null.
   *
   * @param sheetId of the sheet that says it: another sheet may say something else
   * @param label empty for customers without one
   * @param creditorId who debits then
   * @param iban to which account they pay then
   * @param brand under which name they know us then
   * @param billingDay day of the month on which they are billed then; null if each keeps his own
   * @param terms what changes in the terms; null if they stay
   * @param price what changes in the price; null if it stays
   */
  public record Confirmed(
      long sheetId,
      String label,
      LocalDate from,
      String creditorId,
      String iban,
      String brand,
      Integer billingDay,
      String terms,
      String price,
      List<Change> changes) {
    /** Copies the list. */
    public Confirmed {
      changes = List.copyOf(changes);
    }

    /** Whether customers may end their contract because of it: terms or price change. */
    public boolean isReasonToLeave() {
      return terms != null || price != null;
    }
  }

  /** What is confirmed, label by label; nothing of a label of which a newer sheet waits. */
  public List<Confirmed> of(long mergerId) {
    return database.with(
        handle ->
            SheetRows.newest(handle, mergerId).stream()
                .filter(ChangeSheet::isConfirmed)
                .map(ConfirmedSheets::confirmed)
                .toList());
  }

  /**
   * What is confirmed for a customer.
   *
   * @param label as he was delivered with; null or empty if without
   */
  public Optional<Confirmed> of(long mergerId, String label) {
    var wanted = key(label);
    return of(mergerId).stream().filter(each -> key(each.label()).equals(wanted)).findFirst();
  }

  private static String key(String label) {
    return label == null ? "" : label.strip().toLowerCase(Locale.ROOT);
  }

  private static Confirmed confirmed(ChangeSheet sheet) {
    var day = sheet.change(Subject.BILLING_DAY);
    return new Confirmed(
        sheet.id(),
        sheet.label(),
        sheet.fromDay(),
        sheet.then(Subject.CREDITOR_ID),
        sheet.then(Subject.IBAN),
        sheet.then(Subject.BRAND),
        day.stays() ? null : Integer.valueOf(day.newValue()),
        sheet.change(Subject.TERMS).newValue(),
        sheet.change(Subject.PRICE).newValue(),
        sheet.changes());
  }
}
