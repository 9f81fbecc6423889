package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** A colleague finds back whom he had. */
@OnDatabase
class RecentCustomersTest {
  private final DeskFixture at = new DeskFixture();
  private final RecentCustomers recent = new RecentCustomers(at.in.database, at.clock);

  @AfterEach
  void close() {
    at.in.close();
  }

  @Test
  void whoNeverOpenedACustomerHasNobodyToGoBackTo() {
    assertThat(recent.of(at.adviser, 8)).isEmpty();
  }

  @Test
  void theLastOneOpenedComesFirstAndEachOnce() {
    open("A1", 0);
    open("A2", 1);
    open("A1", 2);

    assertThat(keys(8)).containsExactly(at.party("A1"), at.party("A2"));
    assertThat(recent.of(at.adviser, 8).get(0).name()).isEqualTo("Jan de Vries");
    assertThat(recent.of(at.adviser, 8).get(0).openedAt()).isEqualTo(T.plusSeconds(120));
    assertThat(keys(1)).containsExactly(at.party("A1"));
  }

  @Test
  void whatAColleagueOpenedAndWhatWasTwoWeeksAgoIsNotShown() {
    at.desk.open(at.party("A2"), at.steward);
    open("A1", 0);

    assertThat(keys(8)).containsExactly(at.party("A1"));
    at.at(T.plus(Duration.ofDays(15)));
    assertThat(keys(8)).isEmpty();
  }

  @Test
  void whoIsBehindTheWallIsNotShown() {
    open("B2", 0);
    assertThat(keys(8)).containsExactly(at.party("B2"));

    at.in.sql("update merger_merger set visible_from = '2026-06-01'");

    assertThat(keys(8)).isEmpty();
  }

  private void open(String customer, int minute) {
    at.at(T.plus(Duration.ofMinutes(minute)));
    at.desk.open(at.party(customer), at.adviser);
  }

  private List<Long> keys(int limit) {
    return recent.of(at.adviser, limit).stream().map(RecentCustomers.Recent::partyId).toList();
  }
}
