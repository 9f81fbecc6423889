package org.klantbrug.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a customer complained about he is not offered, however its name is written. */
class OfferVerdictTest {
  private static final OfferBlock INTERNET = new OfferBlock(1, "Internet", "K2026-000012", null, 0);

  @ParameterizedTest
  @CsvSource({
    "Internet, true",
    "internet, true",
    "Internet 500, true",
    "Glasvezel-internet, true",
    "Internetbankieren, false",
    "Televisie, false",
    "'', false"
  })
  void aBlockIsAboutTheProductByItsWords(String offered, boolean about) {
    assertThat(INTERNET.isAbout(offered)).isEqualTo(about);
  }

  @Test
  void whoComplainedAboutAKindOfItIsNotOfferedAllOfIt() {
    assertThat(new OfferBlock(1, "Internet 500", "K2026-000012", null, 0).isAbout("Internet"))
        .isTrue();
  }

  @Test
  void aBlockedProductIsRefusedWithItsComplaintAndAnotherIsNot() {
    assertThat(OfferVerdict.of("Internet 500", List.of(INTERNET), false, false))
        .isEqualTo(new OfferVerdict(false, false, List.of(INTERNET), null));
    assertThat(OfferVerdict.of("Televisie", List.of(INTERNET), false, false).allowed()).isTrue();
  }

  @Test
  void whoWantsNoOffersIsOfferedNothing() {
    assertThat(OfferVerdict.of("Televisie", List.of(), true, false).allowed()).isFalse();
  }

  @Test
  void whoWaitsForWhatComesOfAComplaintIsOfferedNothing() {
    assertThat(OfferVerdict.of("Televisie", List.of(), false, true).allowed()).isFalse();
    assertThat(OfferVerdict.of("Televisie", List.of(), false, false).allowed()).isTrue();
  }
}
