package org.klantbrug.crisis.web;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.klantbrug.crisis.CrisisNews;
import org.klantbrug.shared.Looking;

/**
 * Tells all who have a room open on this server that its log grew, wherever it did: one question a
 * second to the database for all rooms, and none while nobody is there.
 */
@ApplicationScoped
public class RoomNews {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private CrisisNews news;

  /** Whose room it is that a session looks at. */
  private final Map<Session, Long> there = new ConcurrentHashMap<>();

  /** How many lines each room had when it was looked at last. */
  private final Map<Long, Long> seen = new ConcurrentHashMap<>();

  private Looking looking;

  /** For the container. */
  protected RoomNews() {}

  /** Looks by this clock at this news. */
  RoomNews(ManagedScheduledExecutorService executor, CrisisNews news) {
    this.executor = executor;
    this.news = news;
  }

  void enter(long crisis, Session session) {
    there.put(session, crisis);
    begin();
  }

  void leave(Session session) {
    there.remove(session);
  }

  private synchronized void begin() {
    if (looking == null) {
      looking = Looking.every(PAUSE, executor, "look for news of crises", this::look);
    }
  }

  @PreDestroy
  synchronized void stop() {
    if (looking != null) {
      looking.stop();
    }
  }

  /** What was there at the first look is told too: it may have come after the page was read. */
  void look() {
    var rooms = Set.copyOf(there.values());
    seen.keySet().retainAll(rooms);
    if (rooms.isEmpty()) {
      return;
    }
    news.since(rooms, seen).forEach(this::tell);
  }

  private void tell(long crisis, CrisisNews.Grown grown) {
    seen.put(crisis, grown.lines());
    var said =
        grown.kinds().stream().map(RoomNews::part).distinct().collect(Collectors.joining(" "));
    there.forEach(
        (session, room) -> {
          if (room == crisis && session.isOpen()) {
            session.getAsyncRemote().sendText("log " + said);
          }
        });
  }

  /** The part of the room that a line is about. */
  private static String part(String kind) {
    return switch (kind) {
      case "BRIEFING" -> "briefing";
      case "QUESTION" -> "questions";
      case "TEAM_ASKED", "TEAM_JOINED", "TEAM_LEFT" -> "team step";
      case "WAVES_RELEASED", "MAIL_RELEASED" -> "brakes";
      case "FACT", "HANDOVER", "MESSAGE" -> "facts";
      default -> "head decided facts step leading brakes";
    };
  }
}
