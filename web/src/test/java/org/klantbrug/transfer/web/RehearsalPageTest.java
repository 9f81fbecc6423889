package org.klantbrug.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.transfer.RehearsedCustomers.Sample;

/** Why a rehearsed customer is worth a look, with how many or how much. */
class RehearsalPageTest {
  private final Texts texts =
      new Texts() {
        @Override
        public Locale locale() {
          return Locale.ENGLISH;
        }
      };

  @ParameterizedTest
  @CsvSource({"0,no contracts", "1,one contract", "1200,'1,200 contracts'"})
  void contractsAreCountedInWords(long amount, String said) {
    assertThat(said("CONTRACTS", amount)).isEqualTo(said);
  }

  @Test
  void whatIsOpenIsInEuro() {
    assertThat(said("OPEN_AMOUNT", 1250)).isEqualTo("€ 1,250");
  }

  @Test
  void contactsAreCountedInWords() {
    assertThat(said("CONTACTS", 2)).isEqualTo("2 contacts");
  }

  private String said(String why, long amount) {
    return RehearsalPage.amount(texts, new Sample(why, 1, "K1", "Jansen", amount));
  }
}
