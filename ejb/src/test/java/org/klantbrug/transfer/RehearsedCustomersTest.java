package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

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
import org.klantbrug.customer.CustomerNumbers;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;

/** A rehearsal can be looked at, customer by customer, and is never mistaken for what is live. */
@OnDatabase
class RehearsedCustomersTest {
  private final SmallTakeover takeover = SmallTakeover.staged();
  private final MadeUpMerger in = takeover.in;
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(in.database, clock);
  private final RehearsedCustomers customers =
      new RehearsedCustomers(
          in.database,
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
    var hit = customers.find(rehearsed, "B2", 10, lead).get(0);

    var opened = customers.open(rehearsed, hit.partyId(), lead);

    assertThat(opened.customer().identities())
        .anySatisfy(identity -> assertThat(identity.origin().sourceKey()).isEqualTo("B2"));
    assertThat(opened.running().invoices()).isNotEmpty();
    assertThat(new CustomerNumbers(in.database).holders("B2", Sight.ofEverything(TODAY)))
        .as("live")
        .isEmpty();
  }

  @Test
  void aRehearsedCustomerWithAnOpenComplaintShowsIt() {
    var hit = customers.find(rehearsed, "B4", 10, lead).get(0);

    assertThat(customers.open(rehearsed, hit.partyId(), lead).complaints())
        .singleElement()
        .satisfies(
            complaint -> {
              assertThat(complaint.text()).isEqualTo("Al drie keer gebeld");
              assertThat(complaint.fileName()).isEqualTo("acquired_klachten.csv");
            });
    assertThat(
            customers
                .open(rehearsed, customers.find(rehearsed, "B2", 10, lead).get(0).partyId(), lead)
                .complaints())
        .isEmpty();
  }

  @Test
  void whereOnlyOneCompanyGaveAValueNoRuleOfPrecedenceIsNamed() {
    var hit = customers.find(rehearsed, "B2", 10, lead).get(0);

    var values = customers.open(rehearsed, hit.partyId(), lead).customer().values();

    assertThat(values.values()).extracting("rule").containsOnly("ONLY_SOURCE");
  }

  @Test
  void theSampleShowsTheBusyAndTheSpecialOnesAndSomeOthers() {
    assertThat(customers.sample(rehearsed, lead))
        .extracting(RehearsedCustomers.Sample::why)
        .contains("JOINED", "OPEN_AMOUNT", "CONTACTS", "ANY");
    assertThat(customers.sample(rehearsed, lead))
        .isEqualTo(customers.sample(rehearsed, lead))
        .allSatisfy(
            each -> assertThat(customers.open(rehearsed, each.partyId(), lead)).isNotNull());
  }

  @Test
  void whoOpenedARehearsedCustomerIsWrittenDownForWhatWasDeliveredOfHim() {
    customers.open(rehearsed, customers.find(rehearsed, "B2", 10, lead).get(0).partyId(), lead);

    assertWritten("identity", in.identity(in.theirs, "B2"));
  }

  @Test
  void whoOpenedOneWeServeAlreadyIsWrittenDownForThatCustomer() {
    var joined =
        customers.sample(rehearsed, lead).stream()
            .filter(each -> each.why().equals("JOINED"))
            .findFirst()
            .orElseThrow();

    customers.open(rehearsed, joined.partyId(), lead);

    assertWritten("customer", joined.partyId());
  }

  private void assertWritten(String kind, long id) {
    assertThat(audit.about(kind, id, 1))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("rehearsedCustomerOpened");
              assertThat(entry.purpose()).isEqualTo("REHEARSAL");
            });
  }

  @Test
  void ourOtherCustomersAreNotLookedAtThroughARehearsal() {
    var untouched =
        in.number(
            """
            select l.party_id from customer_party_link l join customer_identity i on i.id = l.identity_id
             where i.company_id = %d and l.party_id not in (
               select m.party_id from rehearsal.customer_party_link m join customer_identity o on o.id = m.identity_id
                where o.company_id = %d) limit 1"""
                .formatted(in.ours, in.theirs));

    assertThatThrownBy(() -> customers.open(rehearsed, untouched, lead))
        .hasMessageContaining("no such customer");
    assertThat(customers.find(rehearsed, keyOf(untouched), 10, lead)).isEmpty();
  }

  private String keyOf(long party) {
    return in.database.with(
        handle ->
            handle
                .createQuery(
                    "select i.source_key from customer_party_link l join customer_identity i on i.id = l.identity_id where l.party_id = :party")
                .bind("party", party)
                .mapTo(String.class)
                .one());
  }

  @Test
  void theWallStandsInTheRehearsalToo() {
    var party = customers.find(rehearsed, "B2", 10, lead).get(0).partyId();
    clock.set(Clock.fixed(Instant.parse("2026-04-30T08:00:00Z"), BusinessClock.ZONE));

    assertThat(customers.find(rehearsed, "B2", 10, lead)).isEmpty();
    assertThat(customers.sample(rehearsed, lead)).isEmpty();
    assertThatThrownBy(() -> customers.open(rehearsed, party, lead))
        .hasMessageContaining("may see");
  }

  @Test
  void onceDroppedThereIsNothingToLookAt() {
    in.rehearsal.drop(takeover.run, in.operator, T);

    assertThatThrownBy(() -> customers.find(rehearsed, "B2", 10, lead))
        .hasMessageContaining("no rehearsal to look at");
  }
}
