package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.klantbrug.bench.PlayedBank;
import org.klantbrug.bench.PlayedMerger;
import org.klantbrug.bench.PlayedObjections;
import org.klantbrug.bench.PlayedOutcomes;
import org.klantbrug.bench.PlayedPeople;
import org.klantbrug.bench.PlayedTime;
import org.klantbrug.cli.server.DemonstrationMerger;

/**
 * A merger goes over wave by wave while the server is killed at twenty moments of that, and started
 * again each time.
 */
@Tag("reliability")
class KilledWaveIT {
  private static final int CUSTOMERS = 8_000;
  private static final int KILLS = 20;
  private static final int KILLS_OF_A_WAVE = 6;
  private static final int MEMBERS_OF_A_LARGE_WAVE = 500;

  /** Each strike at a wave may come so much later after the job was taken than the one before. */
  private static final int LATER_MILLIS = 2_500;

  private static final Duration A_LOOK = Duration.ofMillis(5);

  private final Random random = new Random(seed());
  private Bridge bridge;
  private int left = KILLS;

  private static long seed() {
    var seed = Long.getLong("reliability.seed", 20_261_124L);
    Bridge.tell("Seed " + seed + " (repeat with -Dreliability.seed=" + seed + ")");
    return seed;
  }

  @Test
  void nobodyIsHalfOverAndEverybodyFaresAsHeWasTo() throws Exception {
    var folder = Files.createDirectories(Bridge.folder("waves-time"));
    var time =
        new PlayedTime(folder, DemonstrationMerger.GENERATED_AS_OF.plusDays(2), LocalTime.of(9, 0));
    try (var started =
        Bridge.of(
            "waves",
            time.environment(),
            "--expected",
            "--customers=" + CUSTOMERS,
            "--contacts=" + 3 * CUSTOMERS,
            "--billing-days=4")) {
      bridge = started;
      var people = new PlayedPeople(bridge.database(), folder, time, bridge.front().address());
      var merger = new PlayedMerger(people, time, Bridge::tell);
      var outcomes =
          new PlayedOutcomes(merger, PlayedOutcomes.read(bridge.files().resolve("expected.csv")));
      merger.standReady();
      merger.plan(CUSTOMERS);
      new PlayedBank(merger, folder, bridge.files())
          .billForTrial(bridge.files().resolve("trial_bills.csv"));
      var objections = new PlayedObjections(merger);
      objections.register(bridge.files().resolve("objections.csv"));
      merger.check();
      outcomes.lookAtGuards();
      objections.decide();
      merger.check();
      for (var day = merger.nextDay(); day != null; day = merger.nextDay()) {
        var waves = merger.begin(day);
        waves.forEach(this::strikeUntilItIsOver);
        merger.finish(waves);
      }

      outcomes.noteEnd();
      assertThat(left).as("Kills that never came").isZero();
      assertThat(outcomes.differences()).isEmpty();
      assertThat(outcomes.difference()).isZero();
      Books.everyRecordIsInOneCutover(bridge);
    }
  }

  /** At moments drawn by a seed since a server took the wave's job, and again since the next. */
  private void strikeUntilItIsOver(long wave) {
    var before = over();
    var kills = 0;
    var lastTaking = "";
    while (!isToBeSigned(wave)) {
      var job = job(wave);
      var taking = job.map(one -> one.kind() + one.epoch()).orElse("");
      if (left > 0 && kills < KILLS_OF_A_WAVE && !taking.equals(lastTaking) && isLarge(wave)) {
        LockSupport.parkNanos(
            Duration.ofMillis(random.nextInt(LATER_MILLIS * (kills + 1))).toNanos());
        lastTaking = taking;
        if (job(wave).isPresent()) {
          kills++;
          kill(wave);
          assertNobodyIsHalfOver(wave, before);
        }
      }
      LockSupport.parkNanos(A_LOOK.toNanos());
    }
    assertNobodyIsHalfOver(wave, before);
  }

  private void kill(long wave) {
    left--;
    Bridge.tell("kill -9 of the server, wave " + wave + ": " + job(wave).orElse(null));
    bridge.front().kill();
    bridge.front().start();
  }

  /**
   * A job of a wave that a server has in hand.
   *
   * @param done slices
   */
  public record Job(String kind, int epoch, long done) {}

  private Optional<Job> job(long wave) {
    return bridge.ask(
        handle ->
            handle
                .createQuery(
                    """
                    select j.kind, j.epoch, (select count(*) from work_slice s where s.job_id = j.id and s.state = 'DONE') as done
                      from work_job j
                     where j.subject_kind = 'wave' and j.subject_id = :wave and j.state = 'RUNNING' order by j.id desc limit 1""")
                .bind("wave", wave)
                .map(ConstructorMapper.of(Job.class))
                .findOne());
  }

  private boolean isToBeSigned(long wave) {
    return holds(
        "select exists (select from work_item where kind = 'signWave' and subject_id = :wave and state = 'OPEN')",
        wave);
  }

  private boolean isLarge(long wave) {
    return holds(
        "select count(*) > " + MEMBERS_OF_A_LARGE_WAVE + " from wave_member where wave_id = :wave",
        wave);
  }

  private boolean holds(String question, long wave) {
    return bridge.ask(
        handle -> handle.createQuery(question).bind("wave", wave).mapTo(Boolean.class).one());
  }

  /** All whom the wave carries are over, or none of them. */
  private void assertNobodyIsHalfOver(long wave, long before) {
    var carried =
        bridge.ask(
            handle ->
                handle
                    .createQuery(
                        """
                        select count(*) from transfer_scope s join transfer_cutover c on c.id = s.cutover_id
                         where c.wave_id = :wave and c.state = 'LIVE'""")
                    .bind("wave", wave)
                    .mapTo(Long.class)
                    .one());
    assertThat(over()).isEqualTo(before + carried);
  }

  /** Customers of the acquired company whom we serve. */
  private long over() {
    return bridge.ask(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from customer_identity i join merger_company c on c.id = i.company_id and not c.ours
                      join customer_party_link l on l.identity_id = i.id and l.ended_at is null
                     where l.cutover_id in (select id from customer_cutover_live)""")
                .mapTo(Long.class)
                .one());
  }
}
