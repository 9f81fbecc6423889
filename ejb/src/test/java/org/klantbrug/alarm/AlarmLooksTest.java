package org.klantbrug.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.brake.BrakeChanged;
import org.klantbrug.brake.Brakes;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

@OnDatabase
class AlarmLooksTest {
  private static final LocalDate WAVE_DAY = LocalDate.of(2026, 6, 5);
  private static final Instant FOUR_DAYS_LATER =
      WAVE_DAY.plusDays(4).atTime(17, 20).atZone(BusinessClock.ZONE).toInstant();

  private final MadeUpMerger in = SmallTakeover.live().in;
  private final BusinessClock clock = new BusinessClock();
  private final List<String> work = new ArrayList<>();
  private final List<AlarmRaised> raised = new ArrayList<>();
  private final Audit audit = new Audit(in.database, clock);
  private final AlarmTasks tasks = new AlarmTasks(new NotedWork(), clock);
  private final AlarmLooks looks =
      new AlarmLooks(in.database, clock, tasks, new Heard<>(raised::add));
  private final Brakes brakes =
      new Brakes(in.database, clock, audit, new Heard<BrakeChanged>(changed -> {}), List.of());
  private final Alarms alarms = new Alarms(in.database, clock, audit, tasks, brakes);
  private final AlarmSettings settings = new AlarmSettings(in.database, clock, audit);
  private final EarlyWarning warning = new EarlyWarning(in.database, clock);
  private final Staff lead =
      new Staff(in.operator, "lead", "Lead", "nl", false, null, Set.of("migrationLead"), Set.of());

  AlarmLooksTest() {
    in.sql(
        """
        with w as (insert into wave_wave (merger_id, billing_day, day, phase, state, over_at)
                   values (%d, 5, '%s', 'PILOT', 'OVER', '%s') returning id)
        insert into wave_member (merger_id, wave_id, identity_id, account_key, person_id, phase, by_debit, state)
        select %d, w.id, i.id, i.source_key, i.id, 'PILOT', true, 'OVER'
          from w cross join customer_identity i where i.source_key in ('B1', 'B2')"""
            .formatted(in.merger, WAVE_DAY, FOUR_DAYS_LATER, in.merger));
    at(FOUR_DAYS_LATER);
  }

  @AfterEach
  void close() {
    in.close();
  }

  private void at(Instant moment) {
    clock.set(Clock.fixed(moment, BusinessClock.ZONE));
  }

  /** So many contacts of a customer about a topic, at our own desk, an hour before. */
  private void contacts(String customer, int count, String topic) {
    var identity =
        in.number("select id from customer_identity where source_key = '%s'".formatted(customer));
    for (var i = 0; i < count; i++) {
      var at = clock.now().minus(Duration.ofMinutes(60 + i));
      in.sql(
          """
          with c as (insert into contact_contact (identity_id, occurred_at, channel, direction)
                     values (%1$d, '%2$s', 'PHONE', 'IN') returning id),
          n as (insert into contact_note (contact_id, identity_id, occurred_at, staff_id, noted_at, form_key, experience)
                select id, %1$d, '%2$s', %3$d, '%2$s', gen_random_uuid(), 'NOT_ASKED' from c returning contact_id)
          insert into contact_question (contact_id, no, topic, asked, answer, result, minutes)
          select contact_id, 1, '%4$s', 'Wat is er?', 'NOT_FOUND', 'ANSWERED', 5 from n"""
              .formatted(identity, at, in.operator, topic));
    }
  }

  @Test
  void aMergerThatCannotBeLookedAtDoesNotKeepTheOthersFromIt() {
    in.sql(
        """
        with m as (insert into merger_merger (name, acquirer_id, acquired_id, transfer_basis, sector, notice_period, visible_from,
                                              created_by, created_at)
                   select 'Noorderwind', acquirer_id, acquired_id, transfer_basis, sector, notice_period, visible_from,
                          created_by, created_at from merger_merger where id = %d returning id)
        insert into wave_wave (merger_id, billing_day, day, phase, state, over_at)
        select m.id, 5, '%s', 'PILOT', 'OVER', '%s' from m"""
            .formatted(in.merger, WAVE_DAY, FOUR_DAYS_LATER));
    var looked = new ArrayList<Long>();
    var oneBreaks =
        new AlarmLooks(in.database, clock, tasks, new Heard<>(raised::add)) {
          @Override
          public int look(long merger, boolean anyway) {
            if (merger == in.merger) {
              throw new IllegalStateException("Its settings cannot be read");
            }
            looked.add(merger);
            return super.look(merger, anyway);
          }
        };

    oneBreaks.lookWhereDue();

    assertThat(looked)
        .containsExactly(in.number("select id from merger_merger where name = 'Noorderwind'"));
  }

  @Test
  void tellsWhoLeadsTheMigrationWithTheFigures() {
    contacts("B1", 12, "BILL");

    assertThat(looks.look(in.merger, false)).isEqualTo(2); // contacts, and those that came back

    assertThat(work).containsOnly("answerAlarm");
    var alarm =
        alarms.of(in.merger).stream()
            .filter(each -> each.kind() == Kind.CONTACT)
            .findFirst()
            .orElseThrow();
    assertThat(alarm.learnt()).isEqualTo("SETTING");
    assertThat(alarm.figures())
        .extracting(figure -> figure.series().cut() + " " + figure.series().value())
        .contains("ALL ", "TOPIC BILL");
    assertThat(alarm.figures()).allMatch(figure -> figure.counted() == 12);
  }

  @Test
  void tellsOthersOfItWithTheFigures() {
    contacts("B1", 12, "BILL");
    looks.look(in.merger, false);

    assertThat(raised)
        .extracting(AlarmRaised::alarmId)
        .containsExactlyInAnyOrderElementsOf(alarms.of(in.merger).stream().map(Alarm::id).toList());
    assertThat(raised).allSatisfy(event -> assertThat(event.figures()).isNotEmpty());
  }

  @Test
  void looksAgainOnlyAfterThePause() {
    contacts("B1", 12, "BILL");
    looks.look(in.merger, false);

    assertThat(looks.look(in.merger, false)).isZero();
    at(FOUR_DAYS_LATER.plus(Duration.ofMinutes(14)));
    contacts("B2", 30, "FAULT");
    assertThat(looks.look(in.merger, false)).isZero();
    at(FOUR_DAYS_LATER.plus(Duration.ofMinutes(15)));
    assertThat(looks.look(in.merger, false)).isPositive();
  }

  @Test
  void doesNotTellOfTheSameTwiceButOfSomethingNew() {
    contacts("B1", 12, "BILL");
    looks.look(in.merger, false);
    work.clear();
    at(FOUR_DAYS_LATER.plus(Duration.ofHours(1)));

    assertThat(looks.look(in.merger, false)).isZero();

    contacts("B2", 1, "FAULT");
    contacts("B1", 30, "MOVING");
    assertThat(looks.look(in.merger, true)).isPositive();
    assertThat(alarms.of(in.merger).get(0).figures())
        .extracting(figure -> figure.series().value())
        .containsOnly("MOVING");
  }

  @Test
  void tellsNothingOfAFewContacts() {
    contacts("B1", 4, "BILL");

    assertThat(looks.look(in.merger, false)).isZero();
  }

  @Test
  void lookingByItselfFindsTheMergerThatIsUnderWay() {
    contacts("B1", 12, "BILL");

    looks.lookWhereDue();

    assertThat(alarms.of(in.merger)).isNotEmpty();
  }

  @Test
  void countsComplaintsObjectionsAndDebitsToo() {
    in.sql(
        """
        insert into objection_objection (number, form_key, identity_id, merger_id, way, about, language, received_at, registered_at, went_over, stage)
        select 'B2026-000001', gen_random_uuid(), id, %d, 'PHONE', 'TRANSFER', 'nl', '%2$s', '%2$s', true, 'APOLOGY'
          from customer_identity where source_key = 'B1'"""
            .formatted(in.merger, clock.now().minusSeconds(3600)));
    looks.look(in.merger, false);

    var picture = warning.picture(in.merger, null, Series.all(Kind.OBJECTION));

    assertThat(picture.lines())
        .filteredOn(line -> line.series().equals(Series.all(Kind.OBJECTION)))
        .singleElement()
        .satisfies(line -> assertThat(line.day().counted()).isEqualTo(1));
    assertThat(picture.days())
        .filteredOn(day -> day.day().equals(WAVE_DAY.plusDays(4)))
        .singleElement()
        .satisfies(day -> assertThat(day.counted()).isEqualTo(1));
    assertThat(picture.days()).anyMatch(day -> day.counted() == null && day.expected() > 0);
  }

  @Test
  void puttingTheNextWaveOnHoldPutsTheBrakeOn() {
    contacts("B1", 12, "BILL");
    looks.look(in.merger, false);
    var alarm = alarms.of(in.merger).get(0).id();

    alarms.answer(in.merger, "Fusie", alarm, Alarms.Answer.HOLD, "Dubbel afgeschreven", lead);
    alarms.answer(in.merger, "Fusie", alarm, Alarms.Answer.HOLD, "Nog steeds", lead);

    assertThat(brakes.standing())
        .singleElement()
        .satisfies(hold -> assertThat(hold.reason()).isEqualTo("Dubbel afgeschreven"));
    assertThat(alarms.of(in.merger).get(0).answers()).hasSize(2);
    assertThat(work).contains("answerAlarm: hold");
  }

  @Test
  void anAnswerSaysWhy() {
    contacts("B1", 12, "BILL");
    looks.look(in.merger, false);
    var alarm = alarms.of(in.merger).get(0).id();

    assertThatThrownBy(
            () -> alarms.answer(in.merger, "Fusie", alarm, Alarms.Answer.FALSE_ALARM, " ", lead))
        .isInstanceOf(RuleBroken.class);
  }

  @Test
  void settingsAreKeptOnceAndByTheirVersion() {
    var shipped = settings.read(in.merger);
    var wanted = new AlarmSetting(2, 8, 2, 30, 48, 60, shipped.version());

    settings.keep(in.merger, wanted, lead);

    assertThat(settings.read(in.merger)).isEqualTo(new AlarmSetting(2, 8, 2, 30, 48, 60, 1));
    assertThatThrownBy(() -> settings.keep(in.merger, wanted, lead)).isInstanceOf(RuleBroken.class);
    settings.expect(in.merger, Kind.COMPLAINT, new Usual(1, 2, 3), lead);
    assertThat(settings.usual(in.merger).get(Kind.COMPLAINT)).isEqualTo(new Usual(1, 2, 3));
  }

  private final class NotedWork extends WorkItems {
    @Override
    public void open(WorkItem item) {
      work.add(item.kind());
    }

    @Override
    public void happened(
        String subjectKind, long subjectId, String kind, Staff staff, String outcome) {
      work.add(kind + ": " + outcome);
    }
  }
}
