package org.klantbrug.wave;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which account goes over on which day. The same accounts get the same plan, and who is
 * planned stays where he is as long as he can: what comes new or changes moves nobody else.
 */
final class WavePlanner {
  private final Rooms rooms;
  private final int pilotSize;
  private final Map<Phase, LocalDate> begins;

  /**
   * @param rooms nothing of them taken yet
   * @param pilotSize accounts
   * @param begins the first day of each phase
   */
  WavePlanner(Rooms rooms, int pilotSize, Map<Phase, LocalDate> begins) {
    this.rooms = rooms;
    this.pilotSize = pilotSize;
    this.begins = Map.copyOf(begins);
  }

  private record Group(long personId, Integer billingDay, String aloneKey) {}

  /**
   * The plan.
   *
   * @param standing where accounts were planned before
   * @return of each account once; those that were let go are left out
   */
  List<Placement> plan(Collection<Account> accounts, Map<Account.Id, Standing> standing) {
    var released = new HashMap<Long, Integer>();
    var units = units(accounts, standing, released);
    var phases = phases(units);
    var kept = new HashMap<Unit, LocalDate>();
    units.stream().filter(this::staysWhereItIs).forEach(unit -> keep(unit, kept));
    for (var phase : Phase.values()) {
      units.stream()
          .filter(unit -> phases.get(unit) == phase && !kept.containsKey(unit))
          .forEach(unit -> kept.put(unit, firstDay(unit, phase)));
    }
    var splits = splits(units, released);
    return units.stream()
        .flatMap(unit -> placed(unit, phases.get(unit), kept.get(unit), splits.get(unit)))
        .toList();
  }

  private List<Unit> units(
      Collection<Account> accounts,
      Map<Account.Id, Standing> standing,
      Map<Long, Integer> released) {
    var groups = new HashMap<Group, List<Account>>();
    for (var account : accounts) {
      var there = standing.get(account.id());
      if (there != null && there.released()) {
        released.merge(account.personId(), 1, Integer::sum);
        rooms.take(there.day(), 1);
      } else {
        var alone = there != null && there.alone();
        groups
            .computeIfAbsent(
                new Group(account.personId(), account.billingDay(), alone ? account.key() : null),
                group -> new ArrayList<>())
            .add(account);
      }
    }
    return groups.entrySet().stream()
        .map(each -> unit(each.getKey(), each.getValue(), standing))
        .sorted(Unit.ORDER)
        .toList();
  }

  private static Unit unit(
      Group group, List<Account> accounts, Map<Account.Id, Standing> standing) {
    var sorted =
        accounts.stream()
            .sorted(Comparator.comparing(Account::key).thenComparing(Account::identityId))
            .toList();
    var there =
        sorted.stream()
            .map(account -> standing.get(account.id()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new Unit(group.personId(), group.billingDay(), group.aloneKey() != null, sorted, there);
  }

  private Map<Unit, Phase> phases(List<Unit> units) {
    var known = units.stream().anyMatch(WavePlanner::isInPilot);
    var free =
        units.stream()
            .filter(unit -> unit.standing() == null && unit.billingDay() != null)
            .filter(unit -> !unit.isOfEmployee() && isBeforeTheRest(unit))
            .toList();
    var pilot = known ? Set.<Long>of() : Pilot.choose(free, pilotSize);
    return units.stream().collect(Collectors.toMap(unit -> unit, unit -> phase(unit, pilot)));
  }

  /** A pilot that comes with the rest, or after it, teaches nothing. */
  private boolean isBeforeTheRest(Unit unit) {
    return rooms
        .firstOpen(unit.billingDay(), begins.get(Phase.PILOT))
        .filter(day -> day.isBefore(begins.get(Phase.REST)))
        .isPresent();
  }

  private static boolean isInPilot(Unit unit) {
    return unit.standing() != null && unit.standing().phase() == Phase.PILOT;
  }

  private static Phase phase(Unit unit, Set<Long> pilot) {
    if (unit.standing() != null) {
      return unit.standing().phase();
    }
    if (unit.isOfEmployee()) {
      return Phase.EMPLOYEES;
    }
    return pilot.contains(unit.personId()) ? Phase.PILOT : Phase.REST;
  }

  private boolean staysWhereItIs(Unit unit) {
    var there = unit.standing();
    return unit.billingDay() != null
        && there != null
        && there.day() != null
        && rooms.keeps(unit.billingDay(), there.day());
  }

  private void keep(Unit unit, Map<Unit, LocalDate> kept) {
    var day = unit.standing().day();
    if (rooms.has(day, unit.size())) {
      rooms.take(day, unit.size());
      kept.put(unit, day);
    }
  }

  private LocalDate firstDay(Unit unit, Phase phase) {
    return unit.billingDay() == null
        ? null
        : rooms.takeFirst(unit.billingDay(), begins.get(phase), unit.size()).orElse(null);
  }

  private static Map<Unit, Split> splits(List<Unit> units, Map<Long, Integer> released) {
    var parts =
        units.stream().collect(Collectors.groupingBy(Unit::personId, Collectors.counting()));
    var splits = new HashMap<Unit, Split>();
    for (var unit : units) {
      if (unit.alone()) {
        splits.put(unit, Split.BY_HAND);
      } else if (released.containsKey(unit.personId())) {
        splits.put(unit, Split.LATER_ACCOUNT);
      } else if (parts.get(unit.personId()) > 1) {
        splits.put(unit, Split.DIFFERENT_DAYS);
      }
    }
    return splits;
  }

  private static Stream<Placement> placed(Unit unit, Phase phase, LocalDate day, Split split) {
    return unit.accounts().stream().map(account -> new Placement(account, phase, day, split));
  }
}
