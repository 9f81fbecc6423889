package org.klantbrug.contract;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RowJson;

/** What runs for a customer at both companies: one statement per list, or one for all. */
@ApplicationScoped
public class Contracts {
  private Database database;

  /** For the container. */
  public Contracts() {}

  /** Works on this database. */
  @Inject
  public Contracts(Database database) {
    this.database = database;
  }

  /** Everything that runs, each list in its order: all of it in one statement. */
  public Running running(long partyId, Sight sight) {
    return database.with(handle -> running(handle, partyId, sight));
  }

  /** As {@link #running(long, Sight)}, where the handle looks. */
  public Running running(Handle handle, long partyId, Sight sight) {
    var rows = new EnumMap<Kind, List<String>>(Kind.class);
    var sql =
        Arrays.stream(Kind.values())
            .map(
                list ->
                    "select '%s' as list, t.place, to_jsonb(t) - 'place' as fact from (%s) t"
                        .formatted(list, list.sql()))
            .collect(Collectors.joining(" union all "));
    sight
        .bindTo(handle.createQuery(sql + " order by 1, 2"))
        .bind("party", partyId)
        .map((rs, context) -> Map.entry(Kind.valueOf(rs.getString(1)), rs.getString(3)))
        .forEach(
            row -> rows.computeIfAbsent(row.getKey(), l -> new ArrayList<>()).add(row.getValue()));
    return new Running(
        read(rows, Kind.CONTRACT, Contract.class),
        read(rows, Kind.INVOICE, Invoice.class),
        read(rows, Kind.ARRANGEMENT, Arrangement.class),
        read(rows, Kind.MANDATE, Mandate.class));
  }

  private static <T> List<T> read(Map<Kind, List<String>> rows, Kind list, Class<T> type) {
    return rows.getOrDefault(list, List.of()).stream().map(row -> RowJson.read(row, type)).toList();
  }

  /** Contracts with the roles of others on them, running ones first. */
  public List<Contract> of(long partyId, Sight sight) {
    return database.with(handle -> of(handle, partyId, sight));
  }

  /** As {@link #of(long, Sight)}, where the handle looks. */
  public List<Contract> of(Handle handle, long partyId, Sight sight) {
    return list(handle, partyId, sight, Kind.CONTRACT, Contract.class);
  }

  /** Invoices, newest first. */
  public List<Invoice> invoicesOf(long partyId, Sight sight) {
    return database.with(handle -> invoicesOf(handle, partyId, sight));
  }

  /** As {@link #invoicesOf(long, Sight)}, where the handle looks. */
  public List<Invoice> invoicesOf(Handle handle, long partyId, Sight sight) {
    return list(handle, partyId, sight, Kind.INVOICE, Invoice.class);
  }

  /** Payment arrangements, running ones first. */
  public List<Arrangement> arrangementsOf(long partyId, Sight sight) {
    return database.with(handle -> arrangementsOf(handle, partyId, sight));
  }

  /** As {@link #arrangementsOf(long, Sight)}, where the handle looks. */
  public List<Arrangement> arrangementsOf(Handle handle, long partyId, Sight sight) {
    return list(handle, partyId, sight, Kind.ARRANGEMENT, Arrangement.class);
  }

  /** Permissions to debit, active ones first. */
  public List<Mandate> mandatesOf(long partyId, Sight sight) {
    return database.with(handle -> mandatesOf(handle, partyId, sight));
  }

  /** As {@link #mandatesOf(long, Sight)}, where the handle looks. */
  public List<Mandate> mandatesOf(Handle handle, long partyId, Sight sight) {
    return list(handle, partyId, sight, Kind.MANDATE, Mandate.class);
  }

  private static <T> List<T> list(
      Handle handle, long partyId, Sight sight, Kind kind, Class<T> row) {
    return sight
        .bindTo(handle.createQuery(kind.sql() + " order by place"))
        .bind("party", partyId)
        .map(ConstructorMapper.of(row))
        .list();
  }

  /** The lists there are: their table, what is read of it, and in which order. */
  private enum Kind {
    CONTRACT(
        "contract_contract",
        """
        f.billing_account_key, f.product, f.term, f.internet, f.telephony, f.payment_method, f.monthly_amount,
        f.total_invoiced, f.months_customer, f.billing_day, f.paperless, f.start_date, f.end_date, f.state,
        array(select r.role || ': ' || p.source_key
                from contract_role r join customer_identity p on p.id = r.identity_id
               where r.contract_key = f.source_key and p.company_id = o.company_id
                 and (r.cutover_id is null or r.cutover_id in (select id from customer_cutover_live))
                 and (r.superseded_by is null or r.superseded_by not in (select id from customer_cutover_live))
               order by 1) as roles
        """,
        "(f.state = 'ACTIVE') desc, f.start_date desc nulls last"),
    INVOICE(
        "contract_invoice",
        "f.contract_key, f.period_from, f.period_to, f.issued_on, f.due_on, f.amount, f.open_amount, f.paid_on, f.state",
        "f.issued_on desc nulls last"),
    ARRANGEMENT(
        "contract_arrangement",
        "f.invoice_key, f.amount, f.terms, f.term_amount, f.paid_terms, f.first_due_on, f.state",
        "(f.state = 'RUNNING') desc, f.first_due_on desc nulls last"),
    MANDATE(
        "contract_mandate",
        "f.iban, f.account_holder, f.creditor_id, f.signed_on, f.last_used_on, f.sequence_type, f.state",
        "(f.state = 'ACTIVE') desc, f.signed_on desc nulls last");

    private final String sql;

    Kind(String table, String columns, String order) {
      sql =
          """
          select f.id, f.identity_id, f.source_key, %s, %s, row_number() over (order by %s, f.id) as place
            from %s f
            join customer_identity o on o.id = f.identity_id
            join customer_company k on k.id = o.company_id
            left join customer_delivery d on d.id = f.delivery_id
           where f.identity_id in %s and %s
          """
              .formatted(
                  columns,
                  "k.name as company, d.file_name, f.line_no",
                  order,
                  table,
                  Sight.IDENTITIES_OF_PARTY,
                  Sight.FACT_COUNTS);
    }

    String sql() {
      return sql;
    }
  }
}
