package org.klantbrug.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.notice.Campaign.Kind;
import org.klantbrug.shared.OnDatabase;

/** Each account is told once, whenever it joins its wave. */
@OnDatabase
class AccountsToldTest {
  private final NoticeFixture on = new NoticeFixture();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void anAccountThatJoinsAfterItsCustomerWasToldGetsAnAnnouncementOfItsOwnOnce() {
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    on.sent();
    on.joins("C9", "C1");

    on.again();
    on.again();

    assertThat(on.notices("B1")).containsExactly("EMAIL SENT", "EMAIL WAITING");
    assertThat(on.in.text("select body from notice_notice order by id desc limit 1"))
        .contains("(rekening C9)")
        .doesNotContain("C1");
    on.sent();
    on.on(on.day("C9").minusDays(2));
    assertThat(on.stops("C9")).isEmpty();
  }

  @Test
  void anAccountThatWasHeldHearsOfItOnceItIsFree() {
    on.joins("C9", "C1");
    on.in.sql("update wave_member set state = 'HELD' where account_key = 'C9'");
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    assertThat(on.in.number("select count(*) from notice_account")).isOne();

    on.in.sql("update wave_member set state = 'PLANNED' where account_key = 'C9'");
    on.again();

    assertThat(on.notices("B1")).containsExactly("EMAIL WAITING", "EMAIL WAITING");
  }

  @Test
  void aCorrectionIsNotAboutAnAccountOfWhichNothingWasSaidYet() {
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    on.sent();
    on.in.sql("update wave_wave set day = day + 1");
    on.joins("C9", "C1");
    on.in.sql("update notice_campaign set failed_at = '%s'".formatted(on.clock.now()));
    on.campaigns.release(on.approved(Kind.CORRECTION), on.lead);
    on.again();

    assertThat(
            on.in.texts(
                "select k.kind || ' ' || m.account_key from notice_account a join notice_notice n on n.id = a.notice_id join notice_campaign k on k.id = n.campaign_id join wave_member m on m.id = a.member_id where m.account_key like 'C%' and m.identity_id = (select id from customer_identity where source_key = 'B1') order by 1"))
        .containsExactly("ANNOUNCEMENT C1", "CORRECTION C1");
  }

  @Test
  void whoHeardNothingYetGetsNoCorrectionOfWhatOnlyLiesHere() {
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    on.in.sql("update wave_wave set day = day + 1");
    on.campaigns.release(on.approved(Kind.CORRECTION), on.lead);

    on.again();

    assertThat(on.notices("B1")).containsExactly("EMAIL WAITING");
    assertThat(
            on.in.number(
                "select count(*) from notice_notice n join notice_campaign k on k.id = n.campaign_id where k.kind = 'CORRECTION'"))
        .isZero();
  }

  @Test
  void aDayThatComesBackIsToldAgain() {
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    on.sent();
    on.campaigns.release(on.approved(Kind.CORRECTION), on.lead);

    for (var days : new int[] {1, -1, 1}) {
      on.in.sql("update wave_wave set day = day + " + days);
      on.again();
      on.again();
      on.sent();
    }

    assertThat(on.notices("B1"))
        .containsExactly("EMAIL SENT", "EMAIL SENT", "EMAIL SENT", "EMAIL SENT");
    assertThat(on.stops("C1")).doesNotContain("NOTICE_DATE_MISMATCH");
  }

  @Test
  void accountsOfTwoLabelsAreTwoNoticesEachWithItsOwnMoney() {
    on.joins("C9", "C1");
    on.sheet(1, "NL11ZON", true);
    on.in.sql("update wave_member set label = 'Maan' where account_key = 'C9'");
    on.in.sql(
        """
        with s as (insert into billing_sheet (merger_id, label, no, from_day, entered_by, entered_at, confirmed_by, confirmed_at)
          select merger_id, 'Maan', 1, from_day, entered_by, entered_at, confirmed_by, confirmed_at from billing_sheet returning id)
        insert into billing_change (sheet_id, subject, stays, old_value, new_value)
        select id, 'IBAN', false, 'NL00OUD', 'NL22MAAN' from s""");
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    on.again();

    assertThat(on.in.texts("select substring(body from 'NL[0-9]{2}[A-Z]+') from notice_notice"))
        .contains("NL11ZON", "NL22MAAN");
    assertThat(on.notices("B1")).hasSize(2);
  }
}
