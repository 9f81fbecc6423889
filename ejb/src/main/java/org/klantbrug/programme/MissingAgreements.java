package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/** No wave goes before it stands on paper who answers for the data, and by which agreement. */
@ApplicationScoped
public class MissingAgreements implements GuardOfOthers {
  @Override
  public Guard guard() {
    return Guard.AGREEMENT_MISSING;
  }

  @Override
  public String rows() {
    return """
        select w.id as wave_id, cast(null as bigint) as member_id, 'AGREEMENT' as kind, k.what as key, k.what as detail
          from wave_wave w join programme_programme p on p.merger_id = w.merger_id
          join (select n.phase as what from (values ('PREPARATION'), ('WAVES'), ('AFTERCARE')) n (phase)
                 where not exists (select from programme_phase x where x.merger_id = :merger and x.phase = n.phase)
                union all
                select 'RUN' where not exists (select from programme_agreement a where a.run_id = :run)) k on true
         where w.merger_id = :merger and w.state = 'PLANNED' and (cast(:wave as bigint) is null or w.id = :wave)
           and exists (select from wave_member m where m.wave_id = w.id)
        """;
  }
}
