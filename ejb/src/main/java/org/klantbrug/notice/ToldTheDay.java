package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * Whose notice named another day than his wave has must hear the right one first: what is only
 * written, and lies here, told him nothing.
 */
@ApplicationScoped
public class ToldTheDay implements GuardOfOthers {
  /** For the container. */
  public ToldTheDay() {}

  @Override
  public Guard guard() {
    return Guard.NOTICE_DATE_MISMATCH;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'NAMED' as kind, m.customer_key as key, cast(l.named_day as text) as detail
          from due m cross join lateral (
            select a.named_day from notice_account a join notice_notice n on n.id = a.notice_id
             where a.member_id = m.id and n.state = 'SENT' order by n.id desc limit 1) l
         where l.named_day <> m.day
        """;
  }
}
