package org.klantbrug.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Optional;
import org.klantbrug.identity.Staff;

/**
 * What the server keeps of somebody who logged in.
 *
 * @param number that stood when the session began; the session counts only while it stands
 * @param choosesPassword whether somebody else chose his password: first he chooses his own
 */
record LoginSession(String login, int number, boolean choosesPassword) implements Serializable {
  private static final String KEPT_AS = "klantbrug.login";

  /** The session of the request, if somebody logged in. */
  static Optional<LoginSession> find(HttpServletRequest request) {
    var session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((LoginSession) session.getAttribute(KEPT_AS));
  }

  /** Begins one, under a new session id. */
  static void begin(HttpServletRequest request, Staff staff, int number, boolean choosesPassword) {
    request.getSession();
    request.changeSessionId();
    request
        .getSession()
        .setAttribute(KEPT_AS, new LoginSession(staff.login(), number, choosesPassword));
  }
}
