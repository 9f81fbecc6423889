package org.klantbrug.reliability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Points of a run, drawn by a seed: {@code -Dreliability.seed=N} draws others, {@code
 * -Dreliability.points=match-customers:3,match-customers:again} names them.
 */
final class Points {
  /** Slices or chunks of a merger with 100,000 records, job by job in the order of the run. */
  private static final Map<String, Integer> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put("import-master-data", 11);
    STEPS.put("load-own-customers", 3);
    STEPS.put("match-customers", 8);
    STEPS.put("rehearse-transfer", 3);
    STEPS.put("transfer-customers", 3);
    STEPS.put("import-contact-history", 4);
    STEPS.put("rehearse-contact-history", 3);
    STEPS.put("move-contact-history", 3);
  }

  private Points() {}

  /**
   * So many points in the order of the run; every fourth strikes again in the first slice after the
   * new start.
   */
  static List<Point> draw(int number) {
    var named = System.getProperty("reliability.points", "");
    if (!named.isBlank()) {
      return Stream.of(named.split(",")).map(Point::parse).toList();
    }
    var seed = Long.getLong("reliability.seed", 20_261_122L);
    Bridge.tell("Seed " + seed + " (repeat with -Dreliability.seed=" + seed + ")");
    var points = inOrder(pick(number - number / 4, new Random(seed)), number);
    Bridge.tell("Points " + String.join(",", points.stream().map(Point::toString).toList()));
    return points;
  }

  private static List<Point> pick(int number, Random random) {
    var all = all();
    Collections.shuffle(all, random);
    return all.subList(0, number);
  }

  private static List<Point> inOrder(List<Point> picked, int number) {
    var points = new ArrayList<Point>();
    for (var point : all()) {
      if (picked.contains(point)) {
        points.add(point);
        if (points.size() % 4 == 3 && points.size() < number) {
          points.add(new Point(point.job(), Point.AGAIN));
        }
      }
    }
    return points;
  }

  private static List<Point> all() {
    var all = new ArrayList<Point>();
    STEPS.forEach(
        (job, steps) -> {
          for (var done = 0; done < steps; done++) {
            all.add(new Point(job, done));
          }
        });
    return all;
  }
}
