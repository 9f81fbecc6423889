package org.klantbrug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.notice.Campaign.Kind;
import org.klantbrug.shared.OnDatabase;

/** What a notice says of money is what finance confirmed last. */
@OnDatabase
class MoneyToldTest {
  private final NoticeFixture on = new NoticeFixture();

  @BeforeEach
  void payThemselves() {
    on.in.sql("update wave_member set by_debit = false");
  }

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void whatFinanceConfirmedOfALabelStandsInTheLetter() {
    on.sheet(1, "NL11NIEUW", true);
    told();

    assertThat(body()).contains("Vanaf die dag is het rekeningnummer daarvoor NL11NIEUW");
    assertThat(on.in.number("select count(*) from notice_account where sheet_id is null")).isZero();
  }

  @Test
  void aNoticeThatSaysNothingOfMoneyAnnouncesNoFirstDebit() {
    told();
    sent();

    assertThat(on.in.number("select count(*) from billing_prenotification")).isZero();
  }

  @Test
  void aNoticeThatNamesANewAccountNumberAnnouncesTheFirstDebit() {
    on.sheet(1, "NL11NIEUW", true);
    told();
    sent();

    assertThat(
            on.in.number(
                "select count(*) from billing_prenotification p join billing_sheet s on s.id = p.sheet_id"))
        .isEqualTo(on.in.number("select count(distinct member_id) from notice_account"))
        .isPositive();
  }

  /** All notices left. */
  private void sent() {
    on.database.use(
        handle ->
            NoticeRows.sent(
                handle,
                handle.createQuery("select id from notice_notice").mapTo(Long.class).list(),
                on.clock.now()));
  }

  @Test
  void whoPaysHimselfIsNotToldToDoNothingWhenTheAccountNumberChanges() {
    on.sheet(1, "NL11NIEUW", true);
    told();

    assertThat(body()).contains("onze service blijven hetzelfde").doesNotContain("hoeft niets");
  }

  @Test
  void nobodyIsToldBeforeFinanceConfirmedTheNewestSheetOfHisLabel() {
    on.sheet(1, "NL11NIEUW", true);
    on.sheet(2, "NL22NIEUWER", false);
    var campaign = told();

    assertThat(on.notices("B1")).isEmpty();
    assertThat(on.standing(campaign, Standing.UNCONFIRMED)).isOne();

    on.in.sql("update billing_sheet set confirmed_at = now(), confirmed_by = " + on.in.finance);
    on.again();
    assertThat(body()).contains("NL22NIEUWER");
  }

  @Test
  void noCustomerReadsTheMoneyOfAnotherLabel() {
    on.sheet(1, "NL11NIEUW", true);
    on.in.sql("update wave_member set label = null");
    var campaign = told();

    assertThat(on.notices("B1")).isEmpty();
    assertThat(on.standing(campaign, Standing.UNCONFIRMED)).isOne();
  }

  @Test
  void whoReadOfAnotherAccountNumberThanIsConfirmedSinceHearsTheRightOneFirst() {
    on.sheet(1, "NL11NIEUW", true);
    told();
    on.sent();
    on.sheet(2, "NL22NIEUWER", true);

    assertThat(on.stops("C1")).containsExactly("NOTICE_DATE_MISMATCH");
    assertThat(
            on.in.text(
                "select evidence_kind from wave_guard_result where code = 'NOTICE_DATE_MISMATCH' limit 1"))
        .isEqualTo("SHEET");
    on.campaigns.release(on.approved(Kind.CORRECTION), on.lead);
    on.again();
    on.again();
    assertThat(on.notices("B1")).containsExactly("EMAIL SENT", "EMAIL WAITING");
    assertThat(body()).contains("NL22NIEUWER");
    on.sent();
    assertThat(on.stops("C1")).isEmpty();
  }

  @Test
  void aSheetThatSaysTheSameAsksForNoCorrection() {
    on.sheet(1, "NL11NIEUW", true);
    told();
    on.sent();
    on.sheet(2, "NL11NIEUW", true);

    assertThat(on.stops("C1")).isEmpty();
    on.standing(on.campaigns.of(on.in.merger).get(0).id(), Standing.TOLD);
    assertThat(on.counts.corrections(on.in.merger)).isZero();
  }

  @Test
  void whoReadTheSameOfALabelBeforeSheetsWereKeptNeedsNoCorrection() throws IOException {
    on.sheet(1, "NL11NIEUW", true);
    told();
    on.sent();
    on.in.sql("update notice_account set sheet_id = null");
    assertThat(on.stops("C1")).containsExactly("NOTICE_DATE_MISMATCH");

    label("NL99ANDERS");
    assertThat(on.stops("C1")).containsExactly("NOTICE_DATE_MISMATCH");
    label("NL11NIEUW");

    assertThat(on.stops("C1")).isEmpty();
  }

  /** The label said this, and the migration looks at it. */
  private void label(String iban) throws IOException {
    on.in.sql("delete from merger_label where name = 'Zon'");
    on.in.sql(
        "insert into merger_label (merger_id, name, new_iban) values (%d, 'Zon', '%s')"
            .formatted(on.in.merger, iban));
    try (var script =
        getClass()
            .getResourceAsStream(
                "/db/migration/V248__what_was_said_of_money_before_is_known.sql")) {
      on.in.sql(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aLetterThatWaitsWhileAnotherSheetIsConfirmedIsWrittenAnew() {
    on.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'B1'");
    on.sheet(1, "NL11NIEUW", true);
    var campaign = told();
    on.sheet(2, "NL22NIEUWER", true);

    assertThat(on.batches.print(on.batches.of(campaign).get(0).id(), on.lead)).isEmpty();
    on.again();

    assertThat(on.notices("B1")).containsExactly("LETTER STOPPED", "LETTER WAITING");
    assertThat(body()).contains("NL22NIEUWER");
  }

  private long told() {
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    return campaign;
  }

  private String body() {
    return on.in.text("select body from notice_notice order by id desc limit 1");
  }
}
