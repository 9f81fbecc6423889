package org.klantbrug.threat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.alarm.Series;

/**
 * Of what too much came in and was reported before.
 *
 * @param reportId the report with which it is judged
 * @param state of that report
 */
public record Known(
    long reportId,
    State state,
    Means means,
    @Nested Series series,
    int hours,
    long counted,
    double expected) {
  private static final int CLEARLY = 2;

  /**
   * What is reported already: it waits, is watched, is a crisis that is not over, or was reported
   * not long ago.
   *
   * @param running reports whose crisis is not over
   */
  static List<Known> of(Handle handle, Set<Long> running, Instant since) {
    return handle
        .createQuery(
            """
            select m.id as report_id, m.state, f.means, f.kind, f.cut, f.value, f.hours, f.counted, f.expected
              from threat_figure f
              join threat_report t on t.id = f.report_id
              join threat_report m on m.id = coalesce(t.joined_to, t.id)
             where t.origin = 'STREAM'
               and (m.state in ('OPEN', 'WATCH') or m.state = 'CRISIS' and m.id = any(:running) or t.reported_at > :since)""")
        .bindArray("running", Long.class, new HashSet<>(running).toArray())
        .bind("since", since)
        .map(ConstructorMapper.of(Known.class))
        .list();
  }

  /**
   * Whether a finding is clearly worse: twice as much in no more time, or twice as many times what
   * is usual. Moods say nothing about how much it is.
   */
  boolean isFarBelow(Finding finding) {
    if (means == Means.MOOD) {
      return finding.means() != Means.MOOD;
    }
    if (finding.means() == Means.MOOD) {
      return false;
    }
    return finding.hours() <= hours && finding.counted() >= CLEARLY * counted
        || finding.means() == Means.CHART
            && means == Means.CHART
            && times(finding.counted(), finding.expected()) >= CLEARLY * times(counted, expected);
  }

  private static double times(long counted, double expected) {
    return counted / Math.max(1, expected);
  }
}
