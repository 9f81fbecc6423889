package org.klantbrug.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.RuleBroken;

/** What a colleague types becomes one mail to one address, and no header of its own. */
class NewMessageTest {
  static NewMessage message(String recipient, String subject, String body) {
    return message("0", recipient, subject, body);
  }

  /** One on an occasion of its own. */
  static NewMessage message(String occasion, String recipient) {
    return message(occasion, recipient, "Nieuws", "Nieuws voor u");
  }

  private static NewMessage message(
      String occasion, String recipient, String subject, String body) {
    return new NewMessage(
        "COMPLAINT_RECEIVED",
        occasion,
        "complaint",
        1,
        "K2026-000001",
        null,
        recipient,
        "nl",
        subject,
        body,
        null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@klanten.example,b@klanten.example",
        "a@klanten.example;b@klanten.example",
        "a@klanten.example b@klanten.example",
        "Jan <a@klanten.example>",
        "a@klanten.example\r\nBcc: b@klanten.example",
        "a@klanten.example\u0000",
        "a@localhost",
        "a",
        "@klanten.example",
        ""
      })
  void whatIsNotOneAddressIsRefused(String typed) {
    assertThatThrownBy(() -> message(typed, "Uw klacht", "Beste klant").checked())
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("not one e-mail address");
  }

  @Test
  void anAddressMayHaveBlanksAroundIt() {
    assertThat(message(" a.b+c@klanten.example ", "Uw klacht", "Beste klant").checked().recipient())
        .isEqualTo("a.b+c@klanten.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Uw klacht\r\nBcc: b@klanten.example", "Uw klacht\nX: 1", "Uw\tklacht", "U\u0000"})
  void aSubjectIsOneLine(String subject) {
    assertThatThrownBy(() -> message("a@klanten.example", subject, "Beste klant").checked())
        .hasMessageContaining("one line");
  }

  @Test
  void anEmptyTextIsRefused() {
    assertThatThrownBy(() -> message("a@klanten.example", "Uw klacht", " \n").checked())
        .hasMessageContaining("subject and a text");
  }

  @Test
  void theTextStaysAsItWasWritten() {
    assertThat(
            message("a@klanten.example", "Uw klacht", "Beste {klant},\r\n\r\n.\r\n${7*7} <b>")
                .checked()
                .body())
        .isEqualTo("Beste {klant},\n\n.\n${7*7} <b>");
  }
}
