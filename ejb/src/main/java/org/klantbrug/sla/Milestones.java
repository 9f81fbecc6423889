package org.klantbrug.sla;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The milestones of clocks that were not told yet. */
final class Milestones {
  private Milestones() {}

  private record OfClock(long clockId, Milestone milestone) {}

  /** By key of the clock; a clock without any is not in it. */
  static Map<Long, List<Milestone>> open(Handle handle, Collection<Long> clocks) {
    return handle
        .createQuery(
            """
            select clock_id, name, working_days, on_day from sla_rung
             where kind = 'MILESTONE' and fired_at is null and clock_id = any(:clocks)
             order by id""")
        .bindArray("clocks", Long.class, clocks)
        .map(
            (row, context) ->
                new OfClock(
                    row.getLong("clock_id"),
                    new Milestone(
                        row.getString("name"),
                        row.getObject("working_days", Integer.class),
                        row.getObject("on_day", LocalDate.class))))
        .stream()
        .collect(
            Collectors.groupingBy(
                OfClock::clockId, Collectors.mapping(OfClock::milestone, Collectors.toList())));
  }
}
