package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.contact.Promise;
import org.klantbrug.contact.Promises;
import org.klantbrug.contact.Timeline;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.contract.Contracts;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.HeldWork;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** What a colleague at the desk finds after the takeover. */
@OnDatabase
class CustomerReadingTest {
  private static final Sight EVERYTHING = Sight.ofEverything(TODAY);
  private static final Sight BEFORE_THE_WALL_FALLS =
      new Sight(LocalDate.parse("2026-04-30"), false);
  private static final MadeUpMerger IN = SmallTakeover.live().in;

  private final CustomerSearch search = new CustomerSearch(IN.database);
  private final CustomerView view = new CustomerView(IN.database);
  private final Timeline timeline = new Timeline(IN.database);
  private final Contracts contracts = new Contracts(IN.database);

  @AfterAll
  static void close() {
    IN.close();
  }

  @ParameterizedTest
  @CsvSource({
    "A1, NUMBER, A1",
    "B1, NUMBER, A1",
    "jan.nieuw@example.org, EMAIL, A1",
    "JAN@example.org, EMAIL, A1",
    "06-99999999, PHONE, A1",
    "+31 6 12345678, PHONE, A1",
    "1011 ab 12, POSTCODE, A1",
    "1011AB, POSTCODE, A1",
    "vries jan, NAME, A1",
    "jan vri, NAME, A1",
    "bakker, NAME, B2",
    "AMRÁNI fat, NAME, A3",
    "fatima el amrany, SIMILAR_NAME, A3"
  })
  void aCustomerIsFoundBy(String typed, String foundBy, String key) {
    assertThat(search.find(typed, 10, EVERYTHING))
        .extracting(CustomerHit::partyId, CustomerHit::foundBy)
        .containsExactly(tuple(party(key), foundBy));
  }

  @Test
  void ourOwnNumberFindsTheCustomer() {
    var number = view.find(party("B2"), EVERYTHING).orElseThrow().number();

    assertThat(search.find(number.toLowerCase(), 10, EVERYTHING))
        .extracting(CustomerHit::partyId)
        .containsExactly(party("B2"));
    assertThat(new CustomerNumbers(IN.database).holders(number, EVERYTHING))
        .extracting(CustomerNumbers.Holder::partyId)
        .containsExactly(party("B2"));
  }

  @ParameterizedTest
  @CsvSource({"'   '", "'x'", "'%'", "'\\'", "''' or 1=1 --'", "'nobody at all like this'"})
  void whatFitsNobodyFindsNobody(String typed) {
    assertThat(search.find(typed, 10, EVERYTHING)).isEmpty();
  }

  @Test
  void beforeTheWallFallsTheirCustomersAreNotFoundAndNothingOfThemIsSeen() {
    assertThat(search.find("bakker", 10, BEFORE_THE_WALL_FALLS)).isEmpty();
    assertThat(search.find("jan.nieuw@example.org", 10, BEFORE_THE_WALL_FALLS)).isEmpty();
    assertThat(view.find(party("B2"), BEFORE_THE_WALL_FALLS)).isEmpty();
    assertThat(contracts.of(party("A1"), BEFORE_THE_WALL_FALLS)).isEmpty();
    assertThat(
            timeline.page(
                party("A1"),
                Timeline.Filter.NONE,
                Timeline.Before.NOTHING,
                10,
                BEFORE_THE_WALL_FALLS))
        .isEmpty();
    var page = view.find(party("A1"), BEFORE_THE_WALL_FALLS).orElseThrow();
    assertThat(page.identities()).hasSize(1);
    assertThat(page.values().get("email").value()).isEqualTo("jan@example.org");
  }

  @Test
  void aCleanTeamSeesOverTheWall() {
    assertThat(search.find("bakker", 10, new Sight(LocalDate.parse("2026-04-30"), true)))
        .hasSize(1);
  }

  @Test
  void theHeadOfACustomerSaysWhereEachValueComesFrom() {
    var page = view.find(party("A1"), EVERYTHING).orElseThrow();

    assertThat(page.name()).isEqualTo("Jan de Vries");
    assertThat(page.identities())
        .extracting(i -> i.origin().sourceKey())
        .containsExactly("A1", "B1");
    var email = page.values().get("email");
    assertThat(email.value()).as("the newest").isEqualTo("jan.nieuw@example.org");
    assertThat(email.rule()).isEqualTo("NEWEST");
    assertThat(email.origin().fileName()).isEqualTo("acquired_klanten.csv");
    assertThat(email.origin().sourceKey()).isEqualTo("B1");
    assertThat(page.values().get("street").origin().fileName()).isEqualTo("acquirer_customers.csv");
  }

  @Test
  void theTimelineShowsBothCompaniesNewestFirstWithTheirOrigin() {
    var items =
        timeline.page(party("A1"), Timeline.Filter.NONE, Timeline.Before.NOTHING, 10, EVERYTHING);

    assertThat(items)
        .extracting(TimelineItem::text)
        .containsExactly("Zelfde vraag", "Vraag over de eindnota");
    assertThat(items.get(1).fileName()).isEqualTo("acquired_contactmomenten.csv");
    assertThat(items.get(1).author()).isEqualTo("medewerker 7");
    assertThat(
            timeline.page(
                party("A1"),
                Timeline.Filter.NONE,
                Timeline.Before.of(items.get(0)),
                10,
                EVERYTHING))
        .extracting(TimelineItem::text)
        .containsExactly("Vraag over de eindnota");
    assertThat(
            timeline.page(
                party("A1"),
                new Timeline.Filter("PHONE", null),
                Timeline.Before.NOTHING,
                10,
                EVERYTHING))
        .hasSize(1);
    assertThat(
            timeline.page(
                party("A1"),
                new Timeline.Filter(null, IN.ours),
                Timeline.Before.NOTHING,
                10,
                EVERYTHING))
        .isEmpty();
  }

  @Test
  void contractsMoneyAndPromisesOfTheCustomerAreThere() {
    assertThat(contracts.of(party("A1"), EVERYTHING))
        .singleElement()
        .satisfies(
            contract -> {
              assertThat(contract.product()).isEqualTo("Stroom");
              assertThat(contract.billingDay()).isEqualTo(5);
              assertThat(contract.roles()).isEqualTo(List.of("PAYER: B2"));
            });
    assertThat(contracts.invoicesOf(party("B2"), EVERYTHING))
        .singleElement()
        .satisfies(invoice -> assertThat(invoice.openAmount()).isEqualByComparingTo("61.25"));
    assertThat(contracts.arrangementsOf(party("B2"), EVERYTHING)).hasSize(1);
    assertThat(contracts.mandatesOf(party("A1"), EVERYTHING)).hasSize(1);
    assertThat(new Promises(IN.database).of(party("B2"), EVERYTHING))
        .extracting(Promise::sourceKey, Promise::held)
        .containsExactly(tuple("P1", true), tuple("P2", false));
    assertThat(new Promises(IN.database).documentsOf(party("B2"), EVERYTHING)).hasSize(1);
  }

  @Test
  void heldWorkIsTakenOnce() {
    var held = new HeldWork(IN.database);
    assertThat(held.count(Entity.COMPLAINT)).isEqualTo(1);
    var id = held.waiting(Entity.COMPLAINT, 0, 10).get(0);

    held.take(Entity.COMPLAINT, id, "K-2026-1", IN.operator, T);

    assertThat(held.count(Entity.COMPLAINT)).isZero();
    assertThatThrownBy(() -> held.take(Entity.COMPLAINT, id, "K-2026-2", IN.operator, T))
        .hasMessageContaining("taken up already");
  }

  @Test
  void rehearsedCustomersCanBeOpened() {
    var rehearsed = SmallTakeover.staged();
    rehearsed.in.rehearsal.begin(rehearsed.run, rehearsed.in.operator, T);
    for (var kind : Kind.values()) {
      rehearsed.in.transfer.goLive(
          rehearsed.in.lease, rehearsed.in.carry(rehearsed.run, kind, true), T);
    }

    var hits =
        rehearsed.in.rehearsal.look(
            handle ->
                new CustomerSearch(rehearsed.in.database).find(handle, "bakker", 10, EVERYTHING));

    assertThat(hits).hasSize(1);
    assertThat(new CustomerSearch(rehearsed.in.database).find("bakker", 10, EVERYTHING)).isEmpty();
    rehearsed.in.close();
  }

  private static long party(String key) {
    return IN.party(key.startsWith("A") ? IN.ours : IN.theirs, key);
  }
}
