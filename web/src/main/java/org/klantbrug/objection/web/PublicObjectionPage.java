package org.klantbrug.objection.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.klantbrug.objection.About;
import org.klantbrug.objection.NewObjection;
import org.klantbrug.objection.OnlineObjections;
import org.klantbrug.objection.SignedLinks;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Language;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * Where a customer objects by the link in his letter, without a login. A wrong or old link is
 * answered as if nothing were there.
 */
@Named
@RequestScoped
public class PublicObjectionPage {
  private static final int TOO_MANY_REQUESTS = 429;

  @Inject private OnlineObjections online;
  @Inject private ObjectionGate gate;
  @Inject private Texts texts;
  @Inject private Language language;
  @Inject private Post post;
  @Inject private HttpServletRequest request;
  @Inject @Param private String of;
  @Inject @Param private Long until;
  @Inject @Param private String seal;

  private OnlineObjections.Shown shown;
  private String problem = "";
  private String number = "";

  /** Shows what he can choose, or registers what he chose. */
  public void act() {
    shown = online.shown(link()).orElse(null);
    if (shown == null) {
      Faces.getResponse().setStatus(HttpServletResponse.SC_NOT_FOUND);
    } else if (post.isSent() && isTaken()) {
      send();
    }
  }

  private boolean isTaken() {
    if (!gate.takes(request.getRemoteAddr())) {
      Faces.getResponse().setStatus(TOO_MANY_REQUESTS);
      problem = texts.say("online.too-often");
    } else if (!post.text("nothing").isEmpty()) {
      problem = texts.say("online.robot");
    }
    return problem.isEmpty();
  }

  private void send() {
    try {
      number =
          online.send(
              link(),
              key(),
              ObjectionSearch.find(About.class, post.text("about")),
              post.text("text"),
              language.getCode());
    } catch (RuleBroken rule) {
      problem = rule.textIn(texts.locale());
    }
  }

  private UUID key() {
    try {
      return UUID.fromString(post.text("key"));
    } catch (IllegalArgumentException none) {
      throw new RuleBroken("objection.try-again");
    }
  }

  private SignedLinks.Link link() {
    return new SignedLinks.Link(of, until == null ? 0 : until, seal);
  }

  /** What he reads; null if the link does not open. */
  public OnlineObjections.Shown getShown() {
    return shown;
  }

  /** Why it was not sent; empty if nothing stopped it. */
  public String getProblem() {
    return problem;
  }

  /** The number of his objection; empty until it was sent. */
  public String getNumber() {
    return number;
  }

  /** What the address of the link says behind its question mark. */
  public String getQuery() {
    return link().query();
  }

  /** What he can object to. */
  public About[] getAbouts() {
    return About.values();
  }

  /** A choice in words, with the company to which he would go. */
  public String choice(About about) {
    return texts.say("objection.online.about." + about, shown.acquirer());
  }

  /** By it the form is known when it is sent again. */
  public String getKey() {
    return post.has("key") ? post.text("key") : UUID.randomUUID().toString();
  }

  /** How many characters he may write. */
  public int getLongest() {
    return NewObjection.LONGEST;
  }
}
