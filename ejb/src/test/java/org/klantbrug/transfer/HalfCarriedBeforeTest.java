package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;

/** What runs left under way that were over before an abandoned run took everything back. */
@OnDatabase
class HalfCarriedBeforeTest {
  private static final String STATES =
      "select kind || ' ' || state from transfer_cutover order by id";

  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void ourOwnCustomersOfARunThatWasAbandonedAreCarriedByTheNext() throws IOException {
    in.carry(takeover.run, Kind.OWN);
    in.sql("update merger_run set state = 'ABANDONED', closed_at = now()");

    migrate();

    assertThat(in.texts(STATES)).containsExactly("OWN UNDONE");
    var next = in.run();
    var ours = in.delivery(next, in.ours, Entity.CUSTOMER, "acquirer_customers.csv");
    for (var key : new String[] {"A1", "A2", "A3"}) {
      in.stageAs("UNCHANGED", ours, Entity.CUSTOMER, "source_key", key, "family_name", "Vries");
    }
    in.register(next);
    in.carryLive(next, Kind.OWN);
    in.carryLive(next, Kind.TRANSFER);
    assertThat(
            in.texts(
                "select record_key || ' ' || outcome from transfer_ledger where cutover_id = (select max(id) from transfer_cutover where kind = 'OWN') order by 1"))
        .containsExactly("A1 CREATED", "A2 CREATED", "A3 CREATED");
  }

  @Test
  void aStrayCutoverBesideTheLiveOneNoLongerKeepsTheRunFromBeingTakenBack() throws IOException {
    takeover.carriedLive();
    in.transfer.begin(takeover.run, Kind.TRANSFER, false, in.operator, T);
    in.sql("update merger_run set state = 'CLOSED', closed_at = now()");

    migrate();

    assertThat(in.texts(STATES))
        .containsExactly("OWN LIVE", "TRANSFER LIVE", "HISTORY LIVE", "TRANSFER UNDONE");
    in.transfer.undo(takeover.cutover(Kind.HISTORY), in.operator, "Verkeerde maand", T);
  }

  @Test
  void whatARunThatGoesOnHasUnderWayStays() throws IOException {
    in.carry(takeover.run, Kind.OWN);

    migrate();

    assertThat(in.texts(STATES)).containsExactly("OWN RUNNING");
    assertThat(in.party(in.ours, "A1")).isPositive();
  }

  private void migrate() throws IOException {
    try (var script = script()) {
      var sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      in.database.use(handle -> handle.createScript(sql).execute());
    }
  }

  private static InputStream script() {
    return HalfCarriedBeforeTest.class.getResourceAsStream(
        "/db/migration/V034__what_a_run_left_half_carried.sql");
  }
}
