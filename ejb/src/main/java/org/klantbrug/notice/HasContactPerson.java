package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * Whoever goes over has somebody who answers his questions, from the day on which he must have been
 * told.
 */
@ApplicationScoped
public class HasContactPerson implements GuardOfOthers {
  /** For the container. */
  public HasContactPerson() {}

  @Override
  public Guard guard() {
    return Guard.G04_NO_CONTACT_PERSON;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'CUSTOMER' as kind, m.customer_key as key, null as detail
          from due m join merger_merger g on g.id = :merger
          left join notice_setting s on s.merger_id = g.id
         where coalesce(s.needed, true) and cast(m.day - cast(g.notice_period as interval) as date) < cast(:today as date)
           and not exists (select from notice_assigned a join notice_contact c on c.id = a.contact_id
                             join identity_staff p on p.id = c.staff_id
                            where a.merger_id = :merger and a.person_id = m.person_id
                              and p.active and (c.until_day is null or c.until_day >= cast(:today as date)))
        """;
  }
}
