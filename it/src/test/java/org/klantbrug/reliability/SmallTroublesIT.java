package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * In every build, on a small merger: started twice at once, the server killed three times (once in
 * the first chunk after its new start), the database stopped hard once.
 */
class SmallTroublesIT {

  @Test
  void nothingIsLostAndNothingIsTwice() {
    try (var bridge = Bridge.with("small", Sizes.FEW_CUSTOMERS, Sizes.FEW_CONTACTS)) {
      var answers = TwiceStartedIT.startAtOnce(bridge, bridge.api("sanne"), bridge.api("sanne"));
      assertThat(answers).containsOnlyOnce("started");

      bridge.lead(
          List.of(
              Trouble.killServer(Point.parse("import-master-data:2")),
              Trouble.killServer(Point.parse("import-master-data:again")),
              Trouble.stopDatabase(Point.parse("match-customers:0")),
              Trouble.killServer(Point.parse("transfer-customers:0"))));

      Books.areRight(bridge);
    }
  }
}
