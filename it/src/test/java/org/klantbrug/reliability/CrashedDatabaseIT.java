package org.klantbrug.reliability;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The database is stopped hard during import, matching and transfer of 100,000 records, and is back
 * after ten seconds. The server stays.
 */
@Tag("reliability")
class CrashedDatabaseIT {
  private static final String POINTS =
      System.getProperty(
          "reliability.points",
          "import-master-data:4,match-customers:3,transfer-customers:1,move-contact-history:1");

  @Test
  void nothingIsLostAndNothingIsTwice() {
    try (var bridge = Bridge.with("crashed", Sizes.CUSTOMERS, Sizes.CONTACTS)) {
      var troubles =
          Stream.of(POINTS.split(",")).map(Point::parse).map(Trouble::stopDatabase).toList();
      bridge.goThrough(troubles);

      Books.areRight(bridge);
    }
  }
}
