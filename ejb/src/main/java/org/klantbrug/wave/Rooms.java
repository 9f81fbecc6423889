package org.klantbrug.wave;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** How full the days are: so many accounts go over on one day, whatever their billing day. */
final class Rooms {
  private final WaveDays days;
  private final int capacity;
  private final Map<LocalDate, Integer> taken = new HashMap<>();
  private final Map<From, List<LocalDate>> known = new HashMap<>();
  private final Set<Wave> shut = new HashSet<>();

  private record From(int billingDay, LocalDate first) {}

  /** Accounts of one billing day on one day. */
  public record Wave(int billingDay, LocalDate day) {}

  Rooms(WaveDays days, int capacity) {
    this.days = days;
    this.capacity = capacity;
  }

  /** As {@link #Rooms}, without the waves of a merger on which was decided: nobody joins them. */
  static Rooms of(Handle handle, long mergerId, WaveDays days, int capacity) {
    var rooms = new Rooms(days, capacity);
    handle
        .createQuery(
            "select billing_day, day from wave_wave where merger_id = :merger and state <> 'PLANNED'")
        .bind("merger", mergerId)
        .map(ConstructorMapper.of(Wave.class))
        .forEach(wave -> rooms.shut.add(wave));
    return rooms;
  }

  /** With what is planned by now taken. */
  Rooms filled(Handle handle, long mergerId) {
    handle
        .createQuery(
            """
            select w.day, count(*) as accounts from wave_member m join wave_wave w on w.id = m.wave_id
             where m.merger_id = :merger group by w.day""")
        .bind("merger", mergerId)
        .map(
            (row, context) ->
                Map.entry(row.getObject("day", LocalDate.class), row.getInt("accounts")))
        .forEach(day -> take(day.getKey(), day.getValue()));
    return this;
  }

  /** Nobody joins this wave any more. */
  void shut(int billingDay, LocalDate day) {
    shut.add(new Wave(billingDay, day));
  }

  /** Whether so many more go over on this day; more than a day can hold go over alone. */
  boolean has(LocalDate day, int accounts) {
    var there = taken.getOrDefault(day, 0);
    return there == 0 || there + accounts <= capacity;
  }

  void take(LocalDate day, int accounts) {
    taken.merge(day, accounts, Integer::sum);
  }

  /** Whether who is planned for this wave can stay in it. */
  boolean keeps(int billingDay, LocalDate day) {
    return !shut.contains(new Wave(billingDay, day)) && days.mayStay(billingDay, day);
  }

  /** The first day from this one on that is open to a billing day, full or not. */
  Optional<LocalDate> firstOpen(int billingDay, LocalDate from) {
    return days(billingDay, from).stream().findFirst();
  }

  private List<LocalDate> days(int billingDay, LocalDate from) {
    return known.computeIfAbsent(
        new From(billingDay, from), wanted -> days.from(billingDay, from).toList());
  }

  /** The first day with room from this one on, taken at once; empty if there is none for years. */
  Optional<LocalDate> takeFirst(int billingDay, LocalDate from, int accounts) {
    var found =
        days(billingDay, from).stream()
            .filter(day -> !shut.contains(new Wave(billingDay, day)) && has(day, accounts))
            .findFirst();
    found.ifPresent(day -> take(day, accounts));
    return found;
  }
}
