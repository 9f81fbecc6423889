package org.klantbrug.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressTest {
  @Test
  void leadsBackToThePageThatWasAskedFor() {
    assertThat(LocalAddress.orHome("/merger?id=3")).isEqualTo("/merger?id=3");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/home\r\nSet-Cookie: a=b",
        "javascript:alert(1)"
      })
  void neverLeadsToAnotherSite(String address) {
    assertThat(LocalAddress.orHome(address)).isEqualTo("/home");
  }
}
