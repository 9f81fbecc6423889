package org.klantbrug.notice;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.MergerLabel;

/**
 * What changes for the customers of each label: as finance confirmed it; as the merger says it of a
 * label of which nothing is confirmed.
 */
final class LabelChanges {
  private LabelChanges() {}

  /**
   * By the names of the labels, in small letters.
   *
   * @param said what the merger says
   */
  static Map<String, MergerLabel> of(Handle handle, long mergerId, List<MergerLabel> said) {
    var labels = new HashMap<String, MergerLabel>();
    said.forEach(label -> labels.put(key(label.name()), label));
    confirmed(handle, mergerId).forEach(label -> labels.put(key(label.name()), label));
    return labels;
  }

  static String key(String name) {
    return name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
  }

  /** The newest sheet of a label counts, and only once it is confirmed. */
  private static List<MergerLabel> confirmed(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select s.label,
                   max(c.new_value) filter (where c.subject = 'CREDITOR_ID') as creditor_id,
                   max(c.new_value) filter (where c.subject = 'IBAN') as iban,
                   max(c.new_value) filter (where c.subject = 'BRAND') as brand,
                   max(c.new_value) filter (where c.subject = 'TERMS') as terms,
                   max(c.new_value) filter (where c.subject = 'PRICE') as price,
                   max(c.new_value) filter (where c.subject = 'CUSTOMER_NUMBER') is not null as new_numbers,
                   max(c.new_value) filter (where c.subject = 'BILLING_DAY') as billing_day
              from billing_sheet s join billing_change c on c.sheet_id = s.id
             where s.merger_id = :merger and s.confirmed_at is not null
               and not exists (select from billing_sheet n
                                where n.merger_id = s.merger_id and lower(n.label) = lower(s.label) and n.no > s.no)
             group by s.id, s.label""")
        .bind("merger", mergerId)
        .map(
            (row, context) ->
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
                    row.getString("billing_day")))
        .list();
  }
}
