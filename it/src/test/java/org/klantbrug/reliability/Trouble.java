package org.klantbrug.reliability;

import java.util.function.Consumer;

/** Something that goes wrong at a point of a run. */
record Trouble(Point point, String what, Consumer<Bridge> strike) {

  static Trouble killServer(Point point) {
    return new Trouble(
        point,
        "kill -9 of the server",
        bridge -> {
          bridge.front().kill();
          bridge.front().start();
        });
  }

  static Trouble stopDatabase(Point point) {
    return new Trouble(point, "database stopped hard", Bridge::stopDatabaseForTenSeconds);
  }
}
