package org.klantbrug.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.Hold;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The alarms of a merger, and what who leads the migration says of them. Only added to. */
@ApplicationScoped
public class Alarms {
  private static final int LONGEST = 400;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private AlarmTasks tasks;
  private Brakes brakes;

  /** For the container. */
  protected Alarms() {}

  /** Works with these. */
  @Inject
  public Alarms(
      Database database, BusinessClock clock, Audit audit, AlarmTasks tasks, Brakes brakes) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.tasks = tasks;
    this.brakes = brakes;
  }

  /** What can be said of an alarm. */
  public enum Answer {
    /** Nothing is wrong. */
    FALSE_ALARM,
    /** Something may be wrong; we look on. */
    WATCH,
    /** Something is wrong: no new wave goes. */
    HOLD
  }

  private record Row(
      long id,
      long mergerId,
      long waveId,
      LocalDate waveDay,
      Kind kind,
      Instant at,
      String learnt) {}

  private record Told(
      long alarmId,
      Cut cut,
      String value,
      int days,
      long counted,
      double expected,
      long most,
      double chance) {
    Figure of(Kind kind) {
      return new Figure(new Series(kind, cut, value), days, counted, expected, most, chance);
    }
  }

  private record Answered(long alarmId, Instant at, String by, Answer answer, String reason) {}

  /** All alarms of a merger, the newest first. */
  public List<Alarm> of(long merger) {
    return database.with(handle -> of(handle, merger));
  }

  static List<Alarm> of(Handle handle, long merger) {
    var figures =
        handle
            .createQuery(
                """
                select f.alarm_id, f.cut, f.value, f.days, f.counted, f.expected, f.most, f.chance
                  from alarm_figure f join alarm_alarm a on a.id = f.alarm_id where a.merger_id = :merger order by f.alarm_id, f.no""")
            .bind("merger", merger)
            .map(ConstructorMapper.of(Told.class))
            .stream()
            .collect(Collectors.groupingBy(Told::alarmId));
    var answers =
        handle
            .createQuery(
                """
                select n.alarm_id, n.at, s.full_name as by, n.answer, n.reason
                  from alarm_answer n join alarm_alarm a on a.id = n.alarm_id join identity_staff s on s.id = n.staff_id
                 where a.merger_id = :merger order by n.id desc""")
            .bind("merger", merger)
            .map(ConstructorMapper.of(Answered.class))
            .stream()
            .collect(Collectors.groupingBy(Answered::alarmId));
    Function<Row, Alarm> whole =
        row ->
            new Alarm(
                row.id,
                row.mergerId,
                row.waveId,
                row.waveDay,
                row.kind,
                row.at,
                row.learnt,
                figures.getOrDefault(row.id, List.of()).stream()
                    .map(each -> each.of(row.kind))
                    .toList(),
                answers.getOrDefault(row.id, List.of()).stream()
                    .map(each -> new Alarm.Said(each.at, each.by, each.answer, each.reason))
                    .toList());
    return handle
        .createQuery(
            """
            select a.id, a.merger_id, a.wave_id, w.day as wave_day, a.kind, a.at, a.learnt
              from alarm_alarm a join wave_wave w on w.id = a.wave_id where a.merger_id = :merger order by a.id desc""")
        .bind("merger", merger)
        .map(ConstructorMapper.of(Row.class))
        .stream()
        .map(whole)
        .toList();
  }

  /**
   * The merger of an alarm.
   *
   * @throws RuleBroken {@code alarm.unknown}
   */
  public long mergerOf(long alarm) {
    return database.with(
        handle ->
            handle
                .createQuery("select merger_id from alarm_alarm where id = :alarm")
                .bind("alarm", alarm)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new RuleBroken("alarm.unknown", alarm)));
  }

  /**
   * Says what it is. With {@link Answer#HOLD} the brake of the merger goes on, if it is not on
   * already. What was said can be followed by something else.
   *
   * @param mergerName what people call the merger
   * @throws RuleBroken {@code alarm.*}: no reason, or no such alarm in this merger
   */
  public void answer(
      long merger, String mergerName, long alarm, Answer answer, String reason, Staff by) {
    var why = reason == null ? "" : reason.strip();
    if (answer == null) {
      throw new RuleBroken("alarm.what");
    }
    if (why.isEmpty() || why.length() > LONGEST) {
      throw new RuleBroken("alarm.why", LONGEST);
    }
    if (mergerOf(alarm) != merger) {
      throw new RuleBroken("alarm.unknown", alarm);
    }
    database.inTransaction(
        handle -> {
          add(handle, alarm, answer, why, by);
          tasks.answered(alarm, answer, by);
          if (answer == Answer.HOLD && brakes.of(merger).stream().noneMatch(Hold::isOn)) {
            brakes.hold(merger, mergerName, why, by);
          }
          audit.record(
              handle, by.id(), by.login(), "alarmAnswered", "merger", merger, answer.name());
          return null;
        });
  }

  private void add(Handle handle, long alarm, Answer answer, String why, Staff by) {
    handle
        .createUpdate(
            """
            insert into alarm_answer (alarm_id, at, staff_id, answer, reason)
            values (:alarm, :at, :by, :answer, :why)""")
        .bind("alarm", alarm)
        .bind("at", clock.now())
        .bind("by", by.id())
        .bind("answer", answer)
        .bind("why", why)
        .execute();
  }

  /** Writes an alarm. */
  static long add(
      Handle handle,
      long merger,
      long wave,
      Kind kind,
      Instant at,
      boolean taught,
      List<Figure> figures) {
    var alarm =
        handle
            .createQuery(
                """
                insert into alarm_alarm (merger_id, wave_id, kind, at, learnt)
                values (:merger, :wave, :kind, :at, :learnt) returning id""")
            .bind("merger", merger)
            .bind("wave", wave)
            .bind("kind", kind)
            .bind("at", at)
            .bind("learnt", taught ? "WAVES" : "SETTING")
            .mapTo(Long.class)
            .one();
    for (var no = 0; no < figures.size(); no++) {
      add(handle, alarm, no, figures.get(no));
    }
    return alarm;
  }

  private static void add(Handle handle, long alarm, int no, Figure figure) {
    handle
        .createUpdate(
            """
            insert into alarm_figure (alarm_id, no, cut, value, days, counted, expected, most, chance)
            values (:alarm, :no, :cut, :value, :days, :counted, :expected, :most, :chance)""")
        .bind("alarm", alarm)
        .bind("no", no)
        .bind("cut", figure.series().cut())
        .bind("value", figure.series().value())
        .bindMethods(figure)
        .execute();
  }
}
