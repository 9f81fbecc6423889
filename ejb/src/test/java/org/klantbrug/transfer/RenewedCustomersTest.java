package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;

/** A later delivery changes a customer we serve by its cut-over, and by nothing before that. */
@OnDatabase
class RenewedCustomersTest {
  private static final String KNOWN =
      """
      select source_key || ' ' || city || ' ' || email || ' ' || search_email from customer_identity
       where source_key in ('A3', 'B2') order by 1""";
  private static final String GOLDEN =
      """
      select i.source_key || ' ' || p.city || ' ' || p.email from customer_identity i
        join customer_party_link l on l.identity_id = i.id and l.ended_at is null
        join customer_party p on p.id = l.party_id where i.source_key in ('A3', 'B2') order by 1""";
  private static final String OLD_A3 = "A3 Oud fatima@example.org";
  private static final String OLD_B2 = "B2 Oud sara@example.org";

  private final MadeUpMerger in = SmallTakeover.live().in;
  private final long later = in.run();
  private final RunCutovers cutovers = new RunCutovers(in.database, in.transfer);

  @BeforeEach
  void deliverAgain() {
    in.sql("update customer_identity set city = 'Oud'");
    in.sql("update customer_party set city = 'Oud'");
    deliver(in.ours, "A3", "fatima.nieuw@example.org");
    deliver(in.theirs, "B2", "sara.nieuw@example.org");
    in.register(later);
  }

  @AfterEach
  void close() {
    in.close();
  }

  private void deliver(long company, String key, String email) {
    in.stageAs(
        "CHANGED",
        in.delivery(later, company, Entity.CUSTOMER, "nalevering_" + key + ".csv"),
        Entity.CUSTOMER,
        "source_key",
        key,
        "family_name",
        "Anders",
        "city",
        "Nieuw",
        "email",
        email);
  }

  @Test
  void registeringADeliveryLeavesWhomWeServeAsHeIs() {
    assertThat(in.texts(KNOWN))
        .containsExactly(OLD_A3 + " fatima@example.org", OLD_B2 + " sara@example.org");
    assertThat(in.texts(GOLDEN)).containsExactly(OLD_A3, OLD_B2);
  }

  @Test
  void ourOwnAndTheirsChangeWhenTheirCutOverGoesLive() {
    var own = in.carry(later, Kind.OWN);
    assertThat(in.texts(GOLDEN)).as("carried, not live").containsExactly(OLD_A3, OLD_B2);

    in.transfer.goLive(in.lease, own, T);
    assertThat(in.texts(GOLDEN)).containsExactly("A3 Nieuw fatima.nieuw@example.org", OLD_B2);

    in.carryLive(later, Kind.TRANSFER);
    assertThat(in.texts(KNOWN))
        .containsExactly(
            "A3 Nieuw fatima.nieuw@example.org fatima.nieuw@example.org",
            "B2 Nieuw sara.nieuw@example.org sara.nieuw@example.org");
    assertThat(in.texts(GOLDEN))
        .containsExactly("A3 Nieuw fatima.nieuw@example.org", "B2 Nieuw sara.nieuw@example.org");
  }

  @Test
  void whatIsTakenBackIsAsItWasBefore() {
    var own = in.carryLive(later, Kind.OWN);
    var transfer = in.carryLive(later, Kind.TRANSFER);

    in.transfer.undo(transfer, in.operator, "te vroeg", T);
    assertThat(in.texts(GOLDEN)).containsExactly("A3 Nieuw fatima.nieuw@example.org", OLD_B2);

    in.transfer.undo(own, in.operator, "te vroeg", T);
    assertThat(in.texts(GOLDEN)).containsExactly(OLD_A3, OLD_B2);
    assertThat(in.texts(KNOWN))
        .containsExactly(OLD_A3 + " fatima@example.org", OLD_B2 + " sara@example.org");
  }

  @Test
  void aRehearsalLeavesWhomWeServeAsHeIs() {
    in.carryLive(later, Kind.OWN);
    in.rehearsal.begin(later, in.operator, T);
    in.transfer.goLive(in.lease, in.carry(later, Kind.TRANSFER, true), T);

    assertThat(in.texts(GOLDEN)).contains(OLD_B2);
    assertThat(in.texts(KNOWN)).contains(OLD_B2 + " sara@example.org");
  }

  @Test
  void theStatementOfARenewalBalances() {
    in.carryLive(later, Kind.OWN);
    var transfer = in.carryLive(later, Kind.TRANSFER);

    assertThat(in.reconciliation.make(transfer, T).balanced()).isTrue();
    assertThat(List.of(in.number("select count(*) from customer_identity_past")))
        .containsExactly(2L);
  }

  @Test
  void aRenewedCustomerWhoHasAnotherValueThanWasDeliveredIsFoundAndNamed() {
    var own = in.carryLive(later, Kind.OWN);
    var transfer = in.carryLive(later, Kind.TRANSFER);
    in.sql("update customer_identity set city = 'x' where source_key in ('A3', 'B2')");

    assertThat(wrongFields(own)).containsExactly("A3");
    assertThat(wrongFields(transfer)).containsExactly("B2");
  }

  @Test
  void aCustomerWhoWasNotRenewedThoughTheLedgerSaysSoIsFoundAndNamed() {
    var transfer = in.carry(later, Kind.TRANSFER);
    in.sql(
        "update transfer_cutover set state = 'LIVE', live_at = started_at where id = " + transfer);

    assertThat(wrongFields(transfer)).containsExactly("B2");
  }

  @Test
  void theStatementOfARehearsalBalancesThoughItRenewsNobody() {
    in.carryLive(later, Kind.OWN);
    in.rehearsal.begin(later, in.operator, T);
    var rehearsed = in.carry(later, Kind.TRANSFER, true);
    in.transfer.goLive(in.lease, rehearsed, T);

    assertThat(in.reconciliation.make(rehearsed, T).balanced()).isTrue();
  }

  @Test
  void aRunThatIsTakenBackGivesOurOwnCustomersTheirValuesBackAndKeepsThem() {
    var fresh = in.delivery(later, in.ours, Entity.CUSTOMER, "nalevering_A9.csv");
    in.stage(fresh, Entity.CUSTOMER, "source_key", "A9", "family_name", "Nieuw");
    in.register(later);
    in.carryLive(later, Kind.OWN);
    in.carryLive(later, Kind.TRANSFER);

    cutovers.takeBack(
        later, List.of(Kind.HISTORY, Kind.TRANSFER, Kind.OWN), in.operator, T.plusSeconds(1));

    assertThat(in.texts(GOLDEN)).containsExactly(OLD_A3, OLD_B2);
    assertThat(in.texts(KNOWN))
        .containsExactly(OLD_A3 + " fatima@example.org", OLD_B2 + " sara@example.org");
    assertThat(in.party(in.ours, "A9")).isPositive();
    assertThat(
            in.texts(
                "select kind || ' ' || state from transfer_cutover where run_id = %d order by 1"
                    .formatted(later)))
        .containsExactly("OWN LIVE", "TRANSFER UNDONE");
    assertThat(cutovers.renewedOwn(later)).isZero();
    assertThat(in.number("select count(*) from merger_carried_delivery where id = " + fresh))
        .as("our customers may be delivered again")
        .isZero();
  }

  @Test
  void whomALaterRunRenewedKeepsThatAndGetsBackWhatWasBeforeBoth() {
    in.carryLive(later, Kind.OWN);
    var last = in.run();
    in.stageAs(
        "CHANGED",
        in.delivery(last, in.ours, Entity.CUSTOMER, "nog_later.csv"),
        Entity.CUSTOMER,
        "source_key",
        "A3",
        "family_name",
        "Anders",
        "city",
        "Nieuwst",
        "email",
        "fatima@example.org");
    in.register(last);
    in.carryLive(last, Kind.OWN);

    cutovers.giveBackOwn(later, T.plusSeconds(1));
    assertThat(in.texts(GOLDEN)).containsExactly("A3 Nieuwst fatima@example.org", OLD_B2);

    cutovers.giveBackOwn(last, T.plusSeconds(2));
    assertThat(in.texts(GOLDEN)).containsExactly(OLD_A3, OLD_B2);
  }

  private List<String> wrongFields(long cutover) {
    var statement = in.reconciliation.make(cutover, T);
    assertThat(statement.line("CUSTOMER", "FIELDS").differingRecords()).isEqualTo(1);
    return in
        .reconciliation
        .rows(statement.id(), Entity.CUSTOMER, "FIELDS", Side.DIFFERENCE, 0)
        .stream()
        .map(StatementRow::recordKey)
        .toList();
  }
}
