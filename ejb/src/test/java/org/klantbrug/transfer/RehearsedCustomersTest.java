package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.contact.Promises;
import org.klantbrug.contact.Timeline;
import org.klantbrug.contract.Contracts;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;

/** A rehearsal can be looked at, customer by customer, and is never mistaken for what is live. */
class RehearsedCustomersTest {
  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(in.database, clock);
  private final RehearsedCustomers customers =
      new RehearsedCustomers(
          in.rehearsal,
          new CustomerSearch(in.database),
          new CustomerView(in.database),
          new Contracts(in.database),
          new Promises(in.database),
          new Timeline(in.database),
          clock,
          audit);
  private final Staff lead =
      new Staff(in.finance, "lead", "Lead", "nl", false, null, Set.of(), Set.of());
  private Cutover rehearsed;

  @BeforeEach
  void rehearse() {
    clock.set(Clock.fixed(T, BusinessClock.ZONE));
    in.carryLive(takeover.run, Kind.OWN);
    in.rehearsal.begin(takeover.run, in.operator, T);
    var transfer = in.carry(takeover.run, Kind.TRANSFER, true);
    in.transfer.goLive(in.lease, transfer, T);
    in.transfer.goLive(in.lease, in.carry(takeover.run, Kind.HISTORY, true), T);
    rehearsed = in.transfer.read(transfer);
  }

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void aRehearsedCustomerIsFoundAndOpensWithFactsAndTimeline() {
    var hit = customers.find("B2", 10, lead).get(0);

    var opened = customers.open(hit.partyId(), lead);

    assertThat(opened.customer().identities())
        .anySatisfy(identity -> assertThat(identity.origin().sourceKey()).isEqualTo("B2"));
    assertThat(opened.running().invoices()).isNotEmpty();
    assertThat(new CustomerView(in.database).findParty("B2")).as("live").isEmpty();
  }

  @Test
  void theSampleShowsTheBusyAndTheSpecialOnesAndSomeOthers() {
    assertThat(customers.sample(rehearsed, lead))
        .extracting(RehearsedCustomers.Sample::why)
        .contains("JOINED", "OPEN_AMOUNT", "CONTACTS", "ANY");
    assertThat(customers.sample(rehearsed, lead))
        .isEqualTo(customers.sample(rehearsed, lead))
        .allSatisfy(each -> assertThat(customers.open(each.partyId(), lead)).isNotNull());
  }

  @Test
  void whoOpenedARehearsedCustomerIsWrittenDown() {
    var party = customers.find("B2", 10, lead).get(0).partyId();

    customers.open(party, lead);

    assertThat(audit.about("customer", party, 1))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("rehearsedCustomerOpened");
              assertThat(entry.purpose()).isEqualTo("REHEARSAL");
            });
  }

  @Test
  void theWallStandsInTheRehearsalToo() {
    var party = customers.find("B2", 10, lead).get(0).partyId();
    clock.set(Clock.fixed(Instant.parse("2026-04-30T08:00:00Z"), BusinessClock.ZONE));

    assertThat(customers.find("B2", 10, lead)).isEmpty();
    assertThat(customers.sample(rehearsed, lead)).isEmpty();
    assertThatThrownBy(() -> customers.open(party, lead)).hasMessageContaining("may see");
  }

  @Test
  void onceDroppedThereIsNothingToLookAt() {
    in.rehearsal.drop(takeover.run, in.operator, T);

    assertThatThrownBy(() -> customers.find("B2", 10, lead))
        .hasMessageContaining("no rehearsal to look at");
  }
}
