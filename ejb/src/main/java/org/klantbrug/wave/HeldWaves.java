package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.brake.BrakeChanged;
import org.klantbrug.brake.HeldWork;
import org.klantbrug.brake.Hold;
import org.klantbrug.shared.BusinessClock;

/**
 * Waves of a merger that is held. Their guard follows the brake at once, as looking at all guards
 * of a large merger takes minutes.
 */
@ApplicationScoped
public class HeldWaves implements HeldWork {
  private BusinessClock clock;

  /** For the container. */
  protected HeldWaves() {}

  /** Works with this. */
  @Inject
  public HeldWaves(BusinessClock clock) {
    this.clock = clock;
  }

  @Override
  public String code() {
    return "waves";
  }

  /** Waves that could go, or be said to go, today. */
  @Override
  public long waiting(Handle handle, Hold hold) {
    if (!hold.ofMerger()) {
      return 0;
    }
    return handle
        .createQuery(
            """
            select count(*) from wave_wave w
             where w.merger_id = :merger and w.state in ('PLANNED', 'RELEASED') and w.day between :today and :last
               and exists (select from wave_member m where m.wave_id = w.id)""")
        .bind("merger", hold.subjectId())
        .bind("today", clock.today())
        .bind("last", clock.today().plusDays(WaveDays.LAST_DAYS))
        .mapTo(Long.class)
        .one();
  }

  /** All waves still to go are stopped, or are no longer. */
  public void onChanged(@Observes BrakeChanged changed) {
    if (!changed.hold().ofMerger()) {
      return;
    }
    changed
        .handle()
        .createUpdate(changed.hold().isOn() ? STOP : LET_GO)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("merger", changed.hold().subjectId())
        .bind("hold", Long.toString(changed.hold().id()))
        .bind("wave", (Long) null)
        .bind("today", clock.today())
        .bind("at", clock.now())
        .bind("code", Guard.G13_CRISIS_FREEZE)
        .execute();
  }

  private static final String STOP =
      """
      insert into wave_guard_result (wave_id, member_id, code, evidence_kind, evidence_key, detail, found_at, checked_at)
      select wave_id, member_id, :code, kind, key, detail, :at, :at from (%s) f
      on conflict (wave_id, code, evidence_kind, evidence_key) where cleared_at is null and member_id is null do nothing"""
          .formatted(Guard.G13_CRISIS_FREEZE.rows());

  private static final String LET_GO =
      """
      update wave_guard_result g set cleared_at = :at from wave_wave w
       where w.id = g.wave_id and w.merger_id = :merger and g.code = :code and g.evidence_key = :hold
         and g.cleared_at is null""";
}
