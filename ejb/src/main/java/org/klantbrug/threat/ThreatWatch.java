package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
 * and reports it. Whoever holds the row of the watch looks, so that of several servers one does.
 */
@ApplicationScoped
public class ThreatWatch {
  private static final int MODERATE = 2;
  private static final int WORST = 3;

  private Database database;
  private BusinessClock clock;
  private Threats threats;

  /** For the container. */
  protected ThreatWatch() {}

  /** Works with these. */
  @Inject
  public ThreatWatch(Database database, BusinessClock clock, Threats threats) {
    this.database = database;
    this.clock = clock;
    this.threats = threats;
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
    var known = known(handle, now.minus(Duration.ofHours(watch.quietHours())));
    var found =
        new StreamLook(watch.limits(), WatchSettings.thresholds(handle))
            .look(came(handle, now), now);
    var still = found.stream().map(Finding::series).filter(known::contains).toList();
    var news =
        found.stream()
            .filter(each -> !known.contains(each.series()))
            .filter(
                each ->
                    each.series().cut() != Cut.ALL
                        || still.stream().noneMatch(of -> of.kind() == each.series().kind()))
            .collect(
                Collectors.groupingBy(
                    each -> each.series().kind(),
                    () -> new EnumMap<>(Kind.class),
                    Collectors.toList()));
    news.forEach((kind, findings) -> report(handle, kind, findings, now));
    return news.size();
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

  /** What is reported already, and waits, is watched, or was reported not long ago. */
  private static Set<Series> known(Handle handle, Instant since) {
    return new HashSet<>(
        handle
            .createQuery(
                """
                select distinct f.kind, f.cut, f.value from threat_figure f join threat_report t on t.id = f.report_id
                 where t.origin = 'STREAM' and (t.state in ('OPEN', 'WATCH') or t.reported_at > :since)""")
            .bind("since", since)
            .map(ConstructorMapper.of(Series.class))
            .list());
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
        .bind("from", now.minus(StreamLook.PAST))
        .bind("now", now)
        .map(ConstructorMapper.of(Came.class))
        .list();
  }
}
        .bind("unassessed", Came.UNASSESSED)
