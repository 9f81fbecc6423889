package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

@OnDatabase
class RehearsalTest {
  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;
  private final long run = takeover.run;

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void aRehearsalIsReconciledForRealAndTouchesNothingLive() {
    in.carryLive(run, Kind.OWN);
    var live = liveRows();

    in.rehearsal.begin(run, in.operator, T);
    var transfer = in.carry(run, Kind.TRANSFER, true);
    in.transfer.goLive(in.lease, transfer, T);
    var history = in.carry(run, Kind.HISTORY, true);
    in.transfer.goLive(in.lease, history, T);

    assertThat(in.reconciliation.make(transfer, T).balanced()).isTrue();
    assertThat(in.reconciliation.make(history, T).line("CONTACT", "CARRIED").targetValue())
        .isEqualByComparingTo("3");
    assertThat(liveRows()).isEqualTo(live);
  }

  @Test
  void aCentLostInTheRehearsalIsFoundThere() {
    var transfer = rehearse();
    in.sql("update rehearsal.contract_invoice set amount = amount - 0.01 where source_key = 'I2'");

    assertThat(in.reconciliation.make(transfer, T).line("INVOICE", "SUM_amount").difference())
        .isEqualByComparingTo("-0.01");
  }

  @Test
  void ourOwnCustomersCanBeRehearsedToo() {
    in.rehearsal.begin(run, in.operator, T);

    for (var kind : Kind.values()) {
      var cutover = in.carry(run, kind, true);
      in.transfer.goLive(in.lease, cutover, T);
      assertThat(in.reconciliation.make(cutover, T).balanced()).as(kind.name()).isTrue();
    }

    assertThat(in.number("select count(*) from customer_party")).isZero();
  }

  @Test
  void whatWasRehearsedGoesTheSameWayLive() {
    rehearse();
    var rehearsed = outcomes("rehearsal.transfer_ledger", "and company_id = " + in.theirs);
    in.rehearsal.drop(run, in.operator, T);

    in.carryLive(run, Kind.TRANSFER);

    assertThat(outcomes("public.transfer_ledger", "and company_id = " + in.theirs))
        .isEqualTo(rehearsed);
  }

  @Test
  void afterDroppingTheStatementStaysAndTheRowsAreGone() {
    var statement = in.reconciliation.make(rehearse(), T);

    in.rehearsal.drop(run, in.operator, T);

    assertThat(in.reconciliation.read(statement.id()).lines()).isEqualTo(statement.lines());
    assertThat(in.number("select count(*) from rehearsal.transfer_ledger")).isZero();
    assertThatThrownBy(() -> in.reconciliation.make(statement.cutoverId(), T))
        .isInstanceOf(RuleBroken.class);
  }

  @Test
  void thereIsOneRehearsalAtATimeAndNoneWithoutBeginning() {
    in.carryLive(run, Kind.OWN);
    assertThatThrownBy(() -> in.transfer.begin(run, Kind.TRANSFER, true, in.operator, T))
        .hasMessageContaining("Begin a rehearsal first");
    in.rehearsal.begin(run, in.operator, T);

    assertThatThrownBy(() -> in.rehearsal.begin(run, in.operator, T))
        .hasMessageContaining("There is a rehearsal already");
  }

  @Test
  void idsGivenInARehearsalNeverClashWithLiveOnes() {
    rehearse();
    in.carryLive(run, Kind.TRANSFER);

    assertThat(
            in.number(
                "select count(*) from rehearsal.contract_contract r join public.contract_contract c on c.id = r.id"))
        .isZero();
  }

  @Test
  void aRehearsalIsOfItsRunAndNoOtherRunUsesOrDropsIt() {
    rehearse();
    var other = in.run();

    in.rehearsal.open(run, in.operator, T);
    assertThatThrownBy(() -> in.rehearsal.open(other, in.operator, T))
        .hasMessageContaining("in use by merger Zuiderwind");
    assertThatThrownBy(() -> in.transfer.begin(other, Kind.HISTORY, true, in.operator, T))
        .hasMessageContaining("Begin a rehearsal first");
    in.rehearsal.drop(other, in.operator, T);

    assertThat(in.number("select count(*) from rehearsal.transfer_ledger")).isPositive();
    assertThat(in.text("select state from transfer_cutover where rehearsal")).isEqualTo("LIVE");
  }

  @Test
  void takingARunBackDropsItsRehearsal() {
    in.carryLive(run, Kind.OWN);
    in.rehearsal.begin(run, in.operator, T);
    in.carry(run, Kind.TRANSFER, true);

    new RunCutovers(in.database, in.transfer)
        .takeBack(run, List.of(Kind.HISTORY, Kind.TRANSFER), in.operator, T);

    assertThat(in.rehearsal.isUnderWay()).isFalse();
    assertThat(in.number("select count(*) from rehearsal.transfer_ledger")).isZero();
    in.rehearsal.begin(in.run(), in.operator, T);
  }

  private long rehearse() {
    in.carryLive(run, Kind.OWN);
    in.rehearsal.begin(run, in.operator, T);
    var transfer = in.carry(run, Kind.TRANSFER, true);
    in.transfer.goLive(in.lease, transfer, T);
    return transfer;
  }

  private List<String> outcomes(String ledger, String where) {
    return in.texts(
        "select entity || record_key || outcome || coalesce(reason, '') || coalesce(field_hash, 0) from %s where true %s order by 1"
            .formatted(ledger, where));
  }

  private List<String> liveRows() {
    return in.texts(
        """
        select 'party ' || p::text from customer_party p union all select 'link ' || l::text from customer_party_link l
        union all select 'contract ' || c::text from contract_contract c
        union all select 'contact ' || c::text from contact_contact c
        union all select 'ledger ' || g::text from transfer_ledger g order by 1
        """);
  }
}
