package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;

/**
 * While somebody plans or decides, a colleague waits before he touches an account: else what he did
 * would be lost, or both would wait for each other.
 */
@OnDatabase
@Timeout(60)
class WavesAtOnceTest {
  private final WaveFixture on = WaveFixture.live();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void whoHoldsAnAccountWaits() {
    on.plan();
    var colleague = on.movesOfAColleague();
    var member = on.member("C1");
    var version = on.version("C1");

    whileMergerIsHeld(member, () -> colleague.hold(member, version, "Even wachten", on.lead));

    assertThat(on.state("C1")).isEqualTo("HELD");
  }

  @Test
  void whoMovesAnAccountWaits() {
    on.plan();
    var colleague = on.movesOfAColleague();
    var member = on.member("C1");
    var version = on.version("C1");

    whileMergerIsHeld(member, () -> colleague.move(member, version, false, "Later", on.lead));

    assertThat(on.state("C1")).isEqualTo("MOVED");
  }

  private void whileMergerIsHeld(long member, Runnable work) {
    on.in
        .database
        .inTransaction(
            handle -> {
              on.settings.hold(handle, on.in.merger);
              var begun = CompletableFuture.runAsync(work);
              while (!begun.isDone() && !somebodyWaits()) {
                Thread.onSpinWait();
              }
              assertThat(begun).as("waits").isNotDone();
              handle.execute("select id from wave_member where id = ? for update nowait", member);
              return begun;
            })
        .join();
  }

  private boolean somebodyWaits() {
    return new Database(on.in.source())
        .with(
            handle ->
                handle
                    .createQuery(
                        "select exists (select from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0)")
                    .mapTo(Boolean.class)
                    .one());
  }
}
