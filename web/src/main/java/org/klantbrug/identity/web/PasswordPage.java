package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Logins;
import org.klantbrug.identity.People;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** The person's own password. The session in which it is changed goes on; all others end. */
@Named
@RequestScoped
public class PasswordPage {
  @Inject private CurrentStaff current;
  @Inject private People people;
  @Inject private Logins logins;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;

  /** Changes the password, if the form was sent. */
  public void act() {
    if (post.isSent() && notices.tryTo(this::change, "password.changed")) {
      Faces.redirect("/password");
    }
  }

  /** Whether somebody else chose the present password, and nothing goes on before it is changed. */
  public boolean isFirst() {
    return LoginSession.find(request).filter(LoginSession::choosesPassword).isPresent();
  }

  private void change() {
    var staff = current.get();
    if (!post.raw("newPassword").equals(post.raw("repeated"))) {
      throw new RuleBroken("identity.passwords-differ");
    }
    logins.changePassword(staff, post.raw("present"), post.raw("newPassword"));
    LoginSession.begin(request, staff, people.sessionNumber(staff.id()), false);
  }
}
