package org.klantbrug.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/** Nobody on whom a legal hold stands goes over: what is known of him stays as it is. */
@ApplicationScoped
public class HeldMembers implements GuardOfOthers {
  /** For the container. */
  public HeldMembers() {}

  @Override
  public Guard guard() {
    return Guard.G16_LEGAL_HOLD;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'LEGAL_HOLD' as kind, cast(h.hold_id as text) as key, null as detail
          from due m join privacy_held_identity h on h.identity_id = m.identity_id
        union all
        select m.wave_id, m.id, 'LEGAL_HOLD', cast(h.hold_id as text), null
          from due m join customer_party p on p.founder_id = m.person_id
          join customer_party_link l on l.party_id = p.id and l.ended_at is null
          join privacy_held_identity h on h.identity_id = l.identity_id
        """;
  }
}
