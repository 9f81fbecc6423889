package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/** Whose first bill would differ too much waits; finance may accept just this difference. */
@ApplicationScoped
public class DifferingBills implements GuardOfOthers {
  /** For the container. */
  public DifferingBills() {}

  @Override
  public Guard guard() {
    return Guard.BILL_DIFFERS;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'BILL' as kind, b.old_amount || ' → ' || b.amount as key, null as detail
          from due m join wave_member w on w.id = m.id
          join billing_bill b on b.merger_id = w.merger_id and b.identity_id = w.identity_id and b.account_key = w.account_key
          left join billing_setting s on s.merger_id = w.merger_id
         where %s
        """
        .formatted(BillComparison.TOO_FAR);
  }
}
