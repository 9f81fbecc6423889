package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.alarm.Cut;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.Series;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * Looks whether more contacts or complaints came in about a topic than usual, or in a worse mood,
 * and reports it; what is watched and got much worse comes back at once. Whoever holds the row of
 * the watch looks, so that of several servers one does.
 */
@ApplicationScoped
public class ThreatWatch {
  private static final int MODERATE = 2;
  private static final int WORST = 3;

  private Database database;
  private BusinessClock clock;
  private Threats threats;
  private Iterable<RunningMatters> running;

  /** For the container. */
  protected ThreatWatch() {}

  /** Works with these, and with who knows which crises run. */
  @Inject
  public ThreatWatch(
      Database database, BusinessClock clock, Threats threats, Instance<RunningMatters> running) {
    this(database, clock, threats, (Iterable<RunningMatters>) running);
  }

  /** As the other, with those that no container knows. */
  ThreatWatch(
      Database database, BusinessClock clock, Threats threats, Iterable<RunningMatters> running) {
    this.database = database;
    this.clock = clock;
    this.threats = threats;
    this.running = running;
  }

  /** Looks if it is time. */
  public void lookWhereDue() {
    look(false);
  }

  /**
   * Looks.
   *
   * @param anyway also if the pause is not over
   * @return how many reports came of it
   */
  public int look(boolean anyway) {
    return database.inTransaction(
        handle -> {
          var watch = WatchSettings.watch(handle);
          var now = clock.now();
          var before = anyway ? now : now.minus(Duration.ofMinutes(watch.everyMinutes()));
          return watch.active() && take(handle, now, before) ? look(handle, watch, now) : 0;
        });
  }

  private static boolean take(Handle handle, Instant now, Instant before) {
    return handle
            .createUpdate(
                "update threat_watch set looked_at = :now where looked_at is null or looked_at <= :before")
            .bind("now", now)
            .bind("before", before)
            .execute()
        > 0;
  }

  private int look(Handle handle, WatchSettings.Watch watch, Instant now) {
    var known =
        Known.of(handle, running(handle), now.minus(Duration.ofHours(watch.quietHours()))).stream()
            .collect(Collectors.groupingBy(Known::series));
    var found =
        new StreamLook(watch.limits(), WatchSettings.thresholds(handle))
            .look(came(handle, now), now);
    var still =
        found.stream().map(Finding::series).filter(known::containsKey).map(Series::kind).toList();
    var news =
        found.stream()
            .filter(each -> !known.containsKey(each.series()))
            .filter(each -> each.series().cut() != Cut.ALL || !still.contains(each.series().kind()))
            .collect(
                Collectors.groupingBy(
                    each -> each.series().kind(),
                    () -> new EnumMap<>(Kind.class),
                    Collectors.toList()));
    news.forEach((kind, findings) -> report(handle, kind, findings, now));
    return news.size() + wake(handle, known, found);
  }

  private Set<Long> running(Handle handle) {
    var reports = new HashSet<Long>();
    running.forEach(each -> reports.addAll(each.reports(handle)));
    return reports;
  }

  /** What is watched and is clearly worse than all that was seen of it is judged again now. */
  private int wake(Handle handle, Map<Series, List<Known>> known, List<Finding> found) {
    var worse = new TreeMap<Long, List<Finding>>();
    for (var each : found) {
      known.getOrDefault(each.series(), List.of()).stream()
          .filter(before -> before.state() == State.WATCH)
          .collect(Collectors.groupingBy(Known::reportId))
          .forEach(
              (report, before) -> {
                if (before.stream().allMatch(seen -> seen.isFarBelow(each))) {
                  worse.computeIfAbsent(report, id -> new ArrayList<>()).add(each);
                }
              });
    }
    worse.forEach((report, findings) -> threats.worse(handle, report, findings));
    return worse.size();
  }

  private void report(Handle handle, Kind kind, List<Finding> findings, Instant now) {
    var first = findings.get(0).series();
    var far = findings.stream().anyMatch(Finding::isFar);
    var id =
        threats.reportBySystem(
            handle,
            new NewThreat(
                "stream-" + kind + "-" + now.toEpochMilli(),
                Source.SYSTEM,
                far ? WORST : MODERATE,
                (kind + " " + first.cut() + " " + first.value()).strip(),
                null,
                null,
                null,
                null),
            Origin.STREAM,
            null);
    ThreatRows.figures(handle, id, findings);
  }

  /**
   * What came in, in the order of time: each contact once for each topic it is about, by the moment
   * it was noted; complaints by the moment they were received, with their cause as far as it is
   * known.
   */
  private static List<Came> came(Handle handle, Instant now) {
    return handle
        .createQuery(
            """
            select n.noted_at as at, 'CONTACT' as kind, q.topic,
                   n.experience = 'NEGATIVE' or coalesce(n.emotion = 'ANGRY', false) as bad
              from contact_note n
              join (select distinct contact_id, topic from contact_question) q on q.contact_id = n.contact_id
             where n.noted_at > :from and n.noted_at <= :now
            union all
            select received_at, 'COMPLAINT', coalesce(cause, :unassessed), threat or coalesce(emotion = 'ANGRY', false)
              from complaint_complaint where received_at > :from and received_at <= :now
             order by 1""")
        .bind("unassessed", Came.UNASSESSED)
        .bind("from", now.minus(StreamLook.PAST))
        .bind("now", now)
        .map(ConstructorMapper.of(Came.class))
        .list();
  }
}
