package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.signal.Letters;
import org.klantbrug.signal.SignalLetters;
import org.omnifaces.cdi.Param;

/** The part of the page where letters to customers of a signal are made and said to be sent. */
@Named("signalLetters")
@RequestScoped
public class SignalLetterPiece {
  @Inject private CurrentStaff current;
  @Inject private SignalLetters letters;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private List<Letters> all;

  boolean isPressed() {
    return post.has("letters") || post.has("lettersOut") || post.has("lettersDropped");
  }

  /**
   * Does what was pressed.
   *
   * @return false if a rule stopped it
   */
  boolean press(long signal) {
    var by = current.need(Action.SIGNAL_RAISE);
    if (post.has("lettersOut")) {
      return notices.tryTo(
          () -> letters.wentOut(signal, post.key("lettersOut"), by), "signal.letters.out");
    }
    if (post.has("lettersDropped")) {
      return notices.tryTo(
          () -> letters.drop(signal, post.key("lettersDropped"), by), "signal.letters.dropped");
    }
    return notices
        .attempt(
            () ->
                letters.prepare(
                    signal, post.text("language"), post.text("letter"), post.has("asFeedback"), by))
        .map(
            made -> {
              notices.done("signal.letters.made", made);
              return true;
            })
        .orElse(false);
  }

  /** How many customers would get a letter. */
  public long getReached() {
    return letters.reached(id, current.get());
  }

  /** Letters of this signal, the last on top. */
  public List<Letters> getAll() {
    if (all == null) {
      all = letters.of(id);
    }
    return all;
  }

  /** Whether letters wait to be sent, so that no others can be made. */
  public boolean isBusy() {
    return getAll().stream().anyMatch(each -> each.state() == Letters.State.WAITING);
  }
}
