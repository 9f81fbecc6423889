package org.klantbrug.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;

/** C1 of B1 goes over by direct debit with a wave of 20 May. */
@OnDatabase
class PreNotificationsTest {
  private static final LocalDate EARLY = LocalDate.parse("2026-04-20");
  private static final LocalDate IN_TIME = LocalDate.parse("2026-05-06");
  private static final String OTHER_IBAN = "NL20INGB0001234567";

  private final BillingFixture on = new BillingFixture();
  private long wave;

  @AfterEach
  void close() {
    on.close();
  }

  @BeforeEach
  void aWaveIsPlanned() {
    wave = on.wave("2026-05-20");
    on.memberOver("B1", "C1", wave);
    on.at(Instant.parse("2026-05-18T08:00:00Z"));
  }

  @Test
  void whoReadThatNothingChangesDidNotHearOfAnotherCreditor() {
    on.confirmed("", Map.of(Subject.BRAND, "Nieuw"));
    told(EARLY);
    assertThat(on.stopped(on.told.rows())).as("who keeps his creditor need not hear").isEmpty();

    newCreditor(BillingFixture.IBAN);

    assertThat(on.stopped(on.told.rows())).containsExactly("C1 2026-05-20");
  }

  @Test
  void anotherAccountNumberBeginsTheDaysAnew() {
    newCreditor(BillingFixture.IBAN);
    told(EARLY);
    assertThat(on.stopped(on.told.rows())).isEmpty();

    newCreditor(OTHER_IBAN);
    assertThat(on.stopped(on.told.rows())).containsExactly("C1 2026-05-20");
    told(LocalDate.parse("2026-05-07"));
    assertThat(on.stopped(on.told.rows())).as("thirteen days ahead").hasSize(1);

    assertThat(day()).isEqualTo("2026-05-07");
  }

  @Test
  void aNewerSheetThatNamesTheSameKeepsTheDay() {
    newCreditor(BillingFixture.IBAN);
    told(EARLY);
    newCreditor(BillingFixture.IBAN);
    assertThat(on.stopped(on.told.rows())).isEmpty();

    told(IN_TIME);

    assertThat(day()).isEqualTo(EARLY.toString());
  }

  @Test
  void aLetterOfAnOlderSheetThatIsSentLateDoesNotCount() {
    newCreditor(BillingFixture.IBAN);
    var older = on.newest("").id();
    newCreditor(OTHER_IBAN);
    told(IN_TIME);

    told(IN_TIME.plusDays(3), older);

    assertThat(on.stopped(on.told.rows())).isEmpty();
    assertThat(day()).isEqualTo(IN_TIME.toString());
  }

  @Test
  void whatNobodyConfirmedCannotHaveBeenTold() {
    assertThatThrownBy(() -> on.told.told(wave, EARLY, on.finance))
        .extracting("key")
        .isEqualTo("billing.told-nothing");
  }

  private void newCreditor(String iban) {
    on.confirmed("", Map.of(Subject.CREDITOR_ID, BillingFixture.CREDITOR, Subject.IBAN, iban));
  }

  private String day() {
    return on.in.text("select cast(told_on as text) from billing_prenotification");
  }

  private void told(LocalDate day) {
    told(day, on.newest("").id());
  }

  private void told(LocalDate day, long sheet) {
    var member = on.in.number("select id from wave_member where account_key = 'C1'");
    on.in.database.use(
        handle ->
            PreNotifications.told(handle, List.of(new PreNotifications.Told(member, sheet)), day));
  }
}
