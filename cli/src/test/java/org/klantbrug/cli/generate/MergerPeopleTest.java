package org.klantbrug.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.klantbrug.cli.generate.DeliveredValues.byKey;
import static org.klantbrug.cli.generate.DeliveredValues.digits;
import static org.klantbrug.cli.generate.DeliveredValues.dutchDay;
import static org.klantbrug.cli.generate.DeliveredValues.isoOf;
import static org.klantbrug.cli.generate.DeliveredValues.values;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The people of a generated merger are as various as real ones, and the truth about them is known.
 */
class MergerPeopleTest {
  @TempDir static Path directory;
  private static Delivered clean;

  @BeforeAll
  static void makesOneCleanMerger() throws Exception {
    clean = Delivered.of(directory, 2_000, 8_000, .4, 0);
  }

  @Test
  void someCustomersAreBusyAndManySilent() throws Exception {
    var counts =
        clean.lines(Delivered.CONTACTS).stream()
            .collect(Collectors.groupingBy(line -> line.get("Klantnr"), Collectors.counting()));

    assertThat(counts.values()).anyMatch(count -> count >= 100);
    assertThat(counts).hasSizeLessThan(1_500);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.25, 75", "0.4, 120", "1, 300"})
  void truthHoldsTheShareOfTheOverlap(double overlap, int expected, @TempDir Path other)
      throws Exception {
    var merger = Delivered.of(other, 300, 0, overlap, 0);

    assertThat(merger.lines("truth.csv")).hasSize(expected);
  }

  @Test
  void truthNamesEachCustomerOnceAndOnlyCustomersThatExist() throws Exception {
    var truth = clean.lines("truth.csv");

    assertThat(values(truth, "acquired"))
        .doesNotHaveDuplicates()
        .isSubsetOf(values(clean.lines("acquired_klanten.csv"), "Klantnr"));
    assertThat(values(truth, "acquirer"))
        .doesNotHaveDuplicates()
        .isSubsetOf(values(clean.lines("acquirer_customers.csv"), "customer_no"));
  }

  @Test
  void truthJoinsPeopleWhoLookAlike() throws Exception {
    var acquired = byKey(clean.lines("acquired_klanten.csv"), "Klantnr");
    var acquirer = byKey(clean.lines("acquirer_customers.csv"), "customer_no");

    long alike =
        clean.lines("truth.csv").stream()
            .filter(
                pair ->
                    bornAlike(
                        acquired.get(pair.get("acquired")), acquirer.get(pair.get("acquirer"))))
            .count();

    assertThat(alike).isGreaterThan(800 * 8 / 10).isLessThan(800);
  }

  @Test
  void everyAccountNumberHasRightCheckDigits() throws Exception {
    var accounts = new HashSet<String>();
    accounts.addAll(values(clean.lines("acquirer_customers.csv"), "iban"));
    accounts.addAll(values(clean.lines("acquired_klanten.csv"), "IBAN"));
    accounts.addAll(values(clean.lines("acquired_machtigingen.csv"), "IBAN"));
    accounts.remove("");

    assertThat(accounts)
        .hasSizeGreaterThan(2_000)
        .allSatisfy(account -> assertThat(account).matches("NL\\d{2}[A-Z]{4}\\d{10}"))
        .allMatch(DeliveredValues::isRightIban);
  }

  @Test
  void mailGoesToDomainsForExamplesOnly() throws Exception {
    var addresses = new HashSet<>(values(clean.lines("acquired_klanten.csv"), "Email"));
    addresses.addAll(values(clean.lines("acquirer_customers.csv"), "email"));
    addresses.remove("");

    assertThat(addresses)
        .hasSizeGreaterThan(1_000)
        .allSatisfy(address -> assertThat(address).matches("[a-z0-9.]+@example\\.(nl|com|org)"));
  }

  @Test
  void twinsLiveAtOneAddressWithOneBirthday() throws Exception {
    assertThat(pairs(clean.lines("acquired_klanten.csv"), "Geboortedatum", "Achternaam"))
        .anyMatch(pair -> !pair.get(0).get("Voornaam").equals(pair.get(1).get("Voornaam")));
  }

  @Test
  void fathersAndSonsShareNameAndAddressButNotBirthday() throws Exception {
    assertThat(pairs(clean.lines("acquired_klanten.csv"), "Voornaam", "Achternaam", "Voorletters"))
        .anyMatch(pair -> Math.abs(birthYear(pair.get(0)) - birthYear(pair.get(1))) >= 18);
  }

  @Test
  void moversHaveAnotherAddressAtTheOtherCompany() throws Exception {
    var acquired = byKey(clean.lines("acquired_klanten.csv"), "Klantnr");
    var acquirer = byKey(clean.lines("acquirer_customers.csv"), "customer_no");

    long movers =
        clean.lines("truth.csv").stream()
            .filter(
                pair -> {
                  var before = digits(acquired.get(pair.get("acquired")).get("Postcode"));
                  var now = digits(acquirer.get(pair.get("acquirer")).get("postcode"));
                  return !before.isEmpty() && !before.equals(now);
                })
            .count();

    assertThat(movers / 800.0).isCloseTo(.09, within(.04));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overleden", "bewind", "geheim adres", "medewerker", "minderjarig"})
  void circumstancesThatAskForCareOccur(String circumstance) throws Exception {
    assertThat(values(clean.lines("acquired_klanten.csv"), "Bijzonderheid")).contains(circumstance);
  }

  @Test
  void particlesStandInFrontBehindAndApart() throws Exception {
    var acquired = clean.lines("acquired_klanten.csv");

    assertThat(values(acquired, "Tussenvoegsel")).contains("van den", "v.d.");
    assertThat(values(acquired, "Achternaam"))
        .anyMatch(name -> name.matches(".+, van d.*"))
        .anyMatch(name -> name.startsWith("van "));
  }

  @Test
  void organisationsAndHouseNumberAdditionsOccur() throws Exception {
    var acquired = clean.lines("acquired_klanten.csv");

    assertThat(values(acquired, "Organisatienaam")).anyMatch(name -> name.endsWith("B.V."));
    assertThat(values(acquired, "Huisnummertoevoeging")).contains("a-hs II");
    assertThat(values(acquired, "Huisnr")).anyMatch(number -> number.matches("\\d+[ -]?a-hs II"));
  }

  /** Two lines at one address with the same, filled values. */
  private static Collection<List<Map<String, String>>> pairs(
      List<Map<String, String>> lines, String... same) {
    var found = new HashMap<String, List<Map<String, String>>>();
    for (var line : lines) {
      var key = new StringBuilder(digits(line.get("Postcode"))).append(line.get("Huisnr"));
      boolean filled = true;
      for (var header : same) {
        filled &= !line.get(header).isEmpty();
        key.append('|').append(line.get(header));
      }
      if (filled && !line.get("Geboortedatum").isEmpty()) {
        found.merge(
            key.toString(),
            List.of(line),
            (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
      }
    }
    found.values().removeIf(group -> group.size() < 2);
    return found.values();
  }

  private static int birthYear(Map<String, String> line) {
    return dutchDay(line.get("Geboortedatum")).getYear();
  }

  private static boolean bornAlike(Map<String, String> acquired, Map<String, String> acquirer) {
    var born = acquired.get("Geboortedatum");
    var compact = acquirer.get("date_of_birth");
    return born.isEmpty() ? compact.isEmpty() : isoOf(born).replace("-", "").equals(compact);
  }
}
