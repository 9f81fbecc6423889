package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardOfOthers;

/**
 * Nobody goes over of whose label it is not confirmed what changes: nobody could tell him. Who was
 * delivered without a label waits too, as soon as the merger says of any label what changes.
 */
@ApplicationScoped
public class UnconfirmedLabels implements GuardOfOthers {
  /** For the container. */
  public UnconfirmedLabels() {}

  @Override
  public Guard guard() {
    return Guard.CHANGES_NOT_CONFIRMED;
  }

  @Override
  public String rows() {
    return """
        select m.wave_id, m.id as member_id, 'LABEL' as kind, coalesce(nullif(btrim(w.label), ''), '–') as key, null as detail
          from due m join wave_member w on w.id = m.id
         where not exists (select from billing_sheet s
                            where s.merger_id = w.merger_id and lower(s.label) = lower(coalesce(btrim(w.label), ''))
                              and s.confirmed_at is not null and %s)
           and (btrim(w.label) <> '' or exists (select from billing_sheet b where b.merger_id = w.merger_id))
        """
        .formatted(SheetRows.IS_NEWEST);
  }
}
