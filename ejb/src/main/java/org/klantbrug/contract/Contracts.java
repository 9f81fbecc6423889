package org.klantbrug.contract;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.Database;

/** What runs for a customer at both companies: one statement per list. */
@ApplicationScoped
public class Contracts {
  private static final String ORIGIN = "k.name as company, d.file_name, f.line_no";

  private Database database;

  /** For the container. */
  public Contracts() {}

  @Inject
  public Contracts(Database database) {
    this.database = database;
  }

  /** Contracts with the roles of others on them, running ones first. */
  public List<Contract> of(long partyId, Sight sight) {
    return database.with(handle -> of(handle, partyId, sight));
  }

  /** As {@link #of(long, Sight)}, where the handle looks. */
  public List<Contract> of(Handle handle, long partyId, Sight sight) {
    return list(
        handle,
        partyId,
        sight,
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
        "(f.state = 'ACTIVE') desc, f.start_date desc nulls last",
        Contract.class);
  }

  /** Invoices, newest first. */
  public List<Invoice> invoicesOf(long partyId, Sight sight) {
    return database.with(handle -> invoicesOf(handle, partyId, sight));
  }

  /** As {@link #invoicesOf(long, Sight)}, where the handle looks. */
  public List<Invoice> invoicesOf(Handle handle, long partyId, Sight sight) {
    return list(
        handle,
        partyId,
        sight,
        "contract_invoice",
        "f.contract_key, f.period_from, f.period_to, f.issued_on, f.due_on, f.amount, f.open_amount, f.paid_on, f.state",
        "f.issued_on desc nulls last",
        Invoice.class);
  }

  /** Payment arrangements, running ones first. */
  public List<Arrangement> arrangementsOf(long partyId, Sight sight) {
    return database.with(handle -> arrangementsOf(handle, partyId, sight));
  }

  /** As {@link #arrangementsOf(long, Sight)}, where the handle looks. */
  public List<Arrangement> arrangementsOf(Handle handle, long partyId, Sight sight) {
    return list(
        handle,
        partyId,
        sight,
        "contract_arrangement",
        "f.invoice_key, f.amount, f.terms, f.term_amount, f.paid_terms, f.first_due_on, f.state",
        "(f.state = 'RUNNING') desc, f.first_due_on desc nulls last",
        Arrangement.class);
  }

  /** Permissions to debit, active ones first. */
  public List<Mandate> mandatesOf(long partyId, Sight sight) {
    return database.with(handle -> mandatesOf(handle, partyId, sight));
  }

  /** As {@link #mandatesOf(long, Sight)}, where the handle looks. */
  public List<Mandate> mandatesOf(Handle handle, long partyId, Sight sight) {
    return list(
        handle,
        partyId,
        sight,
        "contract_mandate",
        "f.iban, f.account_holder, f.creditor_id, f.signed_on, f.last_used_on, f.sequence_type, f.state",
        "(f.state = 'ACTIVE') desc, f.signed_on desc nulls last",
        Mandate.class);
  }

  private static <T> List<T> list(
      Handle handle,
      long partyId,
      Sight sight,
      String table,
      String columns,
      String order,
      Class<T> row) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select f.id, f.identity_id, f.source_key, %s, %s
                  from %s f
                  join customer_identity o on o.id = f.identity_id
                  join customer_company k on k.id = o.company_id
                  left join customer_delivery d on d.id = f.delivery_id
                 where f.identity_id in %s and %s
                 order by %s, f.id
                """
                    .formatted(
                        columns,
                        ORIGIN,
                        table,
                        Sight.IDENTITIES_OF_PARTY,
                        Sight.FACT_COUNTS,
                        order)))
        .bind("party", partyId)
        .map(ConstructorMapper.of(row))
        .list();
  }
}
