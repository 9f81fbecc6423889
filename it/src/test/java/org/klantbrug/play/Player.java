package org.klantbrug.play;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.Assessment;
import org.klantbrug.complaint.Cause;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.complaint.Emotion;
import org.klantbrug.complaint.Experience;
import org.klantbrug.complaint.Intake;
import org.klantbrug.complaint.NewComplaint;
import org.klantbrug.complaint.Weight;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;

/**
 * Plays complaints as they came, moment by moment: the clock is set to each moment, and what
 * happened then is done by two at once. Receipt is confirmed half an hour later.
 */
@ApplicationScoped
public class Player {
  private static final int COLLEAGUES = 2;
  private static final Duration UNTIL_CONFIRMED = Duration.ofMinutes(30);

  @Inject private Complaints complaints;
  @Inject private Intake intake;
  @Inject private BusinessClock clock;
  @Resource private ManagedExecutorService threads;

  private enum Happening {
    RECEIVED,
    CONFIRMED,
    ANSWERED
  }

  private record Event(Happening what, PlayedComplaint complaint) {}

  /** Of a whole play. */
  private record Play(String name, Map<String, Channel> channels, Staff by, Map<String, Long> ids) {
    String key(PlayedComplaint complaint) {
      return name + "-" + complaint.key();
    }
  }

  /**
   * Plays them, and lets the clock tell the real time again.
   *
   * @param name that their keys begin with
   * @param channels ours, by what the file calls them
   * @return how long receiving and confirming took
   */
  Duration play(String name, List<PlayedComplaint> all, Map<String, Channel> channels, Staff by) {
    var play = new Play(name, channels, by, new ConcurrentHashMap<>());
    var intake = Duration.ZERO;
    try {
      for (var moment : moments(all).entrySet()) {
        clock.set(Clock.fixed(moment.getKey(), BusinessClock.ZONE));
        var start = System.nanoTime();
        var intakes = moment.getValue().stream().filter(Player::isIntake).toList();
        together(play, intakes);
        intake = intake.plusNanos(System.nanoTime() - start);
        together(play, moment.getValue().stream().filter(each -> !isIntake(each)).toList());
      }
    } finally {
      clock.set(Clock.system(BusinessClock.ZONE));
    }
    return intake;
  }

  private static boolean isIntake(Event event) {
    return event.what() != Happening.ANSWERED;
  }

  private static Map<Instant, List<Event>> moments(List<PlayedComplaint> all) {
    var moments = new TreeMap<Instant, List<Event>>();
    for (var each : all) {
      var confirmed = each.received().plus(UNTIL_CONFIRMED);
      add(moments, each.received(), new Event(Happening.RECEIVED, each));
      add(moments, confirmed, new Event(Happening.CONFIRMED, each));
      if (each.answered() != null) {
        var heard = each.answered().isBefore(confirmed) ? confirmed : each.answered();
        add(moments, heard, new Event(Happening.ANSWERED, each));
      }
    }
    return moments;
  }

  private static void add(Map<Instant, List<Event>> moments, Instant at, Event event) {
    moments.computeIfAbsent(at, first -> new ArrayList<>()).add(event);
  }

  private void together(Play play, List<Event> events) {
    Queue<Event> waiting = new ConcurrentLinkedQueue<>(events);
    var running = new ArrayList<Future<?>>();
    for (var no = 0; no < Math.min(COLLEAGUES, events.size()); no++) {
      running.add(
          threads.submit(
              () -> {
                for (var event = waiting.poll(); event != null; event = waiting.poll()) {
                  happen(play, event);
                }
              }));
    }
    try {
      for (var one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A complaint could not be played", e.getCause());
    }
  }

  private void happen(Play play, Event event) {
    var complaint = event.complaint();
    switch (event.what()) {
      case RECEIVED -> play.ids().put(complaint.key(), receive(play, complaint));
      case CONFIRMED ->
          complaints.acknowledge(
              play.ids().get(complaint.key()), 1, Channel.EMAIL, "We have it", play.by());
      case ANSWERED -> answer(play.ids().get(complaint.key()), play.by());
    }
  }

  private long receive(Play play, PlayedComplaint played) {
    var channel = play.channels().get(played.channel());
    if (channel == null) {
      throw new IllegalArgumentException("No channel is given for " + played.channel());
    }
    return intake.receive(
        new NewComplaint(
            play.key(played),
            null,
            "As published",
            channel,
            played.received(),
            played.text(),
            played.product(),
            played.topic(),
            null,
            null),
        play.by());
  }

  private void answer(long id, Staff by) {
    complaints.assess(
        id,
        2,
        new Assessment(
            Weight.MEDIUM, Weight.LOW, Emotion.CALM, null, null, null, false, null, true),
        by);
    complaints.fixAtOnce(id, 3, Cause.OTHER, "Solved", "As published", by);
    complaints.tellOutcome(id, 4, Channel.EMAIL, Experience.NEUTRAL, "As published", by);
  }
}
