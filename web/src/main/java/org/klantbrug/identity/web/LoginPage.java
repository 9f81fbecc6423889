package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.klantbrug.identity.Logins;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.LocalAddress;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/**
 * Logging in and out. The password is checked by us, which takes the same time whoever is named,
 * and then by the server's security domain, which gives the request its identity.
 */
@Named
@RequestScoped
public class LoginPage {
  @Inject private People people;
  @Inject private Logins logins;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;

  private boolean refused;

  /** Lets the person in and sends them where they wanted to be, or tells them it did not work. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    try {
      var staff = logins.logIn(post.text("login"), post.raw("password"));
      if (request.getUserPrincipal() != null) {
        request.logout();
      }
      request.login(staff.login(), post.raw("password"));
      letIn(staff);
    } catch (RuleBroken | ServletException wrong) {
      refused = true; // unknown, wrong or locked: the person reads the same text
    }
  }

  /** The browser's session goes on under a new id, but nothing said in it is for this person. */
  private void letIn(Staff staff) {
    notices.forget();
    var chooses = logins.mustChoosePassword(staff);
    LoginSession.begin(request, staff, people.sessionNumber(staff.id()), chooses);
    Faces.redirect(LocalAddress.orHome(request.getParameter("to")));
  }

  /** Ends the session, if that was asked with the button. */
  public void leave() throws ServletException {
    if (post.isSent()) {
      request.logout();
      var session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
      Faces.redirect("/login?left=1");
    } else {
      Faces.redirect("/home");
    }
  }

  /** Whether the last attempt did not work. */
  public boolean isRefused() {
    return refused;
  }
}
