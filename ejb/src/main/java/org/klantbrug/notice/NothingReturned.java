package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/** Nobody goes over whose notice came back: he does not know of it. */
@ApplicationScoped
public class NothingReturned implements GuardOfOthers {
  /** For the container. */
  public NothingReturned() {}

  @Override
  public Guard guard() {
    return Guard.G02_NOTICE_RETURNED;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'RETURNED' as kind, cast(l.id as text) as key, cast(cast(l.returned_at as date) as text) as detail
          from due m cross join lateral (
            select n.id, n.state, n.returned_at from notice_account a join notice_notice n on n.id = a.notice_id
             where a.member_id = m.id and n.state <> 'STOPPED' order by n.id desc limit 1) l
         where l.state = 'RETURNED'
        """;
  }
}
