package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.LeaseLost;
import org.klantbrug.work.Slice;

@OnDatabase
class TransferTest {
  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;
  private final long run = takeover.run;

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void everyStagedRecordGetsExactlyOneOutcome() {
    takeover.carriedLive();

    assertThat(
            in.texts(
                "select entity || ' ' || outcome || coalesce(' ' || reason, '') || ' ' || count(*) from transfer_ledger"
                    + " where company_id = "
                    + in.theirs
                    + " group by entity, outcome, reason order by 1"))
        .containsExactly(
            "ARRANGEMENT CREATED 1",
            "COMPLAINT HELD AWAITS_DESK 1",
            "CONTACT CREATED 3",
            "CONTACT HELD UNKNOWN_PARENT 1",
            "CONTRACT CREATED 2",
            "CUSTOMER CREATED 2",
            "CUSTOMER MERGED 2",
            "CUSTOMER PRESENT DUPLICATE 1",
            "CUSTOMER REJECTED NO_KEY 1",
            "DOCUMENT CREATED 1",
            "INVOICE CREATED 2",
            "MANDATE CREATED 1",
            "PROMISE CREATED 1",
            "PROMISE HELD AWAITS_DESK 1",
            "ROLE CREATED 1");
  }

  @Test
  void aCustomerOfTheirsJoinsTheCustomerOfOursWhoWasFoundTheSame() {
    takeover.carriedLive();

    assertThat(in.party(in.theirs, "B1")).as("linked by weight").isEqualTo(in.party(in.ours, "A1"));
    assertThat(in.party(in.theirs, "B3")).as("said by a person").isEqualTo(in.party(in.ours, "A2"));
    assertThat(in.party(in.theirs, "B2")).as("not the same").isNotEqualTo(in.party(in.ours, "A3"));
    assertThat(in.number("select count(*) from customer_party")).isEqualTo(5);
  }

  @Test
  void whoMustNotBeLinkedIsNotLinkedWhateverTheWeight() {
    in.sql(
        "insert into matching_do_not_link (left_id, right_id, staff_id, reason, at) select least(a, b), greatest(a, b), %d, 'vader en zoon', now() from (values (%d, %d)) v (a, b)"
            .formatted(in.operator, in.identity(in.theirs, "B1"), in.identity(in.ours, "A1")));

    takeover.carriedLive();

    assertThat(in.party(in.theirs, "B1")).isNotEqualTo(in.party(in.ours, "A1"));
  }

  @Test
  void twoCustomersOfOneCompanyAreNeverJoinedByTheMachine() {
    in.pair(run, "B4", "A1", "LINK", null, 9.9);

    takeover.carriedLive();

    assertThat(in.party(in.theirs, "B1"))
        .as("the stronger claim")
        .isEqualTo(in.party(in.ours, "A1"));
    assertThat(in.party(in.theirs, "B4")).isNotEqualTo(in.party(in.ours, "A1"));
  }

  @Test
  void carryingASliceAgainChangesNothing() {
    in.carryLive(run, Kind.OWN);
    var cutover = in.carry(run, Kind.TRANSFER);
    var before = everything();

    for (var slice : in.transfer.plan(in.lease, cutover)) {
      assertThat(in.transfer.transferSlice(in.lease, cutover, slice)).isEqualTo(Carried.NOTHING);
    }

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aRunnerThatLostItsLeaseWritesNothing() {
    in.carryLive(run, Kind.OWN);
    var cutover = in.transfer.begin(run, Kind.TRANSFER, false, in.operator, T);
    var late = new JobLease(in.lease.jobId(), 0);

    assertThatThrownBy(
            () -> in.transfer.transferSlice(late, cutover, new Slice(1, 0, Long.MAX_VALUE)))
        .isInstanceOf(LeaseLost.class);
    assertThat(in.number("select count(*) from transfer_ledger where cutover_id = " + cutover))
        .isZero();
  }

  @Test
  void aContactKeepsItsTimeAuthorChannelAndText() {
    takeover.carriedLive();

    assertThat(
            in.text(
                "select occurred_at at time zone 'UTC' || '|' || channel || '|' || author || '|' || text || '|' || line_no from contact_contact where source_key = 'T1'"))
        .isEqualTo(
            "2019-03-02 09:30:00|PHONE|medewerker 7|Vraag over de eindnota|"
                + takeover.firstContactLine);
  }

  @Test
  void contactsOfSomeoneWhoWasNotTransferredAreKeptBackAndCounted() {
    in.carryLive(run, Kind.OWN);

    in.carryLive(run, Kind.HISTORY);

    assertThat(in.number("select count(*) from contact_contact")).isZero();
    assertThat(
            in.number(
                "select count(*) from transfer_ledger where reason = 'CUSTOMER_NOT_TRANSFERRED'"))
        .isEqualTo(4);
  }

  @Test
  void ourOwnCustomersComeBeforeThoseThatAreJoinedToThem() {
    assertThatThrownBy(() -> in.transfer.begin(run, Kind.TRANSFER, false, in.operator, T))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("Transfer those first");
  }

  @Test
  void undoingTakesEverythingBackExactly() {
    in.carryLive(run, Kind.OWN);
    var before = in.texts(SEEN);
    var cutover = in.carryLive(run, Kind.TRANSFER);
    assertThat(in.texts(SEEN)).isNotEqualTo(before);

    in.transfer.undo(cutover, in.operator, "verkeerde factuurdag", T);

    assertThat(in.texts(SEEN)).isEqualTo(before);
  }

  @Test
  void afterAnUndoTheSameCanBeTransferredAgainWithTheSameCustomerNumbers() {
    in.carryLive(run, Kind.OWN);
    var first = in.carryLive(run, Kind.TRANSFER);
    var seen = in.texts(SEEN);
    in.transfer.undo(first, in.operator, "te vroeg", T);

    in.carryLive(run, Kind.TRANSFER);

    assertThat(in.texts(SEEN)).isEqualTo(seen);
  }

  @Test
  void aTransferOnWhichALaterOneStandsIsNotUndone() {
    in.carryLive(run, Kind.OWN);
    var transfer = in.carryLive(run, Kind.TRANSFER);
    in.carryLive(run, Kind.HISTORY);

    assertThatThrownBy(() -> in.transfer.undo(transfer, in.operator, "te vroeg", T))
        .hasMessageContaining("Undo that one first");
  }

  @Test
  void nothingOfARunningTransferIsSeenBeforeItIsLive() {
    in.carryLive(run, Kind.OWN);
    var before = in.texts(SEEN);

    in.carry(run, Kind.TRANSFER);

    assertThat(in.texts(SEEN)).isEqualTo(before);
  }

  @Test
  void aLaterDeliveryLeavesTheSameAsItIsAndPutsTheNewInPlaceOfTheOld() {
    takeover.carriedLive();
    var later = in.run();
    in.delivery(later, in.ours, Entity.CUSTOMER, "acquirer_2.csv");
    var contracts = in.delivery(later, in.theirs, Entity.CONTRACT, "acquired_contracten_2.csv");
    in.stageAs(
        "UNCHANGED",
        contracts,
        Entity.CONTRACT,
        "source_key",
        "C1",
        "customer_key",
        "B1",
        "product",
        "Stroom",
        "monthly_amount",
        "42.50",
        "billing_day",
        "5",
        "state",
        "ACTIVE");
    in.stageAs(
        "CHANGED",
        contracts,
        Entity.CONTRACT,
        "source_key",
        "C2",
        "customer_key",
        "B2",
        "product",
        "Gas",
        "monthly_amount",
        "63.00",
        "billing_day",
        "20",
        "state",
        "ACTIVE");

    var cutover = in.carryLive(later, Kind.TRANSFER);

    assertThat(in.texts(CONTRACTS_SEEN)).containsExactly("C1 42.50", "C2 63.00");
    assertThat(
            in.texts(
                "select record_key || ' ' || outcome || ' ' || reason from transfer_ledger where cutover_id = %d order by 1"
                    .formatted(cutover)))
        .containsExactly("C1 PRESENT UNCHANGED", "C2 CREATED RENEWED");
    assertThat(in.reconciliation.make(cutover, T).balanced()).isTrue();
    in.transfer.undo(cutover, in.operator, "te vroeg", T);
    assertThat(in.texts(CONTRACTS_SEEN)).containsExactly("C1 42.50", "C2 61.25");
  }

  @Test
  void whenARunDeliversARecordTwiceTheNewestCounts() {
    in.carryLive(run, Kind.OWN);
    var second = in.delivery(run, in.theirs, Entity.CONTRACT, "acquired_contracten_deel2.csv");
    in.stageAs(
        "CHANGED",
        second,
        Entity.CONTRACT,
        "source_key",
        "C2",
        "customer_key",
        "B2",
        "product",
        "Gas",
        "monthly_amount",
        "70.00",
        "state",
        "ACTIVE");

    var cutover = in.carryLive(run, Kind.TRANSFER);

    assertThat(in.texts(CONTRACTS_SEEN)).containsExactly("C1 42.50", "C2 70.00");
    assertThat(in.reconciliation.make(cutover, T).balanced()).isTrue();
  }

  private static final String CONTRACTS_SEEN =
      """
      select source_key || ' ' || monthly_amount from contract_contract f
       where f.cutover_id in (select id from customer_cutover_live)
         and (f.superseded_by is null or f.superseded_by not in (select id from customer_cutover_live)) order by 1
      """;

  /** Who is seen with which values, and which facts count for them. */
  private static final String SEEN =
      """
      select p.number || ' ' || i.source_key || ' ' || (to_jsonb(p) - 'version' - 'golden_at')::text
        from customer_party p join customer_party_link l on l.party_id = p.id join customer_identity i on i.id = l.identity_id
       where l.ended_at is null and l.cutover_id in (select id from customer_cutover_live)
      union all
      select 'contract ' || source_key from contract_contract where cutover_id in (select id from customer_cutover_live)
      union all
      select 'invoice ' || source_key from contract_invoice where cutover_id in (select id from customer_cutover_live)
      union all
      select 'promise ' || source_key from contact_promise where cutover_id in (select id from customer_cutover_live)
      order by 1
      """;

  private List<String> everything() {
    return in.texts(
        """
        select 'party ' || p::text from customer_party p union all select 'link ' || l::text from customer_party_link l
        union all select 'contract ' || c::text from contract_contract c
        union all select 'invoice ' || v::text from contract_invoice v
        union all select 'ledger ' || g::text from transfer_ledger g order by 1
        """);
  }
}
