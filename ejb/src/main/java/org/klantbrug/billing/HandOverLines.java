package org.klantbrug.billing;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.customer.Sight;
import org.klantbrug.wave.Mandates;
import org.klantbrug.wave.WaveFacts;

/**
 * SQL of what the files of a hand-over say, of accounts {@code m}: {@code member_id, identity_id,
 * side, kind, row_key, line}. A line has all columns, those that are not its kind's empty.
 * Documented in {@code docs/import-format.md}.
 */
final class HandOverLines {
  static final List<String> COLUMNS =
      List.of(
          "kind",
          "customer",
          "account",
          "key",
          "product",
          "amount",
          "open_amount",
          "day",
          "due_on",
          "iban",
          "holder",
          "creditor",
          "original_creditor",
          "original_mandate",
          "signed_on",
          "last_used_on",
          "sequence",
          "of",
          "terms",
          "term_amount",
          "last_term_amount",
          "collects");

  private static final String V = Sight.FACT_COUNTS.replace("f.", "v.");

  private static final String OF =
      """
      select m.member_id, m.identity_id, '%s' as side, '%s' as kind, %s as row_key, concat(%s) as line
        from billing_account m join customer_identity i on i.id = m.identity_id join wave_member w on w.id = m.member_id
       %s
       where m.wave_id = :wave and m.state <> 'HELD' and m.undone_at is null
      """;

  private HandOverLines() {}

  /** All lines of both sides. */
  static String all() {
    return String.join(
        " union all ",
        accounts(Side.START),
        contracts(),
        mandates(),
        invoices(Side.START),
        arrangements(),
        accounts(Side.STOP),
        invoices(Side.STOP));
  }

  private static String accounts(Side side) {
    var starts = side == Side.START;
    return OF.formatted(
        side,
        "ACCOUNT",
        "''",
        line(
            "ACCOUNT",
            starts
                ? Map.ofEntries(
                    entry("amount", "m.amount"),
                    entry("day", "coalesce(cast(c.day as smallint), w.billing_day)"),
                    entry("due_on", "m.first_debit_on"),
                    entry("iban", "m.iban"),
                    entry("creditor", "m.creditor_id"))
                : Map.of("due_on", "m.first_debit_on - 1")),
        starts
            ? "left join lateral (select g.new_value as day from billing_change g where g.sheet_id = %s and g.subject = 'BILLING_DAY') c on true"
                .formatted(SheetRows.LAST_CONFIRMED_OF_MEMBER)
            : "");
  }

  private static String contracts() {
    return OF.formatted(
        Side.START,
        "CONTRACT",
        "f.source_key",
        line(
            "CONTRACT",
            Map.of(
                "key",
                "f.source_key",
                "product",
                text("coalesce(p.new_name, f.product)"),
                "amount",
                "f.monthly_amount")),
        """
        join contract_contract f on f.identity_id = m.identity_id and %s = m.account_key and f.state is distinct from 'ENDED' and %s
         and not exists (select from billing_product e where e.merger_id = m.merger_id and lower(e.old_name) = lower(btrim(f.product)) and e.outcome = 'ENDS')
        left join billing_product p on p.merger_id = m.merger_id and lower(p.old_name) = lower(btrim(f.product))
        """
            .formatted(WaveFacts.ACCOUNT_KEY, Sight.FACT_COUNTS));
  }

  private static String mandates() {
    return OF.formatted(
        Side.START,
        "MANDATE",
        "n.source_key",
        line(
            "MANDATE",
            Map.ofEntries(
                entry("key", "n.source_key"),
                entry("iban", "n.iban"),
                entry("holder", "n.account_holder"),
                entry("creditor", "m.creditor_id"),
                entry("original_creditor", "n.creditor_id"),
                entry("original_mandate", "n.source_key"),
                entry("signed_on", "n.signed_on"),
                entry("last_used_on", "n.last_used_on"),
                entry("sequence", "n.sequence_type"))),
        "join lateral " + Mandates.OF_ACCOUNT + " n on m.by_debit");
  }

  private static String invoices(Side side) {
    return OF.formatted(
        side,
        "INVOICE",
        "o.invoice_key",
        line(
            "INVOICE",
            Map.of(
                "key",
                "o.invoice_key",
                "amount",
                "o.amount",
                "open_amount",
                "o.open_amount",
                "collects",
                "o.owner")),
        "join billing_invoice_owner o on o.member_id = m.member_id");
  }

  private static String arrangements() {
    return OF.formatted(
        Side.START,
        "ARRANGEMENT",
        "x.key",
        line(
            "ARRANGEMENT",
            Map.ofEntries(
                entry("key", "x.key"),
                entry("open_amount", "x.open_amount"),
                entry("due_on", "x.due_on"),
                entry("of", "x.invoice_key"),
                entry("terms", "x.left_over"),
                entry("term_amount", "x.term_amount"),
                entry("last_term_amount", "x.open_amount - (x.left_over - 1) * x.term_amount"))),
        """
        join lateral (
          select r.source_key as key, r.invoice_key, v.open_amount, r.term_amount, %1$s as left_over,
                 cast(r.first_due_on + make_interval(months => cast(coalesce(r.paid_terms, 0) as integer)) as date) as due_on
            from %2$s and not %3$s) x
          on exists (select from billing_invoice_owner o where o.member_id = m.member_id and o.invoice_key = x.invoice_key)
        """
            .formatted(Arrangements.LEFT, Arrangements.OF_ACCOUNT, Arrangements.DIFFERS));
  }

  /**
   * SQL: the line that asks a side to collect day {@code m} of customer {@code i}, that nobody did.
   */
  static String collection() {
    return "concat(%s)"
        .formatted(
            line(
                "COLLECTION",
                Map.of("amount", "m.amount", "due_on", "m.day", "collects", ":collects")));
  }

  /** SQL: the columns of a line with their separators. */
  private static String line(String kind, Map<String, String> values) {
    return COLUMNS.stream()
        .map(
            column ->
                switch (column) {
                  case "kind" -> "'" + kind + "'";
                  case "customer" -> text("i.source_key");
                  case "account" -> text("m.account_key");
                  case "key",
                      "of",
                      "iban",
                      "holder",
                      "creditor",
                      "original_creditor",
                      "original_mandate",
                      "sequence" ->
                      values.containsKey(column) ? text(values.get(column)) : "''";
                  default -> values.getOrDefault(column, "''");
                })
        .collect(Collectors.joining(", ';', "));
  }

  /**
   * SQL: a text in a CSV, in one line; what a spreadsheet would run has an apostrophe before it.
   */
  private static String text(String value) {
    return ("case when %1$s is null then '' else '\"' || replace(case when %1$s ~ '^''*[=+\\-@\\t\\r\\n]' then '''' else '' end"
            + " || regexp_replace(%1$s, '[\\r\\n]+', ' ', 'g'), '\"', '\"\"') || '\"' end")
        .formatted(value);
  }
}
