package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * No wave goes while something required is open, or before the list was begun. A merger that is
 * made up to be looked at has none until somebody begins it.
 */
@ApplicationScoped
public class OpenItems implements GuardOfOthers {
  @Override
  public Guard guard() {
    return Guard.PROGRAMME_ITEM_OPEN;
  }

  @Override
  public String rows() {
    return """
        select w.id as wave_id, cast(null as bigint) as member_id, 'PROGRAMME_ITEM' as kind, cast(i.id as text) as key,
               coalesce(i.title, i.code) as detail
          from wave_wave w join programme_item i on i.merger_id = w.merger_id and i.required and i.state in ('OPEN', 'ASKED')
         where w.merger_id = :merger and w.state = 'PLANNED' and (cast(:wave as bigint) is null or w.id = :wave)
           and exists (select from wave_member m where m.wave_id = w.id)
        union all
        select w.id, cast(null as bigint), 'PROGRAMME_ITEM', '0', 'NOT_BEGUN'
          from wave_wave w join merger_merger g on g.id = w.merger_id and not g.demonstration
         where w.merger_id = :merger and w.state = 'PLANNED' and (cast(:wave as bigint) is null or w.id = :wave)
           and exists (select from wave_member m where m.wave_id = w.id)
           and not exists (select from programme_programme p where p.merger_id = w.merger_id)
        """;
  }
}
