package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.merger.MergerLabel;
import org.klantbrug.merger.MergerTerms;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** What changes for a label counts once a second person has confirmed it. */
@OnDatabase
class ChangeSheetsTest {
  private final BillingFixture on = new BillingFixture();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void nothingCountsUntilAColleagueConfirmedIt() {
    on.sheets.enter(
        on.in.merger,
        "Zon",
        BillingFixture.FROM,
        BillingFixture.but(Map.of(Subject.CREDITOR_ID, "de98 ZZZ 09999999999")),
        on.operator);
    assertThat(on.changes.of(on.in.merger)).isEmpty();

    on.sheets.confirm(on.in.merger, on.newest("Zon").id(), on.finance);

    assertThat(on.changes.of(on.in.merger, "zon"))
        .hasValueSatisfying(
            is -> {
              assertThat(is.creditorId()).isEqualTo(BillingFixture.CREDITOR);
              assertThat(is.billingDay()).isNull();
              assertThat(is.isReasonToLeave()).isFalse();
            });
  }

  @Test
  void aNewPriceIsAReasonToLeave() {
    on.confirmed("Zon", Map.of(Subject.PRICE, "Elke maand 2 euro meer"));

    assertThat(on.changes.of(on.in.merger, "Zon").orElseThrow().isReasonToLeave()).isTrue();
  }

  @Test
  void whoEnteredItDoesNotConfirmIt() {
    on.sheets.enter(
        on.in.merger, "Zon", BillingFixture.FROM, BillingFixture.but(Map.of()), on.operator);
    var sheet = on.newest("Zon").id();

    assertThatThrownBy(() -> on.sheets.confirm(on.in.merger, sheet, on.operator))
        .isInstanceOf(RuleBroken.class)
        .extracting("key")
        .isEqualTo("billing.sheet-two-people");
  }

  @Test
  void aNewerSheetWaitsAndTheOldOneStaysReadable() {
    on.confirmed("Zon", Map.of(Subject.BILLING_DAY, "5"));
    var old = on.newest("Zon").id();

    on.sheets.enter(
        on.in.merger,
        "ZON",
        BillingFixture.FROM,
        BillingFixture.but(Map.of(Subject.BILLING_DAY, "6")),
        on.operator);

    assertThat(on.changes.of(on.in.merger)).isEmpty();
    assertThat(on.sheets.of(on.in.merger, "Zon"))
        .extracting(sheet -> sheet.then(Subject.BILLING_DAY))
        .containsExactly("6", "5");
    assertThatThrownBy(() -> on.sheets.confirm(on.in.merger, old, on.finance))
        .extracting("key")
        .isEqualTo("billing.sheet-changed");
  }

  @Test
  void whatIsWrongIsNamed() {
    refused("billing.sheet-creditor", Map.of(Subject.CREDITOR_ID, "NL00ZZZ1"));
    refused("billing.sheet-iban", Map.of(Subject.IBAN, "NL00ABNA0417164300"));
    refused("billing.sheet-day", Map.of(Subject.BILLING_DAY, "32"));
    refused("billing.sheet-new-missing", Map.of(Subject.PRICE, " "));
    assertThatThrownBy(
            () ->
                on.sheets.enter(
                    on.in.merger,
                    "Zon",
                    BillingFixture.FROM,
                    List.of(new Change(Subject.IBAN, true, null, null)),
                    on.operator))
        .extracting("key")
        .isEqualTo("billing.sheet-incomplete");
  }

  private void refused(String rule, Map<Subject, String> becomes) {
    assertThatThrownBy(
            () ->
                on.sheets.enter(
                    on.in.merger,
                    "Zon",
                    BillingFixture.FROM,
                    BillingFixture.but(becomes),
                    on.operator))
        .as(rule)
        .extracting("key")
        .isEqualTo(rule);
  }

  @Test
  void theLabelSaysWhatWasConfirmed() {
    var terms = new MergerTerms(on.in.database, on.audit);
    terms.addLabel(
        on.in.merger,
        new MergerLabel(
            null,
            null,
            "Zon",
            "Altijd licht",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            false,
            null),
        on.operator);

    on.confirmed("Zon", Map.of(Subject.IBAN, "NL91 ABNA 0417 1643 00", Subject.BRAND, "Noord"));

    assertThat(terms.labels(on.in.merger))
        .singleElement()
        .satisfies(
            label -> {
              assertThat(label.newIban()).isEqualTo(BillingFixture.IBAN);
              assertThat(label.newBrand()).isEqualTo("Noord");
              assertThat(label.brandPromise()).isEqualTo("Altijd licht");
            });
  }

  @Test
  void customersWithoutALabelAreListedWithTheirNumber() {
    assertThat(on.sheets.labels(on.in.merger))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.label()).isEmpty();
              assertThat(each.customers()).isEqualTo(4);
              assertThat(each.isConfirmed()).isFalse();
            });
  }

  @Test
  void productsOfWhichNobodySaidAnythingComeFirst() {
    var products = new ProductMap(on.in.database, on.clock, on.audit);
    products.say(on.in.merger, "gas", ProductMap.Outcome.RENAMED, "Aardgas", on.operator);

    assertThat(products.of(on.in.merger))
        .extracting(each -> each.name() + " " + each.contracts() + " " + each.newName())
        .containsExactly("Stroom 1 null", "Gas 1 Aardgas");
    assertThatThrownBy(
            () -> products.say(on.in.merger, "Gas", ProductMap.Outcome.RENAMED, " ", on.operator))
        .extracting("key")
        .isEqualTo("billing.product-new-name");
  }

  @Test
  void onlyAccountsOfUnconfirmedLabelsAreStopped() {
    for (var account : List.of("A1", "A2", "A3")) {
      on.in.sql(
          """
          insert into wave_member (merger_id, identity_id, account_key, person_id, phase, by_debit, label)
          values (%d, %d, '%s', 1, 'REST', true, %s)"""
              .formatted(
                  on.in.merger,
                  on.in.identity(on.in.theirs, "B1"),
                  account,
                  account.equals("A1") ? "'zon'" : account.equals("A2") ? "'Maan'" : "null"));
    }
    assertThat(stopped()).containsExactly("A1 zon", "A2 Maan");

    on.confirmed("Zon", Map.of());

    assertThat(stopped()).containsExactly("A2 Maan", "A3 –");
  }

  private List<String> stopped() {
    return on.in.texts(
        """
        with due as (select id, wave_id, identity_id, person_id from wave_member)
        select x.account_key || ' ' || f.key from (%s) f join wave_member x on x.id = f.member_id order by 1"""
            .formatted(new UnconfirmedLabels().rows()));
  }
}
