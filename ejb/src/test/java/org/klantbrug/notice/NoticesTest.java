package org.klantbrug.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.notice.Campaign.Kind;
import org.klantbrug.notice.Campaign.Situation;
import org.klantbrug.notice.Campaign.State;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** A campaign from its first words to what its customers got. */
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
  void whoLikesLettersGetsOneThatCountsOnceItIsAtThePost() {
    on.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'B1'");
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();

    var batch = on.batches.of(campaign).get(0);
    var letter = on.batches.print(batch.id(), on.lead).get(0);

    assertThat(letter.address()).isEqualTo("Jan de Vries\nDorpsstraat 12\n1011AB  Ede");
    assertThat(on.notices("B1")).containsExactly("LETTER WAITING");
    on.batches.posted(batch.id(), on.clock.today(), on.lead);
    assertThat(on.notices("B1")).containsExactly("LETTER SENT");
    assertThat(on.in.number("select count(*) from contact_contact where channel = 'LETTER'"))
        .isEqualTo(1);
    assertThatThrownBy(() -> on.batches.posted(batch.id(), on.clock.today(), on.lead))
        .isInstanceOf(RuleBroken.class);
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
  void ofAHundredReleasesAtOnceOneCounts() {
    on.contactPerson(on.contact, 100);
    var campaign = on.approved(Kind.ANNOUNCEMENT);
    var released = new AtomicInteger();

    try (var pool = new Pool(8)) {
      pool.all(
          100,
          () -> {
            try {
              on.campaigns.release(campaign, on.lead);
              released.incrementAndGet();
            } catch (RuleBroken already) {
              assertThat(already.key()).isEqualTo("notice.other-state");
            }
          });
    }

    assertThat(released).hasValue(1);
    assertThat(on.answered)
        .filteredOn(each -> each.equals("assignContactPersons released"))
        .hasSize(1);
  }

  @Test
  void whoWroteItNeitherJudgesNorApprovesIt() {
    var id = on.begun(Kind.ANNOUNCEMENT);
    on.campaigns.write(id, 0, on.words(NoticeFixture.WORDS), on.spokesperson);
    on.campaigns.offer(id, on.version(id), on.editor);

    assertThatThrownBy(() -> on.reading.judge(id, 1, true, true, null, on.spokesperson))
        .isInstanceOfSatisfying(
            RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo("notice.own-words"));
    for (var n = 1; n <= 3; n++) {
      on.reading.judge(id, 1, true, true, null, on.staff("lezer" + n, "adviser"));
    }
    assertThatThrownBy(
            () ->
                on.reading.approve(id, 1, Reading.Side.COMMUNICATION, true, null, on.spokesperson))
        .isInstanceOfSatisfying(
            RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo("notice.own-words"));
  }

  @Test
  void oneReaderWhoFindsItUnclearKeepsItFromGoingOn() {
    var id = on.begun(Kind.ANNOUNCEMENT);
    on.campaigns.write(id, 0, on.words(NoticeFixture.WORDS), on.editor);
    on.campaigns.offer(id, on.version(id), on.editor);

    on.reading.judge(id, 1, true, false, "Wat is een incassant?", on.staff("lezer0", "adviser"));
    for (var n = 1; n <= 3; n++) {
      on.reading.judge(id, 1, true, true, null, on.staff("lezer" + n, "adviser"));
    }

    assertThat(on.campaigns.read(id).state()).isEqualTo(State.TESTING);
    on.campaigns.rewrite(id, on.version(id), on.editor);
    assertThat(on.campaigns.read(id).state()).isEqualTo(State.WRITING);
  }

  @Test
  void aFieldThatIsUnknownOrMissingIsNamed() {
    var id = on.begun(Kind.ANNOUNCEMENT);

    assertThatThrownBy(() -> on.campaigns.write(id, 0, on.words("Beste {naam}"), on.editor))
        .hasMessageContaining("{naam}");
    assertThatThrownBy(
            () -> on.campaigns.write(id, 0, on.words("Bezwaar: {objection_link}"), on.editor))
        .hasMessageContaining("{objection_link}");
    on.campaigns.write(id, 0, on.words(NoticeFixture.WORDS.replace("{phone}", "")), on.editor);
    assertThatThrownBy(() -> on.campaigns.offer(id, on.version(id), on.editor))
        .hasMessageContaining("{phone}");
  }

  @Test
  void theWordsToBeginWithSayAllThatACustomerMustHear() {
    on.contactPerson(on.contact, 100);
    for (var kind : Kind.values()) {
      var id = on.begun(kind);
      var proposed =
          List.of("nl", "en").stream()
              .flatMap(
                  language ->
                      Stream.of(Situation.values())
                          .map(
                              each -> on.campaigns.proposal(on.campaigns.read(id), language, each)))
              .toList();
      on.campaigns.write(id, on.version(id), proposed, on.editor);
      on.campaigns.offer(id, on.version(id), on.editor);

      assertThat(on.campaigns.read(id).state()).isEqualTo(State.TESTING);
      assertThat(on.campaigns.texts(id))
          .allSatisfy(
              text ->
                  assertThat(on.view.example(on.campaigns.read(id), text).body())
                      .doesNotContain("{"));
    }
  }

  @Test
  void whoMakesLinksForObjectionsMakesTheirFieldKnownAndNeeded() {
    on.objections.add((identity, merger) -> "https://klant.example/bezwaar/" + identity);
    var id = on.begun(Kind.ANNOUNCEMENT);
    on.campaigns.write(id, 0, on.words(NoticeFixture.WORDS), on.editor);

    assertThatThrownBy(() -> on.campaigns.offer(id, on.version(id), on.editor))
        .hasMessageContaining("{objection_link}");
    on.campaigns.write(
        id, on.version(id), on.words(NoticeFixture.WORDS + "\n{objection_link}"), on.editor);
    on.campaigns.offer(id, on.version(id), on.editor);
    assertThat(on.view.example(on.campaigns.read(id), on.campaigns.texts(id).get(0)).body())
        .endsWith("https://klant.example/bezwaar/0")
        .doesNotContain("Jan de Vries");
  }

  @Test
  void wordsWithAFieldThatLostItsValueAreNotReleased() {
    on.contactPerson(on.contact, 100);
    on.objections.add((identity, merger) -> "https://klant.example/bezwaar/" + identity);
    var id = on.approved(Kind.ANNOUNCEMENT, NoticeFixture.WORDS + "\n{objection_link}");
    on.objections.clear();

    assertThatThrownBy(() -> on.campaigns.release(id, on.lead))
        .hasMessageContaining("{objection_link}");
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

  private void questions(String address, int version) {
    on.settings.keep(on.in.merger, new NoticeSetting(true, null, 14, 3, address, version), on.lead);
  }

  @Test
  void whatWasNotHandedOverOfAStoppedMessageIsNotSent() {
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();

    on.campaigns.stop(campaign, "De dag klopt niet", on.lead);

    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED");
    assertThat(on.in.text("select state from outbound_message where subject_kind = 'campaign'"))
        .isEqualTo("DROPPED");
    assertThat(on.in.number("select count(*) from notice_event where kind = 'STOPPED'"))
        .isEqualTo(1);
  }

  @Test
  void lettersThatWereOnPaperBeforeTheStopCountIfTheyWentToThePost() {
    on.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'B1'");
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    var batch = on.batches.of(campaign).get(0).id();
    on.batches.print(batch, on.lead);
    on.campaigns.stop(campaign, "De dag klopt niet", on.lead);

    on.batches.posted(batch, on.clock.today(), on.lead);

    assertThat(on.notices("B1")).containsExactly("LETTER SENT");
    assertThat(on.in.number("select count(*) from contact_contact where channel = 'LETTER'"))
        .isEqualTo(1);
  }

  @Test
  void lettersThatWereStoppedBeforeAnybodyPrintedThemDoNotCount() {
    on.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'B1'");
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    on.campaigns.stop(campaign, "De dag klopt niet", on.lead);

    on.batches.posted(on.batches.of(campaign).get(0).id(), on.clock.today(), on.lead);

    assertThat(on.notices("B1")).containsExactly("LETTER STOPPED");
  }

  @Test
  void whatFinanceConfirmedOfALabelStandsInTheLetter() {
    on.in.sql("update customer_identity set label = 'Zon' where source_key = 'B1'");
    on.in.sql("update wave_member set by_debit = true");
    on.in.sql(
        """
        with s as (insert into billing_sheet (merger_id, label, no, from_day, entered_by, entered_at, confirmed_by, confirmed_at)
          values (%d, 'zon', 1, '2026-06-01', %d, now(), %d, now()) returning id)
        insert into billing_change (sheet_id, subject, stays, old_value, new_value)
        select id, 'CREDITOR_ID', false, 'NL00OUD', 'NL99NIEUW' from s"""
            .formatted(on.in.merger, on.in.operator, on.in.finance));
    on.released();
    on.on(on.sendBy("C1"));
    on.work();

    assertThat(on.in.text("select body from notice_notice limit 1"))
        .contains("schrijft NOORD uw maandbedrag af, met incassant-ID NL99NIEUW")
        .doesNotContain("rekeningnummer");
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
  void mailThatBouncedGoesByLetterAndALetterThatCameBackStopsItsAccount() {
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    var notice = on.in.number("select id from notice_notice limit 1");
    bounced(notice);
    assertThat(on.notices("B1")).containsExactly("LETTER WAITING");

    on.in.sql("update notice_campaign set looked_at = null");
    on.work();
    on.batches.posted(on.batches.of(campaign).get(0).id(), on.clock.today(), on.lead);
    on.returned.cameBack(on.in.merger, ReturnedNotices.number(notice), on.lead);

    assertThat(on.stops("C1")).containsExactly("G02_NOTICE_RETURNED");
    assertThat(on.asked).extracting(item -> item.kind()).contains("findAddress");
    assertThat(on.in.texts("select kind from notice_event order by id"))
        .containsExactly("WRITTEN", "BOUNCED", "BY_LETTER", "POSTED", "RETURNED");
  }

  @Test
  void mailToWhoDiedSinceIsNotSentAndOneThatWasStoppedKeepsNobodyFromHearing() {
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    assertThat(objection()).isEmpty();
    circumstance("DECEASED");

    assertThat(objection()).contains("noticeNotRight");
    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED");

    circumstance("NONE");
    on.in.sql("update outbound_message set state = 'DROPPED'");
    on.in.sql("update notice_campaign set looked_at = null");
    on.work();
    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED", "EMAIL WAITING");
  }

  private void bounced(long notice) {
    on.database.inTransaction(
        handle -> {
          on.returned.bounced(handle, notice, on.clock.now());
          return null;
        });
  }

  private Optional<String> objection() {
    return on.database.inTransaction(
        handle ->
            on.mailed.objection(
                handle,
                on.messages
                    .byMessageIds(handle, on.in.texts("select message_id from outbound_message"))
                    .orElseThrow()));
  }

  private void circumstance(String code) {
    on.in.sql(
        "update customer_identity set circumstance = %s where source_key = 'B1'"
            .formatted(code.equals("NONE") ? "null" : "'" + code + "'"));
  }

  @Test
  void aLetterThatNamesAnotherDayThanTheWaveIsNotPrintedAndWrittenAnew() {
    on.in.sql("update customer_identity set preferred_channel = 'LETTER' where source_key = 'B1'");
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    var member = on.in.number("select id from wave_member where account_key = 'C1'");
    var version = (int) on.in.number("select version from wave_member where account_key = 'C1'");
    on.moves.move(member, version, false, "Op verzoek van de klant", on.lead);

    assertThat(on.batches.print(on.batches.of(campaign).get(0).id(), on.lead)).isEmpty();
    on.on(on.sendBy("C1"));
    on.work();

    assertThat(on.notices("B1")).containsExactly("LETTER STOPPED", "LETTER WAITING");
    assertThat(on.batches.print(on.batches.of(campaign).get(0).id(), on.lead)).hasSize(1);
  }

  @Test
  void mailThatBouncedGoesByNoLetterToWhoHidesHisAddressNorAfterTheLastDay() {
    on.released();
    on.on(on.sendBy("C1"));
    on.work();
    var notice = on.in.number("select id from notice_notice limit 1");
    circumstance("SECRET_ADDRESS");

    bounced(notice);
    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED");

    circumstance("NONE");
    on.in.sql("update notice_notice set state = 'WAITING'");
    on.on(on.sendBy("C1").plusDays(1));
    bounced(notice);
    assertThat(on.notices("B1")).containsExactly("EMAIL STOPPED");
  }

  @Test
  void whoDiedOrHidesHisAddressIsLeftOutAndCounted() {
    on.in.sql("update customer_identity set circumstance = 'DECEASED' where source_key = 'B1'");
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();

    assertThat(on.notices("B1")).isEmpty();
    assertThat(on.view.counts(on.campaigns.read(campaign)))
        .contains(new NoticeReach.Count(Standing.BY_PERSON, 1));
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

  /** Some threads that all begin at once. */
  private record Pool(int threads) implements AutoCloseable {
    void all(int times, Runnable work) {
      var executor = Executors.newFixedThreadPool(threads);
      try {
        var all = IntStream.range(0, times).mapToObj(n -> executor.submit(work)).toList();
        for (var each : all) {
          each.get();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      } finally {
        executor.shutdown();
      }
    }

    @Override
    public void close() {}
  }
}
