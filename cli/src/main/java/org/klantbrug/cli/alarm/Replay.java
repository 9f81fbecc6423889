package org.klantbrug.cli.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.klantbrug.alarm.Cut;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.Limits;
import org.klantbrug.alarm.StreamWatch;
import org.klantbrug.cli.alarm.StreamFile.Line;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.threat.Came;
import org.klantbrug.threat.Finding;
import org.klantbrug.threat.Threshold;
import org.klantbrug.threat.Thresholds;

/** Plays what came in, in its own order, and looks at it as if it came in now. */
final class Replay {
  private static final int SAMPLES = 3;
  private static final int SHOWN = 120;

  private final Limits limits;
  private final StreamWatch watch;
  private final Thresholds thresholds;
  private final double speed;
  private final Map<String, Deque<String>> latest = new HashMap<>();

  /**
   * An alarm: at which look, what was over its limit by which rule, and what customers said last.
   */
  record Alarm(Instant at, Finding finding, List<String> said) {}

  /** What came of it. */
  record Outcome(int lines, int looks, Instant from, Instant until, List<Alarm> alarms) {
    /** Days in which alarms could come. */
    double watchedDays() {
      var learning = StreamWatch.LEARNING_DAYS + 7;
      return Math.max(0, Duration.between(from, until).toHours() / 24.0 - learning);
    }
  }

  /**
   * @param set how much of each topic is told of, whatever is usual
   * @param speed seconds of the stream in one of ours; 0 as fast as it goes
   */
  Replay(Limits limits, Threshold set, Duration quiet, int weeks, double speed) {
    this.limits = limits;
    this.speed = speed;
    thresholds = new Thresholds(List.of(set), quiet);
    watch = new StreamWatch(limits, quiet, weeks, Kind.CONTACT);
  }

  /**
   * Plays them.
   *
   * @param lines in the order of time
   * @param told hears of each alarm when it comes
   */
  Outcome play(List<Line> lines, Consumer<Alarm> told) {
    var alarms = new ArrayList<Alarm>();
    var from = lines.get(0).at();
    var until = lines.get(lines.size() - 1).at();
    var pause = Duration.ofMinutes(limits.everyMinutes());
    var next =
        from.atZone(BusinessClock.ZONE).toLocalDate().atStartOfDay(BusinessClock.ZONE).toInstant();
    var looks = 0;
    var at = 0;
    for (; !next.isAfter(until.plus(pause)); next = next.plus(pause)) {
      for (; at < lines.size() && lines.get(at).at().isBefore(next); at++) {
        take(lines.get(at));
      }
      looks++;
      for (var finding : look(next)) {
        var alarm = new Alarm(next, finding, said(finding));
        alarms.add(alarm);
        told.accept(alarm);
      }
      waitFor(pause);
    }
    return new Outcome(lines.size(), looks, from, until, List.copyOf(alarms));
  }

  private List<Finding> look(Instant now) {
    return Stream.concat(thresholds.look(now).stream(), watch.look(now).stream().map(Finding::of))
        .toList();
  }

  private void take(Line line) {
    watch.add(line.at(), line.topic());
    thresholds.add(new Came(line.at(), Kind.CONTACT, line.topic(), line.bad()));
    if (!line.text().isEmpty()) {
      var said = latest.computeIfAbsent(line.topic(), topic -> new ArrayDeque<>());
      said.addLast(line.text());
      if (said.size() > SAMPLES) {
        said.removeFirst();
      }
    }
  }

  private List<String> said(Finding finding) {
    if (finding.series().cut() != Cut.TOPIC) {
      return List.of();
    }
    return latest.getOrDefault(finding.series().value(), new ArrayDeque<>()).stream()
        .map(text -> text.replaceAll("\\s+", " "))
        .map(text -> text.length() > SHOWN ? text.substring(0, SHOWN - 1) + "…" : text)
        .toList();
  }

  private void waitFor(Duration simulated) {
    if (speed <= 0) {
      return;
    }
    try {
      Thread.sleep((long) (simulated.toMillis() / speed));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while playing", stop);
    }
  }
}
