package org.klantbrug.crisis.web;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/**
 * Who has the room of a crisis open is told here that there is something new, and never what: he
 * reads it from the page, as everybody. The entrance lets nobody come here who may not read it.
 */
@Dependent
@ServerEndpoint("/live/crisis/{id}")
public class RoomDoor {
  private static final int LONGEST_MESSAGE = 16;

  @Inject private RoomNews news;

  /** Somebody opened the room. */
  @OnOpen
  public void open(Session session, @PathParam("id") String id) throws java.io.IOException {
    if (!id.matches("[1-9]\\d{0,17}")) {
      session.close(new CloseReason(CloseReason.CloseCodes.CANNOT_ACCEPT, "No room"));
      return;
    }
    session.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
    news.enter(Long.parseLong(id), session);
  }

  /** He left it. */
  @OnClose
  public void close(Session session) {
    news.leave(session);
  }
}
