package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** Who makes two customers one has seen them side by side. */
@OnDatabase
class MergePreviewTest {
  private final DeskFixture at = new DeskFixture();
  private final MergePreview preview = new MergePreview(at.desk, at.audit);
  private final long jan = at.party("A1");
  private final long sara = at.party("B2");

  @BeforeEach
  void theFirstIsOpen() {
    at.desk.notePurpose(jan, "DATA_QUALITY", at.steward);
  }

  @AfterEach
  void close() {
    at.in.close();
  }

  @Test
  void saysInWhatTheyDiffer() {
    var two = preview.of(jan, "b2", at.steward);

    assertThat(two.kept().name()).isEqualTo("Jan de Vries");
    assertThat(two.gone().name()).isEqualTo("Sara Bakker");
    assertThat(two.differing()).contains("NAME", "EMAIL", "PHONE", "ADDRESS");
  }

  @Test
  void whatIsTheSameIsNoDifference() {
    at.in.sql(
        "update customer_party set email = (select email from customer_party where id = %d) where id = %d"
            .formatted(jan, sara));

    assertThat(preview.of(jan, "B2", at.steward).differing()).doesNotContain("EMAIL");
  }

  @Test
  void nobodyAskedTheOtherWhoHeIsSoATelephoneNumberIsNotShownInFull() {
    assertThat(preview.of(jan, "B2", at.steward).rows())
        .filteredOn(row -> row.group().equals("PHONE"))
        .singleElement()
        .satisfies(row -> assertThat(row.gone()).startsWith("****").endsWith("2222"));
  }

  @Test
  void thatTheOtherWasSeenIsWrittenDown() {
    preview.of(jan, "B2", at.steward);

    assertThat(at.written(sara)).first().asString().startsWith("customersCompared");
  }

  @Test
  void aCustomerIsNotLaidBesideHimselfNorBesideNobody() {
    assertThatThrownBy(() -> preview.of(jan, "A1", at.steward))
        .hasMessageContaining("same customer");
    assertThatThrownBy(() -> preview.of(jan, "nobody", at.steward)).hasMessageContaining("number");
    assertThatThrownBy(() -> preview.of(sara, "A1", at.steward)).hasMessageContaining("veiled");
  }
}
