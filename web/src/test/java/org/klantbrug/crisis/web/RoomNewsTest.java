package org.klantbrug.crisis.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.klantbrug.crisis.CrisisNews;

/** What somebody who has a room open hears, and when. */
class RoomNewsTest {
  private static final long ROOM = 7;

  private final List<String> heard = new ArrayList<>();
  private final Session visitor =
      as(
          Session.class,
          (proxy, method, values) ->
              switch (method.getName()) {
                case "isOpen" -> true;
                case "getAsyncRemote" -> remote();
                case "hashCode" -> 1;
                case "equals" -> proxy == values[0];
                default -> throw new UnsupportedOperationException(method.getName());
              });
  private final RoomNews rooms =
      new RoomNews(
          as(ManagedScheduledExecutorService.class, (proxy, method, values) -> null),
          new OneBriefing());

  private static <T> T as(Class<T> type, InvocationHandler answers) {
    return type.cast(
        Proxy.newProxyInstance(
            RoomNewsTest.class.getClassLoader(), new Class<?>[] {type}, answers));
  }

  private RemoteEndpoint.Async remote() {
    return as(
        RemoteEndpoint.Async.class,
        (proxy, method, values) -> {
          heard.add((String) values[0]);
          return null;
        });
  }

  /** The line may have been written after the first visitor read his page. */
  @Test
  void whatIsThereAtTheFirstLookIsToldOnce() {
    rooms.enter(ROOM, visitor);

    rooms.look();
    rooms.look();

    assertThat(heard).containsExactly("log briefing");
  }

  private static final class OneBriefing extends CrisisNews {
    @Override
    public Map<Long, Grown> since(Collection<Long> crises, Map<Long, Long> seen) {
      return seen.containsKey(ROOM) ? Map.of() : Map.of(ROOM, new Grown(1, List.of("BRIEFING")));
    }
  }
}
