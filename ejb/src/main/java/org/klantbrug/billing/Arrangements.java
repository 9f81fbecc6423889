package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.customer.Sight;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;
import org.klantbrug.wave.WaveFacts;

/**
 * An arrangement goes on to the cent or not at all: what is left of its terms is what is open of
 * its bill (D7). The last term takes what the others leave.
 */
@ApplicationScoped
public class Arrangements implements GuardOfOthers {
  /** SQL: terms that are left of arrangement {@code r}. */
  static final String LEFT = "(r.terms - coalesce(r.paid_terms, 0))";

  /** SQL: what arrangement {@code r} and its bill {@code v} say differs. */
  static final String DIFFERS =
      """
      (v.open_amount is null or r.amount is null or r.terms is null or r.term_amount is null
       or r.amount - coalesce(r.paid_terms, 0) * r.term_amount <> v.open_amount
       or %1$s < 1 or %1$s * r.term_amount < v.open_amount or (%1$s - 1) * r.term_amount >= v.open_amount)
      """
          .formatted(LEFT);

  /**
   * SQL: the running arrangements {@code r} of account {@code m}, with their bill {@code v}; one
   * without a bill, or whose bill is of no contract, is of all accounts of its customer.
   */
  static final String OF_ACCOUNT =
      """
      contract_arrangement r
        left join contract_invoice v on v.identity_id = r.identity_id and v.source_key = r.invoice_key and %2$s
       where r.identity_id = m.identity_id and r.state = 'RUNNING' and %3$s
         and exists (select from contract_contract f
                      where f.identity_id = m.identity_id and %1$s = m.account_key and %4$s
                        and (v.contract_key is null or v.contract_key = f.source_key))
      """
          .formatted(
              WaveFacts.ACCOUNT_KEY,
              Sight.FACT_COUNTS.replace("f.", "v."),
              Sight.FACT_COUNTS.replace("f.", "r."),
              Sight.FACT_COUNTS);

  /** For the container. */
  public Arrangements() {}

  @Override
  public Guard guard() {
    return Guard.ARRANGEMENT_DIFFERS;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'ARRANGEMENT' as kind, x.key, x.detail
          from due m
         cross join lateral (
           select r.source_key as key,
                  (r.amount - coalesce(r.paid_terms, 0) * r.term_amount) || ' / ' || v.open_amount as detail
             from %s and %s) x
        """
        .formatted(OF_ACCOUNT, DIFFERS);
  }
}
