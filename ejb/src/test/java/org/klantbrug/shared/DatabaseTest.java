package org.klantbrug.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What people type is refused in words, and never breaks a page. */
@OnDatabase
class DatabaseTest {
  private final Database database = new Database(TestDatabase.fresh());

  @Test
  void aTextWithACharacterThatIsNoneIsRefusedInWords() {
    assertThatThrownBy(() -> logins("nul\u0000nul"))
        .isInstanceOf(RuleBroken.class)
        .extracting("key")
        .isEqualTo("text.not-a-character");
    assertThat(logins("anna")).isZero();
  }

  private long logins(String login) {
    return database.with(
        handle ->
            handle
                .createQuery("select count(*) from identity_staff where login = :login")
                .bind("login", login)
                .mapTo(Long.class)
                .one());
  }
}
