package org.klantbrug.notice;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.billing.ConfirmedSheets;
import org.klantbrug.merger.MergerLabel;

/**
 * What a notice may say of money: what finance confirmed, sheet by sheet. The newest sheet of a
 * label counts, and only once it is confirmed.
 */
final class SaidChanges {
  /** SQL: {@code s} is confirmed, and no sheet of its label is newer. */
  static final String COUNTS = ConfirmedSheets.COUNTS;

  /** SQL: the sheet that counts for member {@code m}; null if none does. */
  static final String OF_MEMBER = ConfirmedSheets.OF_MEMBER.replace("w.", "m.");

  private SaidChanges() {}

  /**
   * SQL: what one sheet says is not what another says. A notice without a sheet said that nothing
   * changes.
   *
   * @param said SQL, the sheet of a notice; null for none
   * @param now SQL, the sheet that counts; never null
   */
  static String differ(String said, String now) {
    return "(%1$s is distinct from %2$s and %3$s is distinct from %4$s)"
        .formatted(said, now, words(said), words(now));
  }

  private static String words(String sheet) {
    return ("(select string_agg(c.subject || ' ' || c.new_value, E'\\n' order by c.subject) from billing_change c"
            + " where c.sheet_id = %s and not c.stays)")
        .formatted(sheet);
  }

  /** The sheets of a merger that were ever confirmed, by their keys. */
  static Map<Long, MergerLabel> of(Handle handle, long mergerId) {
    var sheets = new HashMap<Long, MergerLabel>();
    handle
        .createQuery(
            """
            select s.id, s.label,
                   max(c.new_value) filter (where c.subject = 'CREDITOR_ID') as creditor_id,
                   max(c.new_value) filter (where c.subject = 'IBAN') as iban,
                   max(c.new_value) filter (where c.subject = 'BRAND') as brand,
                   max(c.new_value) filter (where c.subject = 'TERMS') as terms,
                   max(c.new_value) filter (where c.subject = 'PRICE') as price,
                   max(c.new_value) filter (where c.subject = 'CUSTOMER_NUMBER') is not null as new_numbers,
                   max(c.new_value) filter (where c.subject = 'BILLING_DAY') as billing_day
              from billing_sheet s join billing_change c on c.sheet_id = s.id
             where s.merger_id = :merger and s.confirmed_at is not null
             group by s.id, s.label""")
        .bind("merger", mergerId)
        .map(
            (row, context) ->
                Map.entry(
                    row.getLong("id"),
                    new MergerLabel(
                        null,
                        null,
                        row.getString("label"),
                        null,
                        null,
                        row.getString("creditor_id"),
                        null,
                        row.getString("iban"),
                        row.getString("brand"),
                        row.getString("terms"),
                        row.getString("price"),
                        row.getBoolean("new_numbers"),
                        row.getString("billing_day"))))
        .forEach(each -> sheets.put(each.getKey(), each.getValue()));
    return sheets;
  }

  /** The first sheet of a merger that counts, by the name of its label; empty if none does. */
  static Optional<Long> first(Handle handle, long mergerId) {
    return handle
        .createQuery(
            "select s.id from billing_sheet s where s.merger_id = :merger and "
                + COUNTS
                + " order by lower(s.label) limit 1")
        .bind("merger", mergerId)
        .mapTo(Long.class)
        .findOne();
  }
}
