package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;

/** What a later full file no longer has is told, by company and sort. */
@OnDatabase
class VanishedTest {
  private static final String CUSTOMERS = "Klantnr;Achternaam\n";

  @TempDir Path store;

  @Test
  void whatALaterFullFileNoLongerHasIsCountedAndTheFirstKeysAreNamed() {
    var merger = new MergerFixture(store);
    var vanished = new Vanished(merger.database, new Audit(merger.database, new BusinessClock()));
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

  @Test
  void keysAreForWhoWorksWithTheRecordsAndThatTheyWereReadIsWrittenDown() {
    var merger = new MergerFixture(store);
    var audit = new Audit(merger.database, new BusinessClock());
    var vanished = new Vanished(merger.database, audit);
    settled(merger, merger.run(), "1;Vos\n2;Bos\n3;Kok\n");
    var run = merger.run();
    settled(merger, run, "2;Bos\n");

    assertThat(vanished.shown(run, 20, staff(merger, "merger.read")))
        .containsExactly(new Vanished.Group(merger.acquired, Entity.CUSTOMER, 2, List.of()));
    assertThat(audit.about("run", run, 10)).isEmpty();
    assertThat(vanished.shown(run, 20, staff(merger, "merger.read", "merger.records")))
        .containsExactly(
            new Vanished.Group(merger.acquired, Entity.CUSTOMER, 2, List.of("1", "3")));
    assertThat(audit.about("run", run, 10))
        .extracting(Audit.Entry::action, Audit.Entry::purpose)
        .containsExactly(tuple("vanishedListed", "0+2"));
  }

  private static Staff staff(MergerFixture merger, String... permissions) {
    return new Staff(
        merger.staff, "someone", "Someone", "nl", false, null, Set.of(), Set.of(permissions));
  }

  private static void settled(MergerFixture merger, long run, String lines) {
    merger.imported(run, Entity.CUSTOMER, CUSTOMERS + lines);
    merger.runSettlement.settleRun(merger.lease, run, Part.MASTER_DATA, MergerFixture.NOW);
  }
}
