package org.klantbrug.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.notice.Campaign.Kind;
import org.klantbrug.shared.OnDatabase;

/** A released campaign tells each customer once, in time, by the way he likes. */
@OnDatabase
class NoticesTest {
  private final NoticeFixture on = new NoticeFixture();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void whoIsToGoOverGetsOneMailWithHisDay() {
    var campaign = on.released();
    on.on(on.sendBy("C1"));

    on.work();
    on.work();

    assertThat(on.notices("B1")).containsExactly("EMAIL WAITING");
    assertThat(on.in.text("select subject_line from notice_notice where situation = 'BOTH'"))
        .isEqualTo("U bent al klant van NOORD");
    assertThat(on.in.text("select body from outbound_message where subject_kind = 'campaign'"))
        .contains("Jan de Vries")
        .contains("0318 555 000")
        .contains("" + on.day("C1").getYear());
    assertThat(on.in.text("select reply_address from outbound_message"))
        .isEqualTo("klantenservice@example.nl");
    assertThat(on.view.progress(campaign).mails()).isEqualTo(1);
  }

  @Test
  void whoCannotBeToldInTimeGoesToTheNextWaveAndIsNotToldShort() {
    on.released();
    var before = on.day("C1");
    on.on(on.sendBy("C1").plusDays(1));

    on.work();

    assertThat(on.day("C1")).isAfter(before);
    assertThat(on.day("C1").getDayOfMonth()).isEqualTo(5);
    assertThat(on.notices("B1")).isEmpty();
    assertThat(on.in.text("select reason from wave_member where account_key = 'C1'"))
        .isEqualTo("NOTICE_TOO_LATE");
  }

  @Test
  void aMonthBeforeTheLastOfMarchIsTheLastOfFebruary() {
    on.in.sql("update merger_merger set notice_period = 'P1M', sector = 'TELECOM'");
    on.in.sql(
        "update wave_wave set day = '2027-03-31', billing_day = 31 where id = (select wave_id from wave_member where account_key = 'C1')");
    on.released();
    sentOn(LocalDate.parse("2027-03-02"));
    on.on(LocalDate.parse("2027-03-28"));

    assertThat(on.stops("C1")).contains("G01_NOTICE_TOO_LATE");

    sentOn(LocalDate.parse("2027-02-28"));
    assertThat(on.stops("C1")).doesNotContain("G01_NOTICE_TOO_LATE");
  }

  private void sentOn(LocalDate day) {
    if (on.notices("B1").isEmpty()) {
      on.on(LocalDate.parse("2027-02-10"));
      on.work();
    }
    on.in.sql(
        "update notice_notice set state = 'SENT', sent_at = '%s 12:00 Europe/Amsterdam'"
            .formatted(day));
  }

  @Test
  void nobodyGoesWithoutACampaignOrAContactPersonUnlessNoneIsNeeded() {
    on.on(on.day("C1").minusDays(2));

    assertThat(on.stops("C1")).containsExactly("G01_NOTICE_TOO_LATE", "G04_NO_CONTACT_PERSON");
    assertThat(
            on.in.text(
                "select evidence_kind from wave_guard_result where code = 'G01_NOTICE_TOO_LATE' limit 1"))
        .isEqualTo("NO_CAMPAIGN");

    on.settings.keep(
        on.in.merger,
        new NoticeSetting(false, "De oude maatschappij schreef zelf", 14, 3, null, 0),
        on.lead);
    assertThat(on.stops("C1")).isEmpty();
  }

  @Test
  void whoseWaveMovedAfterHisLetterHearsTheRightDayOnce() {
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    on.in.sql("update notice_notice set state = 'SENT', sent_at = written_at");
    var member = on.in.number("select id from wave_member where account_key = 'C1'");
    var version = (int) on.in.number("select version from wave_member where account_key = 'C1'");
    on.moves.move(member, version, false, "Op verzoek van de klant", on.lead);

    assertThat(on.stops("C1")).containsExactly("NOTICE_DATE_MISMATCH");
    var correction = on.approved(Kind.CORRECTION);
    on.campaigns.release(correction, on.lead);
    on.work();
    on.work();

    assertThat(on.notices("B1")).containsExactly("EMAIL SENT", "EMAIL WAITING");
    assertThat(on.stops("C1")).containsExactly("NOTICE_DATE_MISMATCH");
    on.in.sql("update notice_notice set state = 'SENT', sent_at = written_at");
    assertThat(on.stops("C1")).isEmpty();
  }

  @Test
  void aMessageThatGoesWrongSaysSoAndKeepsNoOtherFromGoingOn() {
    on.contactPerson(on.contact, 100);
    questions("https://klant.example/vragen", 0);
    var wrong = on.approved(Kind.ANNOUNCEMENT, NoticeFixture.WORDS + "\n{questions}");
    on.campaigns.release(wrong, on.lead);
    var other = on.approved(Kind.CORRECTION);
    on.campaigns.release(other, on.lead);
    on.in.sql("update notice_setting set questions = null");
    on.on(on.sendBy("C1"));

    on.writing.goOnWithAll();

    assertThat(on.campaigns.read(wrong).failedAt()).isEqualTo(on.clock.now());
    assertThat(on.campaigns.read(wrong).failed("nl")).contains("{questions}");
    assertThat(on.campaigns.read(other).failedAt()).isNull();
    assertThat(
            on.in.number(
                "select count(*) from notice_campaign where looked_at is not null and id = "
                    + other))
        .isOne();
    questions("https://klant.example/vragen", 1);
    on.writing.goOnWithAll();
    assertThat(on.notices("B1")).containsExactly("EMAIL WAITING");
    assertThat(on.campaigns.read(wrong).failedAt()).isNull();
  }

  @Test
  void aMessageThatGoesWrongAgainIsTriedAgainTwiceAsLateEachTime() {
    on.contactPerson(on.contact, 100);
    questions("https://klant.example/vragen", 0);
    var wrong = on.approved(Kind.ANNOUNCEMENT, NoticeFixture.WORDS + "\n{questions}");
    on.campaigns.release(wrong, on.lead);
    on.in.sql("update notice_setting set questions = null");
    on.on(on.sendBy("C1"));
    on.writing.goOnWithAll();

    on.at(on.clock.now().plusSeconds(601));
    on.writing.goOnWithAll();

    assertThat(on.campaigns.read(wrong).failedAt()).isEqualTo(on.clock.now());
    assertThat(on.campaigns.read(wrong).nextTry()).isEqualTo(on.clock.now().plusSeconds(1200));
  }

  @Test
  void whoLooksReadsWhatWasCountedAndThatAllWereTold() {
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    assertThat(on.standing(campaign, Standing.EMAIL)).isOne();
    on.work();

    assertThat(on.counts.of(on.campaigns.read(campaign)).all())
        .contains(new NoticeReach.Count(Standing.EMAIL, 1));
    on.in.sql("update wave_member set state = 'GONE' where account_key not in ('C1')");
    assertThat(on.standing(campaign, Standing.TOLD)).isOne();
    assertThat(on.counts.of(on.campaigns.read(campaign)).isDone()).isTrue();
  }

  private void questions(String address, int version) {
    on.settings.keep(on.in.merger, new NoticeSetting(true, null, 14, 3, address, version), on.lead);
  }

  @Test
  void whatACustomerIsCalledIsTextWhateverItLooksLike() {
    on.in.sql(
        "update customer_identity set given_name = '{phone}', family_name = '${7*7} <b>&amp;</b>' where source_key = 'B1'");
    on.released();
    on.on(on.sendBy("C1"));
    on.work();

    assertThat(on.in.text("select body from notice_notice limit 1"))
        .contains("{phone} de ${7*7} <b>&amp;</b>");
  }

  @Test
  void theSameNoticeIsNotWrittenTwiceWhenItStoppedHalfway() {
    on.released();
    on.on(on.sendBy("C1"));
    assertThatThrownBy(
            () ->
                on.database.inTransaction(
                    handle -> {
                      on.writing.goOn();
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");

    on.work();
    on.in.sql("update notice_campaign set done_to = 0, looked_at = null");
    on.work();

    assertThat(
            on.in.number("select count(*) from outbound_message where subject_kind = 'campaign'"))
        .isEqualTo(on.in.number("select count(*) from notice_notice"))
        .isEqualTo(on.in.number("select count(distinct person_id) from notice_notice"));
  }

  @Test
  void customersAreSharedOutFairlyAndNobodyGetsMoreThanHeCan() {
    on.contactPerson(on.contact, 1);
    on.contactPerson(on.legal, 1);
    assertThat(on.contacts.of(on.in.merger))
        .extracting(ContactPerson::accounts)
        .containsExactly(1, 1);

    var one = on.contacts.of(on.in.merger).get(0);
    on.contacts.keep(
        on.in.merger,
        new ContactPerson(
            one.id(),
            one.staffId(),
            null,
            null,
            null,
            one.phone(),
            1,
            on.clock.today().minusDays(1),
            0,
            true,
            one.version()),
        on.lead);

    assertThat(on.contacts.of(on.in.merger))
        .extracting(ContactPerson::accounts)
        .containsExactly(1, 0);
  }
}
