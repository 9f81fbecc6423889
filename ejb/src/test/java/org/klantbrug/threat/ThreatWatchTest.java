package org.klantbrug.threat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.alarm.AlarmRaised;
import org.klantbrug.alarm.Cut;
import org.klantbrug.alarm.Figure;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.Series;
import org.klantbrug.complaint.ComplaintThreatens;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TestDatabase;

/** What the system reports by itself. */
@OnDatabase
class ThreatWatchTest {
  private static final Instant NOON = Instant.parse("2026-05-05T10:00:00Z");

  private final Database database = new Database(TestDatabase.fresh());
  private final Duty house = new Duty(database);
  private final WatchSettings settings = new WatchSettings(database, house.clock, house.audit);
  private final ThreatWatch watch =
      new ThreatWatch(database, house.clock, house.threats, List.of(handle -> house.running));
  private final ThreatSteps steps = new ThreatSteps(house.threats);
  private long contact;
  private long complaint;

  ThreatWatchTest() {
    house.onDuty();
    house.at(NOON);
  }

  /** So many contacts about a topic, spread over so long before a moment. */
  private void contacts(String topic, int count, Instant until, Duration over, String experience) {
    database.use(
        handle -> {
          handle.execute("set session_replication_role = replica"); // of no customer in particular
          handle
              .createUpdate(
                  """
                  with n as (
                    insert into contact_note (contact_id, identity_id, occurred_at, staff_id, noted_at, form_key, experience)
                    select :first + i, 1, m.at, 1, m.at, gen_random_uuid(), :experience
                      from generate_series(1, :count) i
                     cross join lateral (select cast(:until as timestamptz) - i * make_interval(secs => :pause) as at) m
                    returning contact_id)
                  insert into contact_question (contact_id, no, topic, asked, answer, result, minutes)
                  select contact_id, 1, :topic, '?', 'ELSEWHERE', 'ANSWERED', 1 from n""")
              .bind("first", contact)
              .bind("experience", experience)
              .bind("count", count)
              .bind("until", until)
              .bind("pause", over.toSeconds() / (double) (count + 1))
              .bind("topic", topic)
              .execute();
          handle.execute("set session_replication_role = origin");
        });
    contact += count;
  }

  /**
   * So many complaints, spread over eight hours before a moment; nobody assessed those without a
   * cause.
   */
  private void complaints(String cause, int count, Instant until) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into complaint_complaint (number, contact_given, channel, received_at, registered_at, text, regime_code, stage, cause)
                    select 'K2026-' || lpad(cast(:first + i as text), 6, '0'), '?', 'PHONE', m.at, m.at, '?',
                           (select min(code) from complaint_regime), 'ASSESSMENT', cast(:cause as text)
                      from generate_series(1, :count) i
                     cross join lateral (select cast(:until as timestamptz) - i * interval '8 hours' / (:count + 1) as at) m""")
                .bind("first", complaint)
                .bind("cause", cause)
                .bind("count", count)
                .bind("until", until)
                .execute());
    complaint += count;
  }

  /** Ten weeks in which nothing was the matter. */
  private void usual() {
    for (var day = 1; day <= 71; day++) {
      var until = NOON.minus(Duration.ofDays(day));
      contacts("BILL", 12, until, Duration.ofHours(8), "POSITIVE");
      contacts("FAULT", 10, until, Duration.ofHours(8), "POSITIVE");
    }
  }

  private List<ThreatReport> open() {
    return house.list.reports("open", 0, 10, house.daan);
  }

  @Test
  void saysNothingWhenAsManyCameAsUsual() {
    usual();
    contacts("BILL", 13, NOON, Duration.ofHours(8), "POSITIVE");
    contacts("FAULT", 9, NOON, Duration.ofHours(8), "POSITIVE");

    assertThat(watch.look(true)).isZero();
  }

  @Test
  void aTopicThatTripledIsReportedAtTheNextLookWithItsFigures() {
    usual();
    contacts("BILL", 36, NOON, Duration.ofHours(8), "POSITIVE");
    contacts("FAULT", 10, NOON, Duration.ofHours(8), "POSITIVE");

    assertThat(watch.look(true)).isEqualTo(1);

    var report = open().get(0);
    assertThat(report.origin()).isEqualTo(Origin.STREAM);
    assertThat(report.text()).isEqualTo("CONTACT TOPIC BILL");
    assertThat(report.holder()).isEqualTo("daan");
    assertThat(house.list.figures(report.id()))
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.means()).isEqualTo("CHART");
              assertThat(figure.counted()).isEqualTo(36);
              assertThat(figure.expected()).isBetween(10.0, 14.0);
            });
  }

  @Test
  void theSameTopicIsNotReportedAgainSoSoonButAnotherIs() {
    contacts("BILL", 80, NOON, Duration.ofMinutes(50), "POSITIVE");
    assertThat(watch.look(true)).isEqualTo(1);
    house.at(NOON.plus(Duration.ofMinutes(5)));
    assertThat(watch.look(true)).isZero();

    contacts("FAULT", 80, NOON.plus(Duration.ofMinutes(5)), Duration.ofMinutes(50), "POSITIVE");
    assertThat(watch.look(true)).isEqualTo(1);
    assertThat(open()).extracting(ThreatReport::text).contains("CONTACT TOPIC FAULT");
  }

  @Test
  void complaintsThatNobodyAssessedYetAreNoTopicOfTheirOwn() {
    for (var day = 1; day <= 71; day++) {
      complaints("DEBIT", 10, NOON.minus(Duration.ofDays(day)));
    }
    complaints(null, 10, NOON);

    assertThat(watch.look(true)).isZero();
  }

  @Test
  void moreComplaintsThanUsualAreReportedBeforeAnybodyAssessedThem() {
    for (var day = 1; day <= 71; day++) {
      complaints("DEBIT", 10, NOON.minus(Duration.ofDays(day)));
    }
    complaints(null, 40, NOON);

    assertThat(watch.look(true)).isEqualTo(1);
    assertThat(open()).extracting(ThreatReport::text).containsExactly("COMPLAINT ALL");
  }

  @Test
  void whatIsWatchedAndGetsMuchWorseIsJudgedAgainAtOnce() {
    usual();
    contacts("BILL", 36, NOON, Duration.ofHours(8), "POSITIVE");
    watch.look(true);
    var id = open().get(0).id();
    watched(id, NOON);

    var tomorrow = NOON.plus(Duration.ofDays(1));
    house.at(tomorrow);
    contacts("BILL", 40, tomorrow, Duration.ofHours(8), "POSITIVE");
    assertThat(watch.look(true)).isZero();
    assertThat(house.any(id).state()).isEqualTo(State.WATCH);

    house.at(tomorrow.plus(Duration.ofDays(1)));
    contacts("BILL", 300, house.clock.now(), Duration.ofHours(8), "POSITIVE");
    assertThat(watch.look(true)).isEqualTo(1);
    assertThat(open()).extracting(ThreatReport::id).containsExactly(id);
    assertThat(house.list.figures(id)).hasSizeGreaterThan(1);
    assertThat(house.list.events(id)).extracting(ThreatList.Event::kind).contains("WORSE");
    assertThat(house.engine).contains("threatLookedAtAgain");
    assertThat(watch.look(true)).isZero();
  }

  @Test
  void theTopicOfACrisisIsNotReportedAgainWhileItIsOpen() {
    contacts("BILL", 80, NOON, Duration.ofMinutes(50), "POSITIVE");
    watch.look(true);
    var id = open().get(0).id();
    house.threats.judge(
        id, house.any(id).version(), Judgement.CRISIS, "Dit is ernstig", null, house.daan);
    house.running.add(id);

    var later = NOON.plus(Duration.ofDays(2));
    house.at(later);
    contacts("BILL", 80, later, Duration.ofMinutes(50), "POSITIVE");
    assertThat(watch.look(true)).isZero();

    house.running.clear();
    assertThat(watch.look(true)).isEqualTo(1);
  }

  private void watched(long id, Instant now) {
    house.threats.judge(
        id,
        house.any(id).version(),
        Judgement.WATCH,
        "Nog niet erg",
        LocalDate.ofInstant(now, BusinessClock.ZONE).plusDays(80),
        house.daan);
  }

  @Test
  void numbersThatWereSetNeedNoPast() {
    settings.set(new Threshold(Kind.CONTACT, "FAULT", 10, null, null), house.eva);
    contacts("FAULT", 11, NOON, Duration.ofMinutes(50), "POSITIVE");

    assertThat(watch.look(true)).isEqualTo(1);
    assertThat(house.list.figures(open().get(0).id()))
        .singleElement()
        .satisfies(figure -> assertThat(figure.means()).isEqualTo("HOUR"));
  }

  @Test
  void aTopicWhoseCustomersAreInABadMoodIsReported() {
    contacts("DELIVERY", 6, NOON, Duration.ofHours(10), "POSITIVE");
    contacts("DELIVERY", 18, NOON, Duration.ofHours(10), "NEGATIVE");

    assertThat(watch.look(true)).isEqualTo(1);
    assertThat(house.list.figures(open().get(0).id()))
        .singleElement()
        .satisfies(
            figure -> {
              assertThat(figure.means()).isEqualTo("MOOD");
              assertThat(figure.counted()).isEqualTo(75);
              assertThat(figure.most()).isEqualTo(70);
            });
  }

  @Test
  void itLooksAgainOnlyAfterThePauseAndNotWhenItIsSwitchedOff() {
    contacts("BILL", 80, NOON, Duration.ofMinutes(50), "POSITIVE");
    assertThat(watch.look(false)).isEqualTo(1);
    contacts("FAULT", 80, NOON, Duration.ofMinutes(50), "POSITIVE");
    assertThat(watch.look(false)).isZero();

    var now = settings.watch();
    settings.keep(new WatchSettings.Watch(false, 15, 1, 5, 1.5, 24, now.version()), house.eva);
    house.at(NOON.plus(Duration.ofMinutes(20)));
    assertThat(watch.look(false)).isZero();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(
            () -> settings.keep(new WatchSettings.Watch(true, 1, 1, 5, 1.5, 24, 0), house.eva))
        .isInstanceOf(RuleBroken.class);
    assertThatThrownBy(
            () -> settings.set(new Threshold(Kind.CONTACT, "BILL", 0, null, null), house.eva))
        .isInstanceOf(RuleBroken.class);
  }

  @Test
  void anAlarmOfAWaveBecomesAReportWithItsFiguresOnce() {
    var figure = new Figure(new Series(Kind.WRONG_DEBIT, Cut.ALL, ""), 7, 40, 9.5, 18, 1e-9);
    for (var again = 0; again < 2; again++) {
      database.use(
          handle -> steps.onAlarm(new AlarmRaised(handle, 7, 8, "Fusie", 9, List.of(figure))));
    }

    assertThat(open()).hasSize(1);
    assertThat(open().get(0).severity()).isEqualTo(3);
    assertThat(house.list.figures(open().get(0).id())).hasSize(1);
  }

  @Test
  void aCustomerWhoThreatensIsReportedOnce() {
    for (var again = 0; again < 2; again++) {
      database.use(
          handle ->
              steps.onComplaint(new ComplaintThreatens(handle, 12, "K2026-000012", house.lotte)));
    }

    assertThat(open())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.origin()).isEqualTo(Origin.COMPLAINT);
              assertThat(report.text()).isEqualTo("K2026-000012");
            });
  }
}
