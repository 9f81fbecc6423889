package org.klantbrug.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail comes from an address that somebody reads, or is not sent. */
class MailSettingsTest {
  private static final String HOUSE = "klantenservice@example.nl";

  private static MailSettings settings(String address, String sender) {
    return new MailSettings(
        Map.of(
            "KLANTBRUG_SMTP_HOST", "127.0.0.1",
            "KLANTBRUG_MAIL_ADDRESS", address,
            "KLANTBRUG_MAIL_SENDER", sender));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noreply@example.nl",
        "No-Reply@example.nl",
        "no_reply.klant@example.nl",
        "donotreply@example.nl",
        "niet-beantwoorden@example.nl",
        "geen.antwoord@example.nl"
      })
  void anAddressThatNobodyReadsSendsNothing(String address) {
    var settings = settings(address, "shared");

    assertThat(settings.problem()).contains("noReply");
    assertThatThrownBy(() -> settings.sender(null)).hasMessageContaining("Nobody reads");
  }

  @Test
  void aMailboxThatIsReadSends() {
    assertThat(settings(HOUSE, "shared").isOn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"klantenservice", "klantenservice@", "a b@example.nl", "a@b@example.nl"})
  void anAddressThatIsNoneSendsNothing(String address) {
    var settings = settings(address, "shared");

    assertThat(settings.problem()).contains("address");
    assertThatThrownBy(() -> settings.sender(null)).hasMessageContaining("cannot be sent");
  }

  @Test
  void withoutAServerNothingIsSent() {
    assertThat(new MailSettings(Map.of("KLANTBRUG_MAIL_ADDRESS", HOUSE)).problem())
        .contains("none");
  }

  @Test
  void eachWritesFromHisOwnAddressWhereThatIsSet() {
    assertThat(settings(HOUSE, "person").sender("lotte@example.nl")).isEqualTo("lotte@example.nl");
    assertThat(settings(HOUSE, "shared").sender("lotte@example.nl")).isEqualTo(HOUSE);
    assertThat(settings(HOUSE, "person").sender(" ")).isEqualTo(HOUSE);
  }
}
