package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server is halted in the midst of a job until its lease has run out and another server has gone
 * on; then it continues, and can write into the run no more.
 */
@Tag("reliability")
class HaltedServerIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @ParameterizedTest
  @ValueSource(strings = {"import-master-data:4", "match-customers:3", "transfer-customers:1"})
  void whatGoesOnElsewhereIsNotWrittenIntoAnyMore(String where) {
    var point = Point.parse(where);
    try (var bridge = Bridge.with("halted", Sizes.CUSTOMERS, Sizes.CONTACTS)) {
      var halted = bridge.front();
      bridge.goThrough(
          List.of(
              new Trouble(point, "SIGSTOP of the server", HaltedServerIT::goOnElsewhere),
              new Trouble(
                  new Point(point.job(), Point.COMPLETED),
                  "SIGCONT of the server",
                  it -> letGoOn(halted))));

      Books.areRight(bridge);
      assertThat(halted.isAlive()).isTrue();
    }
  }

  private static void goOnElsewhere(Bridge bridge) {
    bridge.front().halt();
    var other = bridge.node("two");
    other.start();
    bridge.use(other);
  }

  private static void letGoOn(Node halted) {
    var before = halted.serverLog().length();
    halted.goOn();
    var end = Instant.now().plus(PATIENCE);
    while (!halted
        .serverLog()
        .substring(before)
        .matches("(?s).*(no longer held|is left and taken up again|not ours to report).*")) {
      assertThat(Instant.now()).as("The halted server noticed that it lost the job").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }
}
