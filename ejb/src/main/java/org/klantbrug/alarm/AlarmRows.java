package org.klantbrug.alarm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Alarms in their tables. */
final class AlarmRows {
  private AlarmRows() {}

  /** An alarm by itself. */
  public record Row(
      long id,
      long mergerId,
      long waveId,
      LocalDate waveDay,
      Kind kind,
      Instant at,
      String learnt) {}

  /** A figure of one. */
  public record Told(
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

  /** What somebody said of one. */
  public record Answered(
      long alarmId, Instant at, String by, Alarms.Answer answer, String reason) {}

  /** All alarms of a merger, the newest first. */
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
