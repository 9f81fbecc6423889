package org.klantbrug.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** So often an hour, by each and by all. */
class RateLimitTest {
  @Test
  void eachAddressHasItsOwnMeasure() {
    var limit = new RateLimit(2, 100);

    assertThat(limit.allows("192.0.2.1")).isTrue();
    assertThat(limit.allows("192.0.2.1")).isTrue();
    assertThat(limit.allows("192.0.2.1")).isFalse();
    assertThat(limit.allows("192.0.2.2")).isTrue();
  }

  @Test
  void allTogetherHaveOneToo() {
    var limit = new RateLimit(2, 3);

    for (var each = 1; each <= 3; each++) {
      assertThat(limit.allows("192.0.2." + each)).isTrue();
    }
    assertThat(limit.allows("192.0.2.4")).isFalse();
  }

  @Test
  void oneConnectionHasManyAddressesInIpv6() {
    assertThat(RateLimit.connection("2001:db8:1:2::1"))
        .isEqualTo(RateLimit.connection("2001:db8:1:2:ffff::9"))
        .isNotEqualTo(RateLimit.connection("2001:db8:1:3::1"));
    assertThat(RateLimit.connection("192.0.2.1")).isEqualTo("192.0.2.1");
  }
}
