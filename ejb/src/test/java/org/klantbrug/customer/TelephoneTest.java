package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any number that a company has of a customer recognises him. */
class TelephoneTest {
  private static final CustomerPage SARA =
      new CustomerPage(
          1,
          "100001",
          "Sara Bakker",
          Map.of(),
          Instant.EPOCH,
          0,
          List.of(
              identity(1, true, Map.of("phone", "+31201234567")),
              identity(2, false, Map.of("phone", "+31612345678", "phone_other", "+31301234567"))));

  private static CustomerPage.Identity identity(long id, boolean ours, Map<String, String> values) {
    return new CustomerPage.Identity(
        id,
        new CustomerPage.Origin(id, "Company " + id, ours, null, null, "K" + id),
        "FOUNDER",
        Instant.EPOCH,
        LocalDate.EPOCH,
        null,
        values);
  }

  @ParameterizedTest
  @CsvSource({
    "020-1234567, OURS",
    "06 12345678, THEIRS",
    "+31 6 12 34 56 78, THEIRS",
    "0301234567, THEIRS_OTHER"
  })
  void whateverNumberHeNamesAndHoweverHeSaysIt(String said, String kind) {
    assertThat(Telephone.matching(SARA, said)).contains(kind);
  }

  @Test
  void anotherNumberAndNoNumberRecogniseNobody() {
    assertThat(Telephone.matching(SARA, "06 87654321")).isEmpty();
    assertThat(Telephone.matching(SARA, "")).isEmpty();
    assertThat(Telephone.matching(SARA, null)).isEmpty();
    assertThat(Telephone.matching(SARA, "Sara Bakker")).isEmpty();
  }
}
