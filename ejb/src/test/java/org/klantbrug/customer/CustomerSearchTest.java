package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** What a customer reads aloud from his papers leads to him, however it is typed. */
@OnDatabase
class CustomerSearchTest {
  private static final Sight EVERYTHING = Sight.ofEverything(TODAY);
  private static final MadeUpMerger IN = SmallTakeover.live().in;

  private final CustomerSearch search = new CustomerSearch(IN.database);
  private final CustomerNumbers numbers = new CustomerNumbers(IN.database);

  @BeforeAll
  static void numbersAsCompaniesGiveThem() {
    IN.sql("update customer_identity set source_key = 'NL-900001' where source_key = 'B2'");
    IN.sql("update contract_contract set source_key = '5483-FZHVZ' where source_key = 'C2'");
    IN.sql("update contract_invoice set source_key = 'F2026000004362' where source_key = 'I2'");
    IN.sql(
        "update customer_identity set iban = 'NL76WIJB8355574407', birth_date = '1985-05-03', city = 'Den Haag'"
            + " where source_key = 'NL-900001'");
  }

  @AfterAll
  static void close() {
    IN.close();
  }

  @ParameterizedTest
  @CsvSource({
    "NL-900001, NUMBER",
    "nl-900001, NUMBER",
    "NL 900001, NUMBER",
    "nl.900.001, NUMBER",
    "900001, NUMBER",
    "5483-fzhvz, CONTRACT",
    "5483 FZHVZ, CONTRACT",
    "f2026 0000 04362, INVOICE",
    "2026000004362, INVOICE",
    "NL76WIJB8355574407, IBAN",
    "nl76 wijb 8355 5744 07, IBAN",
    "Bakkr, SIMILAR_NAME",
    "Bakkker, SIMILAR_NAME",
    "sara bekker, SIMILAR_NAME",
    "3-5-1985, BIRTH_DATE",
    "03/05/1985, BIRTH_DATE",
    "1985-05-03, BIRTH_DATE",
    "bakker den haag, NAME_AND_PLACE",
    "Den Haag Sara Bakker, NAME_AND_PLACE"
  })
  void saraIsFoundBy(String typed, String foundBy) {
    assertThat(search.find(typed, 10, EVERYTHING))
        .extracting(CustomerHit::partyId, CustomerHit::foundBy)
        .containsExactly(tuple(sara(), foundBy));
  }

  @Test
  void anAccountThatIsOnlyInAMandateIsFoundToo() {
    assertThat(search.find("NL91 ABNA 0417 1643 00", 10, EVERYTHING))
        .extracting(CustomerHit::partyId, CustomerHit::foundBy)
        .containsExactly(tuple(IN.party(IN.ours, "A1"), "IBAN"));
  }

  @Test
  void anAccountThatAColleagueSetByHandIsFound() {
    IN.sql(
        "update customer_party set set_by_hand = true, iban = 'BE68539007547034' where id = %d"
            .formatted(IN.party(IN.ours, "A3")));

    assertThat(search.find("be68 5390 0754 7034", 10, EVERYTHING))
        .extracting(CustomerHit::partyId)
        .containsExactly(IN.party(IN.ours, "A3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"900001", "5483-FZHVZ", "F2026000004362", "NL76WIJB8355574407", "bakkr"})
  void whoIsBehindTheWallIsNotFoundByAnyOfThem(String typed) {
    assertThat(search.find(typed, 10, new Sight(LocalDate.parse("2026-04-30"), false))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZK-900001", "5483", "F2027000004362", "NL00WIJB8355574407", "---", "K"})
  void aNumberThatIsAnotherFindsNobody(String typed) {
    assertThat(search.find(typed, 10, EVERYTHING)).isEmpty();
  }

  @Test
  void whereANumberIsTypedForOneCustomerItIsUnderstoodTheSameWay() {
    for (var typed : List.of("NL-900001", "nl 900001", "900001")) {
      assertThat(numbers.holders(typed, EVERYTHING))
          .as(typed)
          .extracting(CustomerNumbers.Holder::partyId)
          .containsExactly(sara());
      assertThat(numbers.logged(typed)).as(typed).isNotEmpty();
    }
    var ours = numbers.holders("NL-900001", EVERYTHING).get(0).number();
    assertThat(numbers.holders(ours.replace("K", "k "), EVERYTHING))
        .extracting(CustomerNumbers.Holder::known)
        .containsExactly(ours);
  }

  @Test
  void aNumberAsItWasDeliveredGoesBeforeOneThatOnlyLooksLikeIt() {
    IN.sql("update customer_identity set source_key = '900001' where source_key = 'A2'");
    try {
      assertThat(numbers.holders("900001", EVERYTHING))
          .extracting(CustomerNumbers.Holder::partyId)
          .containsExactly(IN.party(IN.ours, "900001"));
      assertThat(search.find("900001", 10, EVERYTHING))
          .extracting(CustomerHit::partyId)
          .containsExactly(IN.party(IN.ours, "900001"), sara());
    } finally {
      IN.sql(
          "update customer_identity set source_key = 'A2' where source_key = '900001' and company_id = %d"
              .formatted(IN.ours));
    }
  }

  private static long sara() {
    return IN.party(IN.theirs, "NL-900001");
  }
}
