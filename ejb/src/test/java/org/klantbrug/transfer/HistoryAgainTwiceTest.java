package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.RunUndo.Scope;

/** Two people ask for the contact history of one run again, or one of them presses twice. */
@OnDatabase
class HistoryAgainTwiceTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final long run = takeover.run;
  private final TwoAtOnce two = new TwoAtOnce(in);
  private final NotedCases cases = new NotedCases();
  private final BusinessClock clock = new BusinessClock();
  private final Staff lead =
      new Staff(in.operator, "operator", "Olga", "nl", false, null, Set.of(), Set.of());

  @AfterEach
  void close() {
    two.close();
    in.close();
  }

  @Test
  void theSecondWaitsForTheFirstAndIsRefusedSoThatOneProcessLeadsTheHistory() {
    in.sql("update merger_run set state = 'CLOSED', closed_at = now()");
    in.sql("update merger_merger set state = 'SIGNED'");
    undo(in.database).undo(run, Scope.HISTORY, "Verkeerde maand", lead);

    var second =
        two.whileOpen(
            () -> undo(two.first).bringHistoryAgain(run, lead),
            () -> undo(two.second).bringHistoryAgain(run, lead),
            "the second");

    assertThatThrownBy(second::get).hasMessageContaining("cannot be brought again");
    assertThat(cases.started()).containsExactly("contactHistoryTransfer " + run);
    assertThat(in.number("select count(*) from audit_event where action = 'historyBroughtAgain'"))
        .isEqualTo(1);
  }

  private RunUndo undo(Database database) {
    var transfer = new Transfer(database, new GoldenRecord(database));
    return new RunUndo(
        database,
        new RunsInTables(in, database),
        new RunCutovers(database, transfer),
        transfer,
        cases,
        clock,
        new Audit(database, clock));
  }
}
