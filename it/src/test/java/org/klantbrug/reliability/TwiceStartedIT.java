package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;

/** Two servers on one database; the same run is started from both at the same moment. */
@Tag("reliability")
class TwiceStartedIT {

  @Test
  void oneRunsAndTheOtherIsToldSo() {
    try (var bridge = Bridge.with("twice", Sizes.FEW_CUSTOMERS, Sizes.FEW_CONTACTS)) {
      var other = bridge.node("two");
      other.start();
      other.awaitReady();

      var answers = startAtOnce(bridge, bridge.api("sanne"), bridge.api(other, "sanne"));

      assertThat(answers).containsOnlyOnce("started");
      assertThat(answers)
          .filteredOn(answer -> !answer.equals("started"))
          .singleElement()
          .asString()
          .contains("Noorderlicht en Zuidkabel");
      bridge.lead(List.of());
      Books.areRight(bridge);
    }
  }

  static List<String> startAtOnce(Bridge bridge, Api... apis) {
    return Stream.of(apis)
        .map(api -> CompletableFuture.supplyAsync(() -> start(bridge, api)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static String start(Bridge bridge, Api api) {
    try {
      api.post("mergers/" + bridge.merger() + "/runs", null);
      return "started";
    } catch (Refused refused) {
      return refused.getMessage();
    }
  }
}
