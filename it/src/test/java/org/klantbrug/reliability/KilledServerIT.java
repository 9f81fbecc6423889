package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server is killed at twenty points of a run over 100,000 records, and started again. */
@Tag("reliability")
class KilledServerIT {

  @Test
  void nothingIsLostAndNothingIsTwice() {
    var points = Points.draw(20);
    try (var bridge = Bridge.with("killed", Sizes.CUSTOMERS, Sizes.CONTACTS)) {
      bridge.goThrough(points.stream().map(Trouble::killServer).toList());

      Books.areRight(bridge);
      assertThat(Books.takings(bridge)).isGreaterThan(points.size());
    }
  }
}
