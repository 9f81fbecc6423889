package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;

/**
 * Whether notices are still right when their turn comes: between writing and sending, printing or
 * sending again a customer may have died, objected or moved to another wave, finance may have
 * confirmed something else, and the last day on which he could be told may be over. What is not
 * right is stopped, and written anew when it can be.
 */
@ApplicationScoped
public class StillRight {
  /** SQL: what notice {@code n} says of account {@code a} is not so any more. */
  static final String WRONG =
      """
      (m.state not in ('PLANNED', 'MOVED', 'RELEASED') or w.day is distinct from a.named_day or w.day <= :today
       or a.sheet_id is distinct from %1$s and (%1$s is null or %2$s))"""
          .formatted(
              SaidChanges.OF_MEMBER, SaidChanges.differ("a.sheet_id", SaidChanges.OF_MEMBER));

  private static final String STOP =
      """
      with h as materialized (
        select n.id, n.campaign_id, n.person_id, array_remove(array_agg(distinct o.identity_id), null) || n.identity_id as identities
          from notice_notice n left join wave_member o on o.merger_id = :merger and o.person_id = n.person_id
         where n.id = any(:notices) and n.state <> 'STOPPED' group by n.id
      )
      update notice_notice n set state = 'STOPPED', version = n.version + 1
        from h join notice_campaign k on k.id = h.campaign_id
       where n.id = h.id
         and (k.state <> 'RELEASED' or %s or n.way <> 'PERSON' and %s or %s
              or exists (select from notice_account a join wave_member m on m.id = a.member_id
                           left join wave_wave w on w.id = m.wave_id
                          where a.notice_id = n.id and (%s or n.way <> 'PERSON' and k.kind = 'ANNOUNCEMENT' and w.id = any(:late))))
      returning n.id""";

  private BusinessClock clock;
  private NoticeReach reach;

  /** For the container. */
  protected StillRight() {}

  /** Works with these. */
  @Inject
  public StillRight(BusinessClock clock, NoticeReach reach) {
    this.clock = clock;
    this.reach = reach;
  }

  /** Stops those of these notices that are not right any more; gives their keys. */
  List<Long> stopWrong(Handle handle, long mergerId, List<Long> notices) {
    var wrong =
        handle
            .createQuery(
                STOP.formatted(
                    NoticePersons.ERASED,
                    NoticePersons.CIRCUMSTANCE + " is not null",
                    reach.objected(),
                    WRONG))
            .bind("merger", mergerId)
            .bindArray("notices", Long.class, notices)
            .bindArray("late", Long.class, reach.lateWaves(mergerId))
            .bind("today", clock.today())
            .mapTo(Long.class)
            .list();
    NoticeRows.note(handle, wrong, "STOPPED", null, null, clock.now());
    return wrong;
  }
}
