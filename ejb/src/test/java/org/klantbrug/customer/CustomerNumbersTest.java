package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.OnDatabase;

/** Who saw a customer is answered by each number he has or had. */
@OnDatabase
class CustomerNumbersTest {
  private final DeskFixture at = new DeskFixture();
  private final long jan = at.party("A1");
  private final long sara = at.party("B2");
  private final String saraIs =
      at.view.find(sara, Sight.ofEverything(TODAY)).orElseThrow().number();

  @Test
  void whoSawACustomerBeforeAMergeIsFoundByHerNumbersAndByThatOfWhomSheWentUpIn() {
    at.desk.open(sara, at.adviser);
    at.merging.merge(jan, sara, at.steward.id(), "zelfde", T);
    at.desk.open(jan, at.steward);
    var janIs = at.view.find(jan, Sight.ofEverything(TODAY)).orElseThrow().number();

    assertThat(List.of(saraIs, saraIs.toLowerCase(), "B2", janIs))
        .allSatisfy(number -> assertThat(seenBy(number)).containsExactly("finance", "operator"));
    assertThat(seenBy("A1"))
        .as("what we had of Jan was not on her page")
        .doesNotContain("operator");
  }

  @Test
  void whoSawACustomerWhileAMergeStoodIsFoundByHerNumberAfterTheSplit() {
    var merge = at.merging.merge(jan, sara, at.steward.id(), "zelfde", T);
    at.desk.open(jan, at.adviser);
    at.merging.unmerge(merge, at.steward.id(), "toch niet", T);
    at.desk.open(sara, at.steward);
    var janIs = at.view.find(jan, Sight.ofEverything(TODAY)).orElseThrow().number();

    assertThat(seenBy(saraIs)).containsExactly("finance", "operator");
    assertThat(seenBy("B2")).containsExactly("finance", "operator");
    assertThat(seenBy(janIs)).as("she is another person").containsExactly("operator");
  }

  @Test
  void whoSawACustomerOfATransferThatWasTakenBackIsStillFound() {
    at.desk.open(sara, at.adviser);
    for (var kind : List.of("HISTORY", "TRANSFER")) {
      at.in.transfer.undo(
          at.in.number("select id from transfer_cutover where kind = '%s'".formatted(kind)),
          at.in.operator,
          "Gaat niet door",
          T);
    }

    assertThat(seenBy(saraIs)).containsExactly("operator");
    assertThat(seenBy("B2")).containsExactly("operator");
  }

  @Test
  void aNumberThatTwoCompaniesGaveFindsWhoSawEitherCustomer() {
    at.in.sql("update customer_identity set source_key = '1001' where source_key in ('A1', 'B2')");
    at.desk.open(sara, at.adviser);
    at.desk.open(jan, at.steward);

    assertThat(seenBy("1001")).containsExactly("finance", "operator");
  }

  @Test
  void ofANumberThatNobodyHasNothingIsFound() {
    assertThat(at.numbers.logged("nobody")).isEmpty();
  }

  private List<String> seenBy(String number) {
    var search = new Audit.Search(null, null, at.numbers.logged(number), null, null);
    return at.audit.page(search, T.plusSeconds(1), 50).stream()
        .filter(entry -> entry.action().equals("customerOpened"))
        .map(Audit.Entry::actor)
        .distinct()
        .sorted()
        .toList();
  }
}
