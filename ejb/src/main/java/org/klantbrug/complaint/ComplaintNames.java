package org.klantbrug.complaint;

import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.RuleBroken;

/** What a complaint may name: customers in sight, and rules of a sector that there are. */
final class ComplaintNames {
  private ComplaintNames() {}

  static void refuseUnseen(Handle handle, Long identity, Sight sight) {
    if (identity == null) {
      return;
    }
    sight
        .bindTo(
            handle.createQuery(
                "select i.id from customer_identity i join customer_company c on c.id = i.company_id where i.id = :id and "
                    + Sight.COMPANY_SEEN))
        .bind("id", identity)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("customer.unknown"));
  }

  static void refuseUnknownRegime(Handle handle, String regime) {
    if (regime != null
        && handle
            .createQuery("select 1 from complaint_regime where code = :code")
            .bind("code", regime)
            .mapTo(Integer.class)
            .findOne()
            .isEmpty()) {
      throw new RuleBroken("complaint.regime-unknown", regime);
    }
  }
}
