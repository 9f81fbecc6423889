package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * Whose notice named another day than his wave has, or other money than finance confirmed since,
 * must hear the right one first: what is only written, and lies here, told him nothing.
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
        select w.wave_id, w.id as member_id, case when l.named_day <> w.day then 'NAMED' else 'SHEET' end as kind, w.customer_key as key,
               cast(case when l.named_day <> w.day then l.named_day else s.from_day end as text) as detail
          from due w join wave_member m on m.id = w.id cross join lateral (
            select a.named_day, a.sheet_id from notice_account a join notice_notice n on n.id = a.notice_id
             where a.member_id = m.id and n.state = 'SENT' order by n.id desc limit 1) l
          left join billing_sheet s on s.id = %s
         where l.named_day <> w.day or s.id is not null and %s
        """
        .formatted(SaidChanges.OF_MEMBER, SaidChanges.differ("l.sheet_id", "s.id"));
  }
}
