package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.customer.Sight;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * Nobody goes over who objects while it is not decided, nor whoever leaves. A customer is stopped
 * with whatever number he objected.
 */
@ApplicationScoped
public class OpenObjections implements GuardOfOthers {
  private static final String STOPS =
      "o.merger_id = :merger and o.stage <> 'WITHDRAWN' and (o.outcome is null or o.outcome = 'LEAVE')";

  /** For the container. */
  public OpenObjections() {}

  @Override
  public Guard guard() {
    return Guard.G03_OBJECTION_OPEN;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'OBJECTION' as kind, o.number as key, null as detail
          from due m join wave_member h on h.merger_id = :merger and h.person_id = m.person_id
          join objection_objection o on o.identity_id = h.identity_id and %1$s
        union all
        select m.wave_id, m.id, 'OBJECTION', o.number, null
          from due m join customer_party p on p.founder_id = m.person_id
          join customer_party_link l on l.party_id = p.id and %2$s
          join objection_objection o on o.identity_id = l.identity_id and %1$s
        """
        .formatted(STOPS, Sight.LINK_COUNTS);
  }
}
