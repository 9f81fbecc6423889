package org.klantbrug.crisis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.klantbrug.crisis.AffectedFixture.listed;
import static org.klantbrug.crisis.AffectedFixture.postcodes;
import static org.klantbrug.crisis.AffectedFixture.product;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.complaint.Cause;
import org.klantbrug.shared.OnDatabase;

/** Who is touched by a crisis: found in several ways, each customer once. */
@OnDatabase
class AffectedCustomersTest {
  private final AffectedFixture at = new AffectedFixture();

  @AfterEach
  void close() {
    at.close();
  }

  private static void assertBroken(String key, ThrowingCallable doing) {
    assertThatThrownBy(doing).extracting("key").isEqualTo(key);
  }

  @Test
  void whoHasTheProductIsFoundAsTheCustomerHeIs() {
    assertThat(at.customers.preview(at.crisis, product("stroom")).found()).isOne();

    at.customers.add(at.crisis, product("stroom"), at.lead);

    assertThat(at.keys()).as("B1 has it, and is A1").containsExactly("A1");
    assertThat(at.rows(AffectedList.Show.SILENT)).as("he has not complained").hasSize(1);
  }

  @Test
  void aCustomerIsInACrisisOnceHoweverOftenHeIsFound() {
    at.customers.add(at.crisis, product("Stroom"), at.lead);

    assertThat(at.customers.preview(at.crisis, postcodes(1000, 2999)))
        .isEqualTo(new AffectedCustomers.Preview(2, 1, 0, 0, 0));
    assertThat(at.customers.add(at.crisis, postcodes(1000, 2999), at.lead)).isOne();

    assertThat(at.keys()).containsExactlyInAnyOrder("A1", "A2");
    assertThat(at.rows(AffectedList.Show.ALL))
        .filteredOn(row -> row.customerKey().equals("A1"))
        .singleElement()
        .extracting(AffectedList.Row::criteria, AffectedList.Row::relation)
        .containsExactly(2, Relation.BOTH);
  }

  @Test
  void aCustomerOfEitherCompanyStandsToUsAsHeIs() {
    at.customers.add(at.crisis, postcodes(1000, 9999), at.lead);

    assertThat(at.list.counts(at.crisis))
        .extracting(AffectedList.Count::relation, AffectedList.Count::customers)
        .containsExactlyInAnyOrder(
            tuple(Relation.BOTH, 2), tuple(Relation.OWN, 1), tuple(Relation.CAME_OVER, 2));
  }

  @Test
  void ofAListNothingIsLost() {
    var ours = at.in.text("select number from customer_party where id = " + at.party("A3"));
    var numbers = listed("b2", "B-2", " ", "Z99", "B1", ours.toLowerCase(Locale.ROOT));

    assertThat(at.customers.preview(at.crisis, numbers))
        .isEqualTo(new AffectedCustomers.Preview(3, 3, 1, 0, 1));
    at.customers.add(at.crisis, numbers, at.lead);

    assertThat(at.keys()).containsExactlyInAnyOrder("B2", "A1", "A3");
    var criterion = at.list.criteria(at.crisis).get(0);
    assertThat(criterion.listed()).isEqualTo(5);
    assertThat(at.list.open(criterion.id(), 10))
        .containsExactly(new ListedNumbers.Open(3, "Z99", "UNKNOWN"));
  }

  @Test
  void whoComesLaterIsFoundWhenItIsAskedAgain() {
    at.customers.add(at.crisis, product("Gas"), at.lead);
    assertThat(at.keys()).containsExactly("B2");
    sellGasToB1();

    assertThat(at.customers.askAgain(at.crisis, at.lead)).isOne();

    assertThat(at.keys()).containsExactlyInAnyOrder("B2", "A1");
    assertThat(at.customers.askAgain(at.crisis, at.lead)).isZero();
  }

  private void sellGasToB1() {
    at.in.sql(
        "update contract_contract set product = 'Gas en stroom' where identity_id = "
            + at.identity("B1"));
  }

  @Test
  void aCrisisThatCannotBeAskedKeepsNoOtherFromBeingAsked() {
    var other = at.declared("C-2026-0002", false);
    at.customers.add(at.crisis, product("Gas"), at.lead);
    at.customers.add(other, product("Gas"), at.lead);
    sellGasToB1();
    at.in.sql(
        "alter table crisis_affected add constraint no_more check (crisis_id <> %d) not valid"
            .formatted(at.crisis));

    at.customers.askAllAgain();

    assertThat(at.keys()).containsExactly("B2");
    assertThat(touchedBy(other)).isEqualTo(2);
  }

  @Test
  void whatAnotherServerIsAskingIsNotAskedHere() {
    at.customers.add(at.crisis, product("Gas"), at.lead);
    sellGasToB1();

    at.database.inTransaction(
        handle -> {
          assertThat(AffectedCustomers.claim(handle, at.crisis)).isTrue();
          CompletableFuture.runAsync(at.customers::askAllAgain).join();
          return null;
        });
    assertThat(touchedBy(at.crisis)).isOne();

    at.customers.askAllAgain();
    assertThat(touchedBy(at.crisis)).isEqualTo(2);
  }

  private long touchedBy(long crisis) {
    return at.in.number("select count(*) from crisis_affected where crisis_id = " + crisis);
  }

  @Test
  void whoWasTakenOutStaysOutUntilAPersonBringsHimBack() {
    at.customers.add(at.crisis, product("Gas"), at.lead);
    var row = at.rows(AffectedList.Show.ALL).get(0);
    assertBroken("crisis.why", () -> at.customers.remove(at.crisis, row.id(), " ", at.lead));

    at.customers.remove(at.crisis, row.id(), "Zijn termijn was anders", at.lead);
    at.customers.askAgain(at.crisis, at.lead);

    assertThat(at.keys()).isEmpty();
    assertThat(at.rows(AffectedList.Show.REMOVED))
        .extracting(AffectedList.Row::removedReason)
        .containsExactly("Zijn termijn was anders");
    at.customers.bringBack(at.crisis, row.id(), at.lead);
    assertThat(at.keys()).containsExactly("B2");
  }

  private void isFoundToBe(String key, String other) {
    at.in.sql(
        "update customer_party_link set party_id = %d where ended_at is null and identity_id = %d"
            .formatted(at.party(other), at.identity(key)));
  }

  @Test
  void whatWasDecidedOnSomebodyStaysWhenHeIsFoundToBeAnother() {
    at.customers.add(at.crisis, postcodes(5000, 5999), at.lead); // B4
    var row = at.rows(AffectedList.Show.ALL).get(0);
    at.customers.remove(at.crisis, row.id(), "Zijn termijn was anders", at.lead);
    isFoundToBe("B4", "A3");

    assertThat(at.customers.askAgain(at.crisis, at.lead)).as("nobody new").isZero();

    assertThat(at.keys()).isEmpty();
    assertThat(at.rows(AffectedList.Show.REMOVED))
        .extracting(AffectedList.Row::id, AffectedList.Row::customerKey)
        .containsExactly(tuple(row.id(), "A3"));
  }

  @Test
  void whoWasLetGoIsNotHeldAnewWhenHeIsFoundToBeAnother() {
    at.customers.add(at.crisis, postcodes(5000, 5999), at.lead);
    at.hold.release(
        at.crisis,
        new CrisisHold.Step(CrisisHold.Which.REST, null, null, "Het is hersteld"),
        at.lead);
    isFoundToBe("B4", "A3");

    at.customers.askAgain(at.crisis, at.lead);

    assertThat(at.rows(AffectedList.Show.ALL))
        .extracting(AffectedList.Row::customerKey, AffectedList.Row::held)
        .containsExactly(tuple("A3", false));
  }

  @Test
  void whoComplainedUnderWhicheverNumberIsNotSilent() {
    at.customers.add(at.crisis, postcodes(1000, 2999), at.lead); // A1, who is B1, and A2
    at.in.sql(
        """
        insert into complaint_complaint (number, identity_id, channel, received_at, registered_at, text, regime_code, stage)
        values ('K2026-000001', %d, 'PHONE', now(), now(), 'Twee keer afgeschreven', 'GENERAL', 'ASSESSMENT')"""
            .formatted(at.identity("B1")));

    assertThat(at.rows(AffectedList.Show.COMPLAINED))
        .extracting(AffectedList.Row::customerKey)
        .containsExactly("A1");
    assertThat(at.rows(AffectedList.Show.SILENT))
        .extracting(AffectedList.Row::customerKey)
        .containsExactly("A2");
  }

  @Test
  void nobodyIsSaidToWaitWhoseMailGoes() {
    at.customers.add(at.crisis, postcodes(1000, 2999), at.lead);
    assertThat(at.rows(AffectedList.Show.ALL))
        .extracting(AffectedList.Row::held)
        .containsOnly(true);
    at.customers.remove(
        at.crisis, at.rows(AffectedList.Show.ALL).get(0).id(), "Hij hoort er niet bij", at.lead);
    assertThat(at.rows(AffectedList.Show.REMOVED))
        .extracting(AffectedList.Row::held)
        .containsExactly(false);

    at.in.sql("update crisis_crisis set exercise = true");

    assertThat(at.rows(AffectedList.Show.ALL))
        .extracting(AffectedList.Row::held)
        .containsExactly(false);
    assertThat(at.rows(AffectedList.Show.HELD)).isEmpty();
    assertThat(at.list.counts(at.crisis)).extracting(AffectedList.Count::held).containsOnly(0);
  }

  @Test
  void aCriterionSaysByWhatCustomersAreFound() {
    assertBroken("crisis.criterion-empty", () -> at.customers.preview(at.crisis, product(" ")));
    assertBroken(
        "crisis.criterion-postcode", () -> at.customers.preview(at.crisis, postcodes(3000, 2000)));
    assertBroken(
        "crisis.criterion-since",
        () ->
            at.customers.preview(
                at.crisis,
                new NewCriterion(
                    null,
                    null,
                    "Gas",
                    null,
                    null,
                    at.clock.today(),
                    null,
                    null,
                    null,
                    null,
                    List.of())));
  }

  @Test
  void allThatIsFilledInMustBeSo() {
    var both =
        new NewCriterion(null, 20, "Gas", null, null, null, 4000, 4999, null, null, List.of());
    var other =
        new NewCriterion(null, 5, "Gas", null, null, null, null, null, null, null, List.of());
    var complained =
        new NewCriterion(
            null,
            null,
            null,
            Cause.DEBIT,
            null,
            at.clock.today(),
            null,
            null,
            null,
            null,
            List.of());

    assertThat(at.customers.preview(at.crisis, both).found()).isOne();
    assertThat(at.customers.preview(at.crisis, other).found()).isZero();
    assertThat(at.customers.preview(at.crisis, complained).found()).isZero();
  }

  @Test
  void aClosedCrisisTouchesNobodyMore() {
    at.in.sql("update crisis_crisis set state = 'CLOSED'");

    assertBroken("crisis.over", () -> at.customers.add(at.crisis, product("Gas"), at.lead));
  }
}
