package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.merger.MergerWay;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** How far a wave is, from the first go to the verified debit. */
@ApplicationScoped
public class WaveProgress {
  private Database database;
  private Waves waves;
  private MergerWay way;
  private BusinessClock clock;

  /** For the container. */
  protected WaveProgress() {}

  /** Works with these. */
  @Inject
  public WaveProgress(Database database, Waves waves, MergerWay way, BusinessClock clock) {
    this.database = database;
    this.waves = waves;
    this.way = way;
    this.clock = clock;
  }

  /** What follows each other. */
  public enum Stage {
    GO,
    DAY,
    OVER,
    RECONCILED,
    SIGNED,
    VERIFIED
  }

  /**
   * One of them.
   *
   * @param state passed, now, ahead or undone
   */
  public record Step(Stage stage, String state) {}

  /**
   * What is known of the cut-over of a wave; all null while there is none.
   *
   * @param overAt when its members went over
   * @param cutoverId the cut-over that is live
   * @param customers whom it carried, with all that is theirs
   * @param balanced whether its newest statement does
   * @param verifiedAt when somebody said that the first debit was right
   */
  public record Facts(
      Instant overAt,
      Long cutoverId,
      Integer customers,
      Boolean balanced,
      String signer,
      Instant signedAt,
      Instant verifiedAt) {}

  /**
   * How far a wave is.
   *
   * @param byWaves whether waves carry in its merger; else everybody comes at once, and letting go
   *     frees billing
   */
  public record State(Waves.Wave wave, boolean byWaves, Facts facts, List<Step> steps) {}

  /** How far a wave is now. */
  public State of(long waveId) {
    var wave = waves.read(waveId);
    var facts = database.with(handle -> facts(handle, waveId));
    return new State(wave, way.isByWaves(wave.mergerId()), facts, steps(wave, facts));
  }

  private static Facts facts(Handle handle, long waveId) {
    return handle
        .createQuery(
            """
            select w.over_at, c.id as cutover_id,
                   case when c.id is not null then (select count(*) from transfer_scope z where z.cutover_id = c.id) end as customers,
                   r.balanced, s.full_name as signer, r.signed_at,
                   (select max(i.completed_at) from work_item i
                     where i.subject_kind = 'wave' and i.subject_id = w.id and i.kind = 'verifyFirstDebit' and i.state = 'DONE'
                       and i.completed_at > w.over_at) as verified_at
              from wave_wave w
              left join transfer_cutover c on c.wave_id = w.id and c.state = 'LIVE'
              left join lateral (select balanced, signed_by, signed_at from transfer_reconciliation
                                  where cutover_id = c.id order by id desc limit 1) r on true
              left join identity_staff s on s.id = r.signed_by
             where w.id = :wave""")
        .bind("wave", waveId)
        .map(ConstructorMapper.of(Facts.class))
        .one();
  }

  private List<Step> steps(Waves.Wave wave, Facts facts) {
    var behind = behind(wave, facts);
    return Arrays.stream(Stage.values())
        .map(stage -> new Step(stage, state(wave, stage.ordinal(), behind)))
        .toList();
  }

  private static String state(Waves.Wave wave, int stage, int behind) {
    if ("UNDONE".equals(wave.state())) {
      return "undone";
    }
    return stage < behind ? "passed" : stage == behind ? "now" : "ahead";
  }

  /** How many stages it has behind it. */
  private int behind(Waves.Wave wave, Facts facts) {
    if (wave.isReleased()) {
      return wave.day().isAfter(clock.today()) ? Stage.DAY.ordinal() : Stage.OVER.ordinal();
    }
    if (!wave.isOver()) {
      return Stage.GO.ordinal();
    }
    if (facts.signedAt() != null) {
      return facts.verifiedAt() == null ? Stage.VERIFIED.ordinal() : Stage.values().length;
    }
    return facts.balanced() == null ? Stage.RECONCILED.ordinal() : Stage.SIGNED.ordinal();
  }
}
