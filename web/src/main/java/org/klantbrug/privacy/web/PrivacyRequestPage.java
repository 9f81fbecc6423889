package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.People;
import org.klantbrug.privacy.Erasure;
import org.klantbrug.privacy.Obstacle;
import org.klantbrug.privacy.PrivacyRequests;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One request: the dossier, or the erasure with what goes and what stays. */
@Named
@RequestScoped
public class PrivacyRequestPage {
  @Inject private CurrentStaff current;
  @Inject private PrivacyRequests requests;
  @Inject private Erasure erasure;
  @Inject private People people;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private PrivacyRequests.Request request;
  private Erasure.Preview preview;

  /** Reads the request, and does with it what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    request = read();
    if (post.isSent()) {
      change();
    } else if (isErasure() && request.open()) {
      look();
    }
  }

  private PrivacyRequests.Request read() {
    try {
      var reader = current.get();
      return post.isSent() ? requests.read(id, reader) : requests.open(id, reader);
    } catch (RuleBroken unknown) {
      throw new NotThere();
    }
  }

  /** What stops this may be mended, or be a reason to refuse: the page opens all the same. */
  private void look() {
    notices.attempt(() -> erasure.preview(id, current.get())).ifPresent(seen -> preview = seen);
  }

  private void change() {
    var version = (int) post.key("version");
    var done =
        post.has("answered")
            ? tell(
                () -> requests.answered(id, version, current.need(Action.PRIVACY_DOSSIER)),
                "answered")
            : post.has("refuse")
                ? tell(
                    () ->
                        requests.refuse(
                            id, version, post.text("why"), current.need(Action.PRIVACY_DOSSIER)),
                    "refused")
                : post.has("prepare")
                    ? tell(
                        () -> erasure.prepare(id, version, current.need(Action.PRIVACY_ERASE)),
                        "prepared")
                    : post.has("confirm") && tell(() -> confirm(version), "erased");
    if (done) {
      Faces.redirect("/privacy-request?id=%s", id);
    }
    request = read();
    if (!done && isErasure() && request.open()) {
      look();
    }
  }

  private void confirm(int version) {
    var by = current.need(Action.PRIVACY_CONFIRM);
    if (!post.has("seen")) {
      throw new RuleBroken("privacy.not-looked-at");
    }
    erasure.confirm(id, version, by);
  }

  private boolean tell(Runnable what, String deed) {
    return notices.tryTo(what, "privacy.done." + deed);
  }

  /** The request. */
  public PrivacyRequests.Request getRequest() {
    return request;
  }

  /** Whether it asks to erase. */
  public boolean isErasure() {
    return request.kind().equals(PrivacyRequests.ERASURE);
  }

  /** Whether the reader prepared it, and so may not confirm it. */
  public boolean isMine() {
    return request.preparedId() != null && request.preparedId() == current.get().id();
  }

  /** What an erasure would do; null for a dossier, for what is over, and if nobody can tell. */
  public Erasure.Preview getPreview() {
    return preview;
  }

  /** What stands in the way of an erasure. */
  public List<Obstacle> getObstacles() {
    return preview == null ? List.of() : preview.obstacles();
  }

  /** In how many places something is emptied. */
  public long getPlacesEmptied() {
    return emptied().count();
  }

  /** How many rows are emptied, all places together. */
  public long getRowsEmptied() {
    return emptied().mapToLong(Erasure.Effect::rows).sum();
  }

  private Stream<Erasure.Effect> emptied() {
    return preview == null
        ? Stream.empty()
        : preview.effects().stream().filter(effect -> !effect.emptied().isEmpty());
  }

  /** Names of those who may confirm it: not who prepared it. */
  public String getConfirmers() {
    return people.whoMay(Action.PRIVACY_CONFIRM).stream()
        .filter(one -> request.preparedId() == null || one.id() != request.preparedId())
        .map(People.Named::name)
        .collect(Collectors.joining(", "));
  }
}
