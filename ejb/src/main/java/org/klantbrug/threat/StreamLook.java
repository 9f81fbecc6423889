package org.klantbrug.threat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.klantbrug.alarm.Cut;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.Limits;
import org.klantbrug.alarm.Series;
import org.klantbrug.alarm.StreamWatch;

/**
 * One look at all that came in, without a memory of the looks before: it goes through the past day
 * by day, so that a day on which something was the matter does not count as usual.
 */
final class StreamLook {
  /**
   * So far back what came in is needed: what is usual is learnt from eight weeks before the last.
   */
  static final Duration PAST = Duration.ofDays(71);

  private static final int WEEKS = 8;
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Limits limits;
  private final List<Threshold> thresholds;

  StreamLook(Limits limits, List<Threshold> thresholds) {
    this.limits = limits;
    this.thresholds = thresholds;
  }

  /**
   * Looks.
   *
   * @param came in the order of time, all of {@link #PAST}
   * @return of which too much came in, the clearest first; of a kind all together only if it is no
   *     topic in particular
   */
  List<Finding> look(List<Came> came, Instant now) {
    var found = new ArrayList<>(overThresholds(came, now));
    for (var kind : List.of(Kind.CONTACT, Kind.COMPLAINT)) {
      chart(came.stream().filter(each -> each.kind() == kind).toList(), kind, now).stream()
          .filter(figure -> found.stream().noneMatch(each -> each.series().equals(figure.series())))
          .forEach(found::add);
    }
    return found.stream().filter(each -> isOfItsOwn(each, found)).toList();
  }

  private List<Finding> overThresholds(List<Came> came, Instant now) {
    var looking = new Thresholds(thresholds, Duration.ZERO);
    came.stream().filter(each -> each.at().isAfter(now.minus(A_DAY))).forEach(looking::add);
    return looking.look(now);
  }

  private List<Finding> chart(List<Came> came, Kind kind, Instant now) {
    var watch = new StreamWatch(limits, Duration.ZERO, WEEKS, kind);
    var next = now.minus(PAST);
    for (var each : came) {
      for (; !each.at().isBefore(next); next = next.plus(A_DAY)) {
        watch.look(next);
      }
      add(watch, each);
    }
    var seen = new HashSet<Series>();
    return watch.look(now).stream()
        .filter(figure -> seen.add(figure.series()))
        .map(Finding::of)
        .toList();
  }

  /**
   * What nobody assessed yet is no topic: nearly all that is new is, nothing of the past, and it
   * would always be more than usual.
   */
  private static void add(StreamWatch watch, Came came) {
    if (came.isAssessed()) {
      watch.add(came.at(), came.topic());
    } else {
      watch.add(came.at());
    }
  }

  private static boolean isOfItsOwn(Finding finding, List<Finding> found) {
    return finding.series().cut() != Cut.ALL
        || found.stream()
            .noneMatch(
                each ->
                    each.series().kind() == finding.series().kind()
                        && each.series().cut() != Cut.ALL);
  }
}
