package org.klantbrug.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a merger of which it is known what becomes of each customer. */
class TakeoverFilesTest {
  private static final int CUSTOMERS = 600;

  @TempDir static Path directory;
  private static Delivered made;

  @BeforeAll
  static void makesOne() throws Exception {
    made = of(directory, 31);
  }

  private static Delivered of(Path folder, int billingDays) throws Exception {
    TakeoverFiles.write(
        new Takeover(CUSTOMERS, 2 * CUSTOMERS, 11, billingDays, Delivered.AS_OF), folder);
    return new Delivered(folder);
  }

  @Test
  void theSameSeedGivesTheSameBytes(@TempDir Path other) throws Exception {
    assertThat(of(other, 31).fingerprints()).isEqualTo(made.fingerprints());
  }

  @Test
  void tellsOfEachCustomerWhatBecomesOfHim() throws Exception {
    var expected = made.lines("expected.csv");

    assertThat(expected)
        .extracting(line -> line.get("customer"))
        .containsExactlyElementsOf(column("acquired_klanten.csv", "Klantnr"));
    assertThat(expected)
        .filteredOn(line -> line.get("outcome").equals("STAYS"))
        .isNotEmpty()
        .noneMatch(line -> line.get("guard").isEmpty());
    assertThat(column("expected.csv", "guard"))
        .contains("", "CIRCUMSTANCE", "DUNNING_IN_FLIGHT", "G07_MANDATE_EXPIRED_36M");
  }

  @Test
  void onlyCustomersOfBothCompaniesBearTheSameNameAndAccount() throws Exception {
    var own = Set.copyOf(column("acquirer_customers.csv", "iban"));
    var both =
        IntStream.range(0, CUSTOMERS)
            .filter(position -> Recipe.of(11, position) == Recipe.OF_BOTH)
            .mapToObj(Population::acquiredKey)
            .collect(Collectors.toSet());

    var shared =
        made.lines("acquired_klanten.csv").stream()
            .filter(line -> own.contains(line.get("IBAN")))
            .map(line -> line.get("Klantnr"))
            .collect(Collectors.toSet());

    assertThat(shared).isEqualTo(both).isNotEmpty();
  }

  @Test
  void whoPaysInTermsOwesWhatIsLeftOfThem() throws Exception {
    var bills = byKey("acquired_facturen.csv", "Factuurnr");
    var terms = byKey("acquired_betalingsregelingen.csv", "Factuurnr");

    for (var each : terms.values()) {
      var bill = bills.get(each.get("Factuurnr"));
      var recipe = recipe(bill.get("Klantnr"));
      var left =
          each.get("Termijnbedrag").isEmpty()
              ? null
              : cents(each.get("Bedrag")) - cents(each.get("Termijnbedrag"));
      switch (recipe) {
        case ARRANGEMENT -> assertThat(left).isEqualTo(cents(bill.get("OpenstaandBedrag")));
        case ARRANGEMENT_THAT_DIFFERS ->
            assertThat(left).isNotEqualTo(cents(bill.get("OpenstaandBedrag")));
        default -> assertThat(recipe).isEqualTo(Recipe.ARRANGEMENT_WITHOUT_TERM);
      }
    }
  }

  /** Among so many each kind of customer comes after each other kind. */
  @Test
  void noTwoBillsHaveOneNumber(@TempDir Path other) throws Exception {
    TakeoverFiles.write(new Takeover(10 * CUSTOMERS, 0, 1, 31, Delivered.AS_OF), other);

    assertThat(new Delivered(other).lines("acquired_facturen.csv"))
        .extracting(line -> line.get("Factuurnr"))
        .doesNotHaveDuplicates();
  }

  @Test
  void whoObjectsIsToldApartFromWhomNobodyStops() throws Exception {
    var expected = byKey("expected.csv", "customer");

    assertThat(made.lines("objections.csv"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(expected.get(line.get("customer")))
                    .containsEntry("guard", "G03_OBJECTION_OPEN")
                    .containsEntry(
                        "outcome",
                        switch (line.get("decision")) {
                          case "LEAVE" -> "LEAVES";
                          case "" -> "STAYS";
                          default -> "OVER";
                        }));
  }

  @Test
  void theNewBillingBillsAsTheOldOneButForWhomItDiffers() throws Exception {
    var monthly =
        made.lines("acquired_contracten.csv").stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.get("Factuurrekening"),
                    Collectors.summingLong(line -> cents(euros(line.get("Maandbedrag"))))));

    for (var bill : made.lines("trial_bills.csv")) {
      var more = cents(bill.get("amount")) - monthly.get(bill.get("account"));
      switch (recipe(bill.get("customer"))) {
        case BILL_THAT_DIFFERS -> assertThat(more).isEqualTo(1_200);
        case PAID_AHEAD -> assertThat(more).isPositive();
        default -> assertThat(more).isZero();
      }
    }
  }

  @Test
  void customersAreBilledOnTheDaysThatWereAskedFor(@TempDir Path other) throws Exception {
    of(other, 3);
    var days =
        new Delivered(other)
            .lines("acquired_contracten.csv").stream()
                .map(line -> line.get("Factuurdag"))
                .collect(Collectors.toSet());

    assertThat(days).containsExactlyInAnyOrder("1", "11", "21");
    assertThat(Set.copyOf(column("acquired_contracten.csv", "Factuurdag"))).hasSize(31);
  }

  @Test
  void anotherDayFollowsOnEachDay() {
    for (var count = 2; count <= 31; count++) {
      var takeover = new Takeover(CUSTOMERS, 0, 1, count, Delivered.AS_OF);
      var days = IntStream.iterate(1, takeover::nextBillingDay).limit(count).boxed().toList();

      assertThat(days).doesNotHaveDuplicates();
      assertThat(takeover.nextBillingDay(days.get(count - 1))).isEqualTo(1);
    }
  }

  @Test
  void fewerCustomersThanKindsAreRefused() {
    assertThatThrownBy(() -> new Takeover(10, 0, 1, 31, Delivered.AS_OF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one of each kind");
  }

  private static Recipe recipe(String key) {
    return IntStream.range(0, CUSTOMERS)
        .filter(position -> Population.acquiredKey(position).equals(key))
        .mapToObj(position -> Recipe.of(11, position))
        .findFirst()
        .orElseThrow();
  }

  /** With two decimals, where zeros at the end were left out. */
  private static String euros(String written) {
    var comma = written.indexOf(',');
    return comma < 0 ? written + ",00" : (written + "0").substring(0, comma + 3);
  }

  private static long cents(String euros) {
    return Long.parseLong(euros.replace(",", ""));
  }

  private static List<String> column(String file, String header) throws Exception {
    return made.lines(file).stream().map(line -> line.get(header)).toList();
  }

  private static Map<String, Map<String, String>> byKey(String file, String key) throws Exception {
    return made.lines(file).stream()
        .collect(Collectors.toMap(line -> line.get(key), Function.identity()));
  }
}
