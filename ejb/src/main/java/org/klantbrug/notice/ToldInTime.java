package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * Nobody goes over who was not told in time by law; the row says until which day that was possible.
 */
@ApplicationScoped
public class ToldInTime implements GuardOfOthers {
  /** For the container. */
  public ToldInTime() {}

  @Override
  public Guard guard() {
    return Guard.G01_NOTICE_TOO_LATE;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, case when c.id is null then 'NO_CAMPAIGN' else 'NOTICE' end as kind, m.customer_key as key,
               cast(cast(m.day - cast(g.notice_period as interval) as date) as text) as detail
          from due m join merger_merger g on g.id = :merger
          left join notice_setting s on s.merger_id = g.id
          left join notice_campaign c on c.merger_id = g.id and c.kind = 'ANNOUNCEMENT' and c.state = 'RELEASED'
         where coalesce(s.needed, true) and cast(m.day - cast(g.notice_period as interval) as date) < cast(:today as date)
           and not exists (select from notice_account a join notice_notice n on n.id = a.notice_id
                            where a.member_id = m.id and n.state in ('SENT', 'RETURNED')
                              and cast(n.sent_at at time zone 'Europe/Amsterdam' as date) <= cast(m.day - cast(g.notice_period as interval) as date))
        """;
  }
}
