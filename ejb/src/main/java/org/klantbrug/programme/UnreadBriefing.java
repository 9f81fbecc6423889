package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * No wave goes before enough of those who serve customers, and are there, read the newest version
 * of the briefing.
 */
@ApplicationScoped
public class UnreadBriefing implements GuardOfOthers {
  @Override
  public Guard guard() {
    return Guard.BRIEFING_UNREAD;
  }

  @Override
  public String rows() {
    return """
        select w.id as wave_id, cast(null as bigint) as member_id, 'BRIEFING' as kind, cast(coalesce(b.no, 0) as text) as key,
               coalesce(n.have_read, 0) || ' / ' || coalesce(n.present, 0) as detail
          from wave_wave w join programme_programme p on p.merger_id = w.merger_id
          left join lateral (select x.id, x.no from programme_briefing x where x.merger_id = w.merger_id
                              order by x.no desc limit 1) b on true
          left join lateral (
            select count(*) filter (where r.read_at is not null) as have_read,
                   count(*) filter (where r.read_at is not null or r.excused_at is null) as present
              from identity_staff s left join programme_reader r on r.staff_id = s.id and r.briefing_id = b.id
             where %s) n on true
         where w.merger_id = :merger and w.state = 'PLANNED' and (cast(:wave as bigint) is null or w.id = :wave)
           and exists (select from wave_member m where m.wave_id = w.id)
           and (b.id is null or n.have_read * 100 < n.present * p.read_share)
        """
        .formatted(BriefingRows.ASKED);
  }
}
