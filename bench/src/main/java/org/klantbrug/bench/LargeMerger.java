package org.klantbrug.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A merger that stands ready for waves and is so large as it is wanted: a small one is played until
 * then, and its customers are copied.
 */
final class LargeMerger {
  /** So many accounts at least. */
  static final int FEWEST = 2_000;

  private static final int SMALL = 1_000;
  private static final LocalDate AS_OF = LocalDate.of(2026, 10, 31);

  private final Workplace place;
  private final Consumer<String> say;
  private final Path files;
  private ManyMembers many;
  private PlayedMerger merger;

  /**
   * @param say hears one line per step
   */
  LargeMerger(Workplace place, Consumer<String> say) {
    this.place = place;
    this.say = say;
    this.files = place.folder("made");
  }

  /**
   * Makes it.
   *
   * @param port of the server; null for a free one
   * @param environment of the server besides its time
   */
  void make(int members, Integer port, Map<String, String> environment) {
    MadeFiles.in(
        files, "--expected", "--customers=" + SMALL, "--contacts=" + SMALL, "--as-of=" + AS_OF);
    var database = place.withSchema("large");
    var time = new PlayedTime(place.folder("time"), AS_OF.plusDays(2), LocalTime.of(9, 0));
    var all = new HashMap<>(time.environment());
    all.putAll(environment);
    say.accept("Playing a small merger until it stands ready");
    var server = place.startServer(database, port == null ? BenchCommand.freePort() : port, all);
    var people = new PlayedPeople(database, place.folder("people"), time, server);
    merger = new PlayedMerger(people, time, say);
    merger.deliver(files, AS_OF);
    merger.standReady();
    say.accept("Copying it until it has " + members + " accounts");
    many = new ManyMembers(place.asOwner(Workplace.name(database)));
    many.grow(SMALL, members);
    place.settleDown();
  }

  PlayedMerger merger() {
    return merger;
  }

  /** Whose first letter comes back. */
  Path comingBack() {
    return files.resolve("letters_that_come_back.csv");
  }

  /** Takes the mail addresses of so many of a hundred customers away: they get letters. */
  void forgetMail(int share) {
    many.forgetMail(share);
  }

  /** How many accounts are planned, and how many of them a guard stops. */
  Map<String, Long> counted() {
    return many.counted();
  }

  /** How many notices went out, by their way. */
  Map<String, Long> noticesSent() {
    return many.noticesSent();
  }
}
