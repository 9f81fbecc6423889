package org.klantbrug.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.transfer.MadeUpMerger.T;
import static org.klantbrug.transfer.MadeUpMerger.TODAY;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.contract.Contracts;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

@OnDatabase
class MergingTest {
  private static final Sight EVERYTHING = Sight.ofEverything(TODAY);

  private final MadeUpMerger in = SmallTakeover.live().in;
  private final Merging merging = new Merging(in.database, in.golden);
  private final CustomerView view = new CustomerView(in.database);
  private final Contracts contracts = new Contracts(in.database);

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void mergingAndSplittingGivesBothExactlyWhatWasTheirs() {
    var a = in.party(in.ours, "A1");
    var b = in.party(in.theirs, "B2");
    var before = picture(a, b);

    var merge = merging.merge(a, b, in.operator, "zelfde gezin, zelfde persoon", T);
    assertThat(contracts.of(a, EVERYTHING)).hasSize(2);
    assertThat(view.find(b, EVERYTHING)).isEmpty();
    merging.unmerge(merge, in.operator, "toch niet", T);

    assertThat(picture(a, b)).isEqualTo(before);
  }

  @Test
  void eitherOfTheTwoCanBeKept() {
    var a = in.party(in.ours, "A1");
    var b = in.party(in.theirs, "B2");

    merging.merge(b, a, in.operator, "het nieuwe nummer blijft", T);

    assertThat(view.find(b, EVERYTHING).orElseThrow().identities()).hasSize(3);
  }

  @Test
  void aCustomerIsNotMergedWithItself() {
    var a = in.party(in.ours, "A1");

    assertThatThrownBy(() -> merging.merge(a, a, in.operator, "vergissing", T))
        .hasMessageContaining("the same customer already");
  }

  @Test
  void whoWasMarkedAsNotTheSameIsNotMerged() {
    var a = in.identity(in.ours, "A3");
    var b = in.identity(in.theirs, "B2");
    in.sql(
        "insert into matching_do_not_link (left_id, right_id, staff_id, reason, at) values (%d, %d, %d, 'zus', now())"
            .formatted(Math.min(a, b), Math.max(a, b), in.operator));

    assertThatThrownBy(
            () ->
                merging.merge(
                    in.party(in.ours, "A3"),
                    in.party(in.theirs, "B2"),
                    in.operator,
                    "lijkt erop",
                    T))
        .hasMessageContaining("not the same person");
  }

  @Test
  void theNumberOfAMergedCustomerLeadsToTheOneThatWasKept() {
    var a = in.party(in.ours, "A1");
    var b = in.party(in.theirs, "B2");
    var c = in.party(in.theirs, "B4");
    var number = view.find(b, EVERYTHING).orElseThrow().number();

    merging.merge(a, b, in.operator, "zelfde", T);
    merging.merge(c, a, in.operator, "ook zelfde", T);

    assertThat(new CustomerNumbers(in.database).holders(number, EVERYTHING))
        .extracting(CustomerNumbers.Holder::partyId)
        .containsExactly(c);
    assertThat(new CustomerSearch(in.database).find(number, 5, EVERYTHING))
        .extracting(CustomerHit::partyId)
        .containsExactly(c);
  }

  @Test
  void mergesOnMergesAreSplitLastFirstAndComeBackExactly() {
    var a = in.party(in.ours, "A1");
    var b = in.party(in.theirs, "B2");
    var c = in.party(in.theirs, "B4");
    var before = picture(a, b, c);
    var first = merging.merge(a, b, in.operator, "zelfde", T);
    var second = merging.merge(c, a, in.operator, "ook zelfde", T);

    assertThatThrownBy(() -> merging.unmerge(first, in.operator, "toch niet", T))
        .hasMessageContaining("Split that merge first");
    merging.unmerge(second, in.operator, "toch niet", T);
    merging.unmerge(first, in.operator, "toch niet", T);

    assertThat(picture(a, b, c)).isEqualTo(before);
    assertThatThrownBy(() -> merging.unmerge(first, in.operator, "nog eens", T))
        .hasMessageContaining("split already");
  }

  @Test
  void aMergeDoesNotDisturbTheReconciliation() {
    var transfer = in.number("select id from transfer_cutover where kind = 'TRANSFER'");

    merging.merge(in.party(in.ours, "A1"), in.party(in.theirs, "B2"), in.operator, "zelfde", T);

    assertThat(in.reconciliation.make(transfer, T).balanced()).isTrue();
  }

  @Test
  void aValueSetByHandStaysWhateverIsMergedUntilItIsReleased() {
    var a = in.party(in.ours, "A1");
    var version = view.find(a, EVERYTHING).orElseThrow().version();
    in.golden.setByHand(a, "family_name", "Vries-Jansen", in.operator, version, T);
    merging.merge(a, in.party(in.theirs, "B2"), in.operator, "zelfde", T);

    var name = view.find(a, EVERYTHING).orElseThrow().values().get("family_name");
    assertThat(name.value()).isEqualTo("Vries-Jansen");
    assertThat(name.setBy()).isEqualTo(in.operator);
    assertThat(new CustomerSearch(in.database).find("jansen vries", 5, EVERYTHING)).hasSize(1);

    in.golden.release(a, "family_name", T);
    assertThat(view.find(a, EVERYTHING).orElseThrow().values().get("family_name").value())
        .isEqualTo("Vries");
  }

  @Test
  void theListShowsTheNameThatThePageShows() {
    var a = in.party(in.ours, "A1");
    var number = view.find(a, EVERYTHING).orElseThrow().number();
    var search = new CustomerSearch(in.database);

    in.golden.setByHand(
        a,
        "given_name",
        "Johannes",
        in.operator,
        view.find(a, EVERYTHING).orElseThrow().version(),
        T);

    assertThat(view.find(a, EVERYTHING).orElseThrow().name()).isEqualTo("Johannes de Vries");
    assertThat(Stream.of(number, "A1", "B1", "jan vries", "johannes"))
        .allSatisfy(
            typed ->
                assertThat(search.find(typed, 5, EVERYTHING))
                    .extracting(CustomerHit::name)
                    .containsExactly("Johannes de Vries"));
  }

  @Test
  void aSecondTelephoneNumberThatWasSetByHandIsFound() {
    var a = in.party(in.ours, "A1");

    in.golden.setByHand(
        a,
        "phone_other",
        "+31201234567",
        in.operator,
        view.find(a, EVERYTHING).orElseThrow().version(),
        T);

    assertThat(new CustomerSearch(in.database).find("020 1234567", 5, EVERYTHING))
        .extracting(CustomerHit::foundBy)
        .containsExactly("PHONE");
  }

  @Test
  void aFamilyNameAloneDoesNotHideTheFirstNamesTheOtherCompanyHas() {
    in.sql(
        "update customer_identity set given_name = null, initials = null, prefix = null, family_name = 'VRIES' where source_key = 'A1'");
    var a = in.party(in.ours, "A1");
    recompute(a);

    var page = view.find(a, EVERYTHING).orElseThrow();
    assertThat(page.name()).isEqualTo("Jan de Vries");
    assertThat(page.values().get("given_name").rule()).isEqualTo("FULLEST");
    assertThat(page.values().get("given_name").origin().sourceKey()).isEqualTo("B1");
    assertThat(new CustomerSearch(in.database).find("A1", 5, EVERYTHING))
        .extracting(CustomerHit::name)
        .containsExactly("Jan de Vries");
  }

  @Test
  void aFullerNameOfSomebodyWhoIsCalledOtherwiseDoesNotPassOurs() {
    in.sql(
        "update customer_identity set given_name = null, initials = null, prefix = null, family_name = 'Jansen' where source_key = 'A1'");
    var a = in.party(in.ours, "A1");
    recompute(a);

    assertThat(view.find(a, EVERYTHING).orElseThrow().name()).isEqualTo("Jansen");
  }

  @Test
  void behindTheWallTheListAndThePageShowOurOwnName() {
    in.sql(
        "update customer_identity set given_name = null, initials = null, prefix = null where source_key = 'A1'");
    var a = in.party(in.ours, "A1");
    recompute(a);
    var walled = new Sight(LocalDate.parse("2026-04-30"), false);

    assertThat(view.find(a, walled).orElseThrow().name()).isEqualTo("Vries");
    assertThat(new CustomerSearch(in.database).find("A1", 5, walled))
        .extracting(CustomerHit::name)
        .containsExactly("Vries");
  }

  private void recompute(long party) {
    in.database.use(handle -> in.golden.recompute(handle, List.of(party), T));
  }

  @Test
  void twoPeopleWhoChangeOneCustomerDoNotOverwriteEachOther() {
    var a = in.party(in.ours, "A1");
    var version = view.find(a, EVERYTHING).orElseThrow().version();
    in.golden.setByHand(a, "email", "een@example.org", in.operator, version, T);

    assertThatThrownBy(
            () -> in.golden.setByHand(a, "email", "twee@example.org", in.finance, version, T))
        .hasMessageContaining("colleague changed this customer");
  }

  @Test
  void anOptOutOfEitherCompanyIsKept() {
    in.sql("update customer_identity set marketing_opt_out = 'NO' where source_key = 'A1'");
    in.sql("update customer_identity set marketing_opt_out = 'YES' where source_key = 'B2'");
    var a = in.party(in.ours, "A1");

    merging.merge(a, in.party(in.theirs, "B2"), in.operator, "zelfde", T);

    assertThat(view.find(a, EVERYTHING).orElseThrow().values().get("marketing_opt_out").value())
        .isEqualTo("YES");
  }

  private List<String> picture(long... parties) {
    return Arrays.stream(parties)
        .mapToObj(
            party -> {
              var page = view.find(party, EVERYTHING).orElseThrow();
              return page.number()
                  + page.values()
                  + page.identities().stream().map(i -> i.origin().sourceKey()).toList()
                  + contracts.of(party, EVERYTHING)
                  + contracts.invoicesOf(party, EVERYTHING);
            })
        .toList();
  }
}
