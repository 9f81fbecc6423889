package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/** No wave goes before the data and the parallel run were found good enough by who must say so. */
@ApplicationScoped
public class MissingSignatures implements GuardOfOthers {
  @Override
  public Guard guard() {
    return Guard.SIGNATURE_MISSING;
  }

  @Override
  public String rows() {
    return """
        select w.id as wave_id, cast(null as bigint) as member_id, 'SIGNATURE' as kind, k.kind as key, k.kind as detail
          from wave_wave w join programme_programme p on p.merger_id = w.merger_id
          join (select * from (values ('DATA_QUALITY'), ('PARALLEL_RUN')) needed (kind)
                 where not exists (select from (select * from programme_signature s where s.merger_id = :merger and s.kind = needed.kind
                                                 order by s.id desc limit 1) g where %s)) k on true
         where w.merger_id = :merger and w.state = 'PLANNED' and (cast(:wave as bigint) is null or w.id = :wave)
           and exists (select from wave_member m where m.wave_id = w.id)
        """
        .formatted(Signatures.STANDS);
  }
}
