package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.wave.Residuals.Kind;
import org.klantbrug.wave.Residuals.Wish;
import org.klantbrug.wave.WaveBalance.Outcome;
import org.klantbrug.wave.WaveDecisions.Side;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;

/** B1 (account C1) went over; of B2 (C2) nobody knows the billing day, or something stops him. */
@OnDatabase
class ResidualsTest {
  private final WaveFixture on = WaveFixture.ready();
  private final MadeUpMerger in = on.in;
  private final Audit audit = new Audit(in.database, on.clock);
  private final Residuals residuals =
      new Residuals(in.database, on.settings, on.workItems(), on.clock, audit);
  private final ClosingWave closing = new ClosingWave(in.database, on.settings, on.clock, audit);
  private final StuckAccounts stuck = new StuckAccounts(in.database, audit);

  @BeforeEach
  void oneIsOverAndTheOtherHasNoBillingDay() {
    on.nothingStopsThem();
    in.sql("update rehearsal.contract_contract set billing_day = null where source_key = 'C2'");
    on.plan();
    on.sign(on.goesOver("C1"));
    on.later();
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void anAccountWithoutABillingDayGetsOneAndGoesWithItsWave() {
    assertThat(stuck.page(in.merger, null, 10, on.lead))
        .extracting(StuckAccounts.Account::accountKey)
        .containsExactly("C2");

    residuals.ask(in.merger, wish(Kind.BILLING_DAY, 20), on.lead);
    on.plan();

    assertThat(on.day("C2").getDayOfMonth()).isEqualTo(20);
    assertThat(stuck.count(in.merger)).isZero();
    on.goesOver("C2");
    assertThat(left()).isZero();
  }

  @Test
  void whoStaysIsTakenOutByTwoAndHasAColumnOfHisOwn() {
    residuals.ask(in.merger, wish(Kind.STAYS, null), on.lead);
    assertThat(on.state("C2")).as("until finance says yes").isEqualTo("PLANNED");
    assertThatThrownBy(() -> answers(Kind.STAYS, "approved", on.lead))
        .hasMessageContaining("somebody else");

    answers(Kind.STAYS, "approved", on.finance);
    on.plan();

    assertThat(on.state("C2")).isEqualTo("GONE");
    assertThat(whole(Entity.CONTRACT).of(Outcome.STAYS)).isEqualTo(1);
    assertThat(whole(Entity.CONTRACT).missing()).isZero();
    assertThat(left()).as("nobody is left behind without a decision").isZero();
    assertThat(residuals.of(in.merger))
        .singleElement()
        .satisfies(line -> assertThat(line.decidedBy()).isEqualTo("Frits Finance"));
  }

  @Test
  void whoStaysIsNotCarriedWithTheRest() {
    residuals.ask(in.merger, wish(Kind.STAYS, null), on.lead);
    answers(Kind.STAYS, "approved", on.finance);

    carriesTheRest();

    assertThat(customersLive()).containsExactly("B1", "B3", "B4");
  }

  @Test
  void onWhomNothingIsBilledComesWithAClosingWave() {
    residuals.ask(in.merger, wish(Kind.REST, null), on.lead);
    answers(Kind.REST, "approved", on.finance);
    on.plan();
    assertThat(on.state("C2")).as("planned no more").isEqualTo("GONE");
    assertThat(left()).as("his records wait for a wave").isPositive();

    carriesTheRest();

    assertThat(customersLive()).containsExactly("B1", "B2", "B3", "B4");
    assertThat(left()).isZero();
  }

  @Test
  void aClosingWaveWaitsUntilEverybodyIsDecidedOn() {
    assertThatThrownBy(() -> closing.plan(in.merger, on.clock.today(), on.lead))
        .hasMessageContaining("not over yet");
  }

  @Test
  void noWaveClosesOnADayOnWhichNobodyGoesOver() {
    var sunday = on.clock.today().with(TemporalAdjusters.next(DayOfWeek.SUNDAY));

    assertThatThrownBy(() -> closing.plan(in.merger, sunday, on.lead))
        .hasMessageContaining("that day is closed");
  }

  @Test
  void whatFinanceDeclinesChangesNothing() {
    residuals.ask(in.merger, wish(Kind.STAYS, null), on.lead);
    assertThatThrownBy(() -> residuals.ask(in.merger, wish(Kind.STAYS, null), on.lead))
        .hasMessageContaining("waits for finance");

    answers(Kind.STAYS, "declined", on.finance);
    on.plan();

    assertThat(on.state("C2")).isEqualTo("PLANNED");
    assertThat(left()).isPositive();
  }

  @Test
  void nobodyDecidesOnAnAccountThatIsOver() {
    var over = new Wish(List.of(on.member("C1")), Kind.STAYS, null, "Blijft daar");

    assertThatThrownBy(() -> residuals.ask(in.merger, over, on.lead))
        .hasMessageContaining("let go or over");
  }

  @Test
  void whoPaysForAnAccountAndHasNoneHimselfGoesWithIt() {
    assertThat(customersLive()).as("B4 came with the rest").contains("B4");
    on.undo.takeBack(
        in.lease, in.number("select id from wave_wave where state = 'OVER'"), on.finance.id());
    in.sql(
        """
        insert into rehearsal.contract_role (id, identity_id, contract_key, role)
        values (99998, %d, 'C1', 'PAYER')"""
            .formatted(on.identity("B4")));
    in.sql("update wave_wave set phase = 'PILOT'");
    in.sql(
        "update wave_member set phase = case account_key when 'C1' then 'PILOT' else 'REST' end");

    on.goesOver("C1");

    assertThat(customersLive()).containsExactly("B1", "B4");
  }

  private Wish wish(Kind kind, Integer day) {
    return new Wish(List.of(on.member("C2")), kind, day, "Zo afgesproken met Zuiderwind");
  }

  private void answers(Kind kind, String outcome, Staff by) {
    residuals.onAnswer(
        new WorkItemCompleting(
            new WorkItem(
                "confirm" + kind.name().charAt(0) + kind.name().substring(1).toLowerCase(),
                null,
                null,
                "merger",
                in.merger,
                "Zuiderwind",
                "finance",
                null,
                List.of("approved", "declined"),
                null,
                on.clock.now()),
            by,
            outcome,
            null));
  }

  /** The wave after the last, let go by two as any other. */
  private void carriesTheRest() {
    var day = on.clock.today().plusDays(1);
    while (day.getDayOfWeek().getValue() > 5) {
      day = day.plusDays(1);
    }
    var wave = closing.plan(in.merger, day, on.lead);
    on.fresh();
    on.decisions.go(wave, Side.LEAD, on.lead);
    on.later();
    assertThat(on.decisions.go(wave, Side.FINANCE, on.finance)).isTrue();
    on.at(day.atTime(1, 0).atZone(BusinessClock.ZONE).toInstant());
    on.fresh();
    on.carry(wave);
  }

  private long left() {
    return balance().stream().mapToLong(WaveBalance.Whole::left).sum();
  }

  private List<WaveBalance.Whole> balance() {
    return new WaveBalance(in.database, on.facts).of(in.merger);
  }

  private WaveBalance.Whole whole(Entity entity) {
    return balance().stream().filter(each -> each.entity() == entity).findFirst().orElseThrow();
  }

  private List<String> customersLive() {
    return in.texts(
        """
        select i.source_key from customer_identity i join customer_party_link l on l.identity_id = i.id and l.ended_at is null
         where i.company_id = %d and l.cutover_id in (select id from customer_cutover_live) order by 1"""
            .formatted(in.theirs));
  }
}
