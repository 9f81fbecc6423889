package org.klantbrug.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/** Whom no message may tell, or reach, is told by a person, who says when and how. */
@OnDatabase
class PersonalNoticesTest {
  private final NoticeFixture on = new NoticeFixture();

  @AfterEach
  void close() {
    on.close();
  }

  @Test
  void theContactPersonOfWhoDiedIsAskedAndItCountsOnceHeSaidWhenAndHow() {
    on.circumstance("DECEASED");
    var campaign = told();

    assertThat(on.notices("B1")).containsExactly("PERSON ASKED");
    assertThat(on.standing(campaign, Standing.BY_PERSON)).isOne();
    assertThat(on.asked).extracting(item -> item.kind()).containsExactly("tellByPerson");
    assertThat(on.asked.get(0).claimedBy()).isEqualTo(on.contact.id());
    assertThat(on.stops("C1")).doesNotContain("G02_NOTICE_RETURNED");
    var asked = on.personal.asked(on.in.merger, true, 0, 50, on.contact).get(0);
    assertThat(asked.because()).isEqualTo("DECEASED");

    on.personal.told(on.in.merger, List.of(asked.id()), telling(on.clock.today()), on.contact);

    assertThat(on.notices("B1")).containsExactly("PERSON SENT");
    assertThat(on.answered).contains("tellByPerson told");
    assertThat(on.in.texts("select kind from notice_event order by id"))
        .containsExactly("WRITTEN", "TOLD");
    assertThat(
            on.in.text(
                "select channel || ' ' || text from contact_contact where direction = 'OUT'"))
        .isEqualTo("PHONE Verteld aan zijn dochter");
    on.on(on.day("C1").minusDays(2));
    assertThat(on.stops("C1")).isEmpty();
  }

  @Test
  void whoHasNoAddressIsAskedForOnceAndGetsALetterAsSoonAsThereIsOne() {
    address("email = null, street = null, address_line = null, postcode = null");
    told();
    on.again();
    assertThat(on.notices("B1")).containsExactly("PERSON ASKED");

    address("street = 'Dorpsstraat', house_number = '12', postcode = '1011AB', city = 'Ede'");
    on.again();

    assertThat(on.notices("B1")).containsExactly("PERSON STOPPED", "LETTER WAITING");
    assertThat(on.asked).isEmpty();
  }

  @Test
  void whoseOnlyAddressIsNoAddressIsAskedForOnce() {
    address("email = 'geen', street = null, address_line = null, postcode = null");
    told();
    on.again();
    on.again();

    assertThat(on.notices("B1")).containsExactly("PERSON ASKED");
    assertThat(on.asked).hasSize(1);
  }

  @Test
  void whoGetsAMailAddressWhileAPersonIsAskedIsMailed() {
    address("email = null, street = null, address_line = null, postcode = null");
    told();

    address("email = 'jan@klanten.example'");
    on.again();

    assertThat(on.notices("B1")).containsExactly("PERSON STOPPED", "EMAIL WAITING");
    assertThat(on.asked).isEmpty();
  }

  @Test
  void mailThatCannotBeSentAndWithoutAPostalAddressIsForAPerson() {
    address("email = 'jan..jansen@x.nl', street = null, address_line = null, postcode = null");
    told();
    on.again();

    assertThat(on.notices("B1")).containsExactly("PERSON ASKED");
    assertThat(on.in.text("select because from notice_notice")).isEqualTo("UNSENDABLE");
  }

  @Test
  void whoseWaveMovesMeanwhileIsToBeToldTheNewDay() {
    on.circumstance("SECRET_ADDRESS");
    told();
    on.in.sql("update wave_wave set day = day + 1");
    on.again();

    assertThat(on.notices("B1")).containsExactly("PERSON STOPPED", "PERSON ASKED");
    assertThat(on.asked).hasSize(1);
  }

  @Test
  void whoOpensWhatIsNotSoAnyMoreReadsThatItIsStopped() {
    on.circumstance("SECRET_ADDRESS");
    told();
    var id = on.in.number("select id from notice_notice");
    assertThat(on.personal.open(id, on.contact).isOpen()).isTrue();

    on.in.sql("update wave_wave set day = day + 1");

    assertThat(on.personal.open(id, on.contact).state()).isEqualTo("STOPPED");
    assertThat(on.asked).isEmpty();
    on.again();
    assertThat(on.notices("B1")).containsExactly("PERSON STOPPED", "PERSON ASKED");
  }

  @Test
  void whoToldADayThatChangedMeanwhileHasToTellTheNewOne() {
    on.circumstance("SECRET_ADDRESS");
    told();
    var id = on.in.number("select id from notice_notice");
    on.in.sql("update wave_wave set day = day + 1");

    refused(id, telling(on.clock.today()), "notice.told-changed");

    assertThat(on.notices("B1")).containsExactly("PERSON STOPPED");
    assertThat(on.asked).isEmpty();
    assertThat(on.in.number("select count(*) from contact_contact where direction = 'OUT'"))
        .isZero();
  }

  @Test
  void theTaskIsNotDoneByAnAnswerThatSaysNeitherWhenNorHow() {
    on.circumstance("MINOR");
    told();
    var answer = new WorkItemCompleting(on.asked.get(0), on.contact, "told", null);

    assertThatThrownBy(() -> on.personal.onAnswer(answer))
        .isInstanceOfSatisfying(
            RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo("notice.told-on-its-page"));
  }

  @Test
  void nobodyIsToldTwiceTomorrowBeforeTheReleaseOrWithoutAWord() {
    on.circumstance("MINOR");
    told();
    var id = on.in.number("select id from notice_notice");

    refused(id, telling(on.clock.today().plusDays(1)), "notice.told-day");
    refused(id, telling(LocalDate.parse("2020-01-01")), "notice.told-early");
    refused(id, new Telling(on.clock.today(), null, "Verteld"), "notice.told-way");
    refused(id, new Telling(on.clock.today(), Telling.How.PHONE, " "), "notice.told-words");
    on.personal.told(on.in.merger, List.of(id), telling(on.clock.today()), on.contact);
    refused(id, telling(on.clock.today()), "notice.told-already");
  }

  @Test
  void whoIsToldByAPersonIsNotAskedForAnyMoreOnceTheMessageIsStopped() {
    on.circumstance("GUARDIANSHIP");
    var campaign = told();

    on.campaigns.stop(campaign, "De dag klopt niet", on.lead);

    assertThat(on.notices("B1")).containsExactly("PERSON STOPPED");
    assertThat(on.answered).contains("withdrawn notice");
  }

  private void address(String values) {
    on.in.sql("update customer_identity set " + values);
    on.in.sql("update customer_party set " + values);
  }

  private void refused(long id, Telling telling, String key) {
    assertThatThrownBy(() -> on.personal.told(on.in.merger, List.of(id), telling, on.contact))
        .isInstanceOfSatisfying(RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo(key));
  }

  private static Telling telling(LocalDate day) {
    return new Telling(day, Telling.How.PHONE, "Verteld aan zijn dochter");
  }

  private long told() {
    var campaign = on.released();
    on.on(on.sendBy("C1"));
    on.work();
    return campaign;
  }
}
