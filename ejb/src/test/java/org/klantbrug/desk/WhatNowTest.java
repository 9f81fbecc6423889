package org.klantbrug.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.contact.ContactHead.Brand;
import org.klantbrug.contract.Contract;
import org.klantbrug.contract.Running;

/** A colleague answers with the brand of what runs, and tells what is known to change. */
class WhatNowTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-05-04");
  private static final Brand BRAND =
      new Brand("Oud", "Zuidkabel", "Dichtbij", "Noorderlicht", null, null, null, null, null, true);

  @Test
  void theBrandOfARunningContractGoesBeforeTheCompanyThatKnowsHim() {
    var now = of(List.of("Ons", "Oud"), List.of(BRAND), "Oud");

    assertThat(now.voices()).containsExactly(new WhatNow.Voice("Oud", "Zuidkabel", "Dichtbij"));
  }

  @Test
  void withoutABrandTheCompanyAnswersAndItsPromiseIsNotKnown() {
    assertThat(of(List.of("Ons"), List.of()).voices())
        .containsExactly(new WhatNow.Voice("Ons", "Ons", null));
  }

  @Test
  void whatABrandLeavesEmptyStaysTheSame() {
    var now = of(List.of("Oud"), List.of(BRAND));

    assertThat(now.changes())
        .containsExactly(
            new WhatNow.Change("BRAND", "Noorderlicht"), new WhatNow.Change("NUMBERS", null));
    assertThat(now.stays()).containsExactly("ACCOUNT", "CREDITOR", "PRICE", "TERMS", "BILLING_DAY");
  }

  @Test
  void withoutAMergerNothingIsKnownToChangeOrToStay() {
    var now = of(List.of("Ons"), List.of());

    assertThat(now.changes()).isEmpty();
    assertThat(now.stays()).isEmpty();
  }

  private static WhatNow of(List<String> companies, List<Brand> brands, String... serving) {
    var contracts = List.of(serving).stream().map(WhatNowTest::contract).toList();
    return WhatNow.of(
        companies, new Running(contracts, List.of(), List.of(), List.of()), brands, TODAY);
  }

  private static Contract contract(String company) {
    return new Contract(
        1,
        7,
        "C1",
        null,
        "Internet",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "ACTIVE",
        List.of(),
        company,
        null,
        null);
  }
}
