package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Tokens;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** The person's own tokens for REST and the command line. A new one is shown once. */
@Named
@RequestScoped
public class TokensPage {
  @Inject private CurrentStaff current;
  @Inject private Tokens tokens;
  @Inject private Post post;
  @Inject private Notices notices;

  private String issued = "";

  /** Makes or ends a token, as was asked. */
  public void act() {
    var staff = current.get();
    if (post.has("revoke")) {
      tokens.revoke(post.key("revoke"), staff);
      notices.done("tokens.revoked");
      Faces.redirect("/tokens");
    } else if (post.has("name")) {
      notices.tryTo(
          () -> {
            if (post.text("name").isEmpty()) {
              throw new RuleBroken("identity.token-name-missing");
            }
            issued = tokens.issue(staff.id(), post.text("name"), staff);
          },
          "tokens.issued");
    }
  }

  /** The token that was made just now; empty otherwise. */
  public String getIssued() {
    return issued;
  }

  /** Those that still work. */
  public List<Tokens.Token> getAll() {
    return tokens.of(current.get().id());
  }
}
