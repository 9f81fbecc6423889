package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TypedFigure;
import org.klantbrug.wave.WaveFacts;

/** Bills that the new billing made for trial, each beside the last one of the old company. */
@ApplicationScoped
public class Bills {
  private static final int AT_ONCE = 5_000;
  private static final BigDecimal MOST = new BigDecimal("99999999999");

  /** Columns of the file; documented in {@code docs/import-format.md}. */
  private static final List<TableFile.Column> COLUMNS =
      List.of(
          TableFile.Column.needed("customer", "klant", "klantnummer"),
          TableFile.Column.needed("account", "rekening", "factuurrekening"),
          TableFile.Column.needed("amount", "bedrag"));

  private TakenFiles files;
  private WaveFacts facts;

  /** For the container. */
  protected Bills() {}

  /** Works with these. */
  @Inject
  public Bills(TakenFiles files, WaveFacts facts) {
    this.files = files;
    this.facts = facts;
  }

  /**
   * Takes a file of bills and compares them.
   *
   * @throws RuleBroken {@code billing.file-*}, {@code billing.column-missing}, {@code delivery.*},
   *     {@code wave.nothing-rehearsed}
   */
  public TakenFiles.Counts take(long mergerId, String name, InputStream content, Staff by) {
    var run = facts.run(mergerId);
    var counts =
        files.take(
            mergerId,
            FileKind.BILLS,
            name,
            content,
            by,
            (handle, file, fileId, unused) -> read(handle, file, mergerId, fileId, unused));
    compare(run);
    return counts;
  }

  /** Compares again, as what the old company delivered may have changed. */
  public void compare(long mergerId) {
    compare(facts.run(mergerId));
  }

  private void compare(WaveFacts.Run run) {
    facts.where(
        run, handle -> handle.createUpdate(COMPARED).bind("merger", run.mergerId()).execute());
  }

  private static int read(Handle handle, Path file, long mergerId, long fileId, UnusedLines unused)
      throws IOException {
    var used = 0;
    var seen = new HashSet<String>();
    var page = new ArrayList<Line>();
    try (var table = new TableFile(file, COLUMNS)) {
      while (table.next()) {
        var line = line(table, seen, unused);
        if (line != null) {
          page.add(line);
        }
        if (page.size() == AT_ONCE) {
          used += keep(handle, mergerId, fileId, page, unused);
          page.clear();
        }
      }
    }
    return used + keep(handle, mergerId, fileId, page, unused);
  }

  private record Line(long no, String customer, String account, BigDecimal amount, String raw) {}

  private static Line line(TableFile table, Set<String> seen, UnusedLines unused) {
    if (!table.isWhole()) {
      unused.add(table.line(), "billing.line.broken", table.raw(), null);
      return null;
    }
    var customer = table.text("customer");
    var account = table.text("account");
    var amount = TypedFigure.amount(table.text("amount")).filter(each -> each.compareTo(MOST) < 0);
    if (customer.isEmpty() || account.isEmpty()) {
      unused.add(table.line(), "billing.line.no-key", table.raw(), null);
    } else if (amount.isEmpty()) {
      unused.add(table.line(), "billing.line.amount", table.raw(), null);
    } else if (!seen.add(customer + "\n" + account)) {
      unused.add(table.line(), "billing.line.double", table.raw(), null);
    } else {
      return new Line(table.line(), customer, account, amount.get(), table.raw());
    }
    return null;
  }

  private static int keep(
      Handle handle, long mergerId, long fileId, List<Line> page, UnusedLines unused) {
    Set<Long> kept =
        handle
            .createQuery(KEEP)
            .bind("merger", mergerId)
            .bind("file", fileId)
            .bindArray("lines", Long.class, page.stream().map(Line::no).toList())
            .bindArray("customers", String.class, page.stream().map(Line::customer).toList())
            .bindArray("accounts", String.class, page.stream().map(Line::account).toList())
            .bindArray(
                "amounts",
                String.class,
                page.stream().map(line -> line.amount().toPlainString()).toList())
            .mapTo(Long.class)
            .collect(Collectors.toSet());
    page.stream()
        .filter(line -> !kept.contains(line.no()))
        .forEach(line -> unused.add(line.no(), "billing.line.unknown", line.raw(), null));
    return kept.size();
  }

  private static final String KEEP =
      """
      insert into billing_bill (merger_id, identity_id, account_key, file_id, line_no, amount)
      select :merger, m.identity_id, m.account_key, :file, g.line, g.amount
        from unnest(cast(:lines as bigint[]), cast(:customers as text[]), cast(:accounts as text[]), cast(cast(:amounts as text[]) as numeric[]))
             as g (line, customer, account, amount)
        join merger_merger f on f.id = :merger
        join customer_identity i on i.company_id = f.acquired_id and i.source_key = g.customer
        join wave_member m on m.merger_id = :merger and m.identity_id = i.id and m.account_key = g.account
      on conflict (merger_id, identity_id, account_key) do update
         set file_id = excluded.file_id, line_no = excluded.line_no, amount = excluded.amount, old_amount = null, old_from = null
      returning line_no
      """;

  /** SQL: what account {@code a} cost last, as {@code amount} and {@code origin}. */
  static final String LAST_BILL =
      """
      select case when x.billed is not null then x.billed else y.monthly end as amount,
             case when x.billed is not null then 'INVOICE' when y.monthly is not null then 'CONTRACT' end as origin
        from (select sum(l.amount) as billed from (
                select v.amount, coalesce(v.period_from, v.issued_on, v.due_on) as day,
                       max(coalesce(v.period_from, v.issued_on, v.due_on)) over () as last
                  from contract_contract f join contract_invoice v
                    on v.identity_id = f.identity_id and v.contract_key = f.source_key and %2$s
                 where f.identity_id = a.identity_id and %1$s = a.account_key and v.amount is not null and %3$s) l
               where l.day = l.last) x
       cross join (select sum(f.monthly_amount) as monthly from contract_contract f
                    where f.identity_id = a.identity_id and %1$s = a.account_key and f.state is distinct from 'ENDED' and %3$s) y
      """
          .formatted(
              WaveFacts.ACCOUNT_KEY, Sight.FACT_COUNTS.replace("f.", "v."), Sight.FACT_COUNTS);

  private static final String COMPARED =
      """
      update billing_bill b set old_amount = o.amount, old_from = o.origin
        from billing_bill a cross join lateral (%s) o
       where a.merger_id = :merger and b.merger_id = a.merger_id and b.identity_id = a.identity_id
         and b.account_key = a.account_key
         and (b.old_amount is distinct from o.amount or b.old_from is distinct from o.origin)
      """
          .formatted(LAST_BILL);
}
