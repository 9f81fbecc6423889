package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.shared.OnDatabase;

/** What a later full file no longer has is told, by company and sort. */
@OnDatabase
class VanishedTest {
  private static final String CUSTOMERS = "Klantnr;Achternaam\n";

  @TempDir Path store;

  @Test
  void whatALaterFullFileNoLongerHasIsCountedAndTheFirstKeysAreNamed() {
    var merger = new MergerFixture(store);
    var vanished = new Vanished(merger.database);
    var first = merger.run();
    settled(merger, first, "1;Vos\n2;Bos\n3;Kok\n4;Wit\n");
    var second = merger.run();
    settled(merger, second, "2;Bos\n");

    assertThat(vanished.ofRun(first, 2)).isEmpty();
    assertThat(vanished.ofRun(second, 2))
        .containsExactly(
            new Vanished.Group(merger.acquired, Entity.CUSTOMER, 3, List.of("1", "3")));
    assertThat(vanished.ofRun(second, 0))
        .containsExactly(new Vanished.Group(merger.acquired, Entity.CUSTOMER, 3, List.of()));
  }

  private static void settled(MergerFixture merger, long run, String lines) {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS + lines);
    merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW);
  }
}
