package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.signal.Mailing;
import org.klantbrug.signal.Mailings;
import org.klantbrug.signal.SignalDesk;
import org.klantbrug.signal.SignalView;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Mail to the many customers of a signal: written, looked at, released, stopped. */
@Named
@RequestScoped
public class SignalMailPage {
  @Inject private CurrentStaff current;
  @Inject private SignalDesk desk;
  @Inject private Mailings mailings;
  @Inject private SignalLetterPiece letters;
  @Inject private MailSettings settings;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject @Param private Long id;

  private SignalDesk.Opened opened;
  private List<Mailing> all;
  private Mailings.Preview preview;
  private final Map<Long, Mailings.Preview> examples = new HashMap<>();

  /** Opens the page, shows what would be sent, or does what was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    current.need(Action.SIGNAL_RAISE);
    desk.needSeen(id, current.get());
    if (post.isSent() && !post.has("preview") && pressed()) {
      Faces.redirect("/signal-mail?id=" + id);
      return;
    }
    opened = desk.open(id, null, current.get());
    if (post.has("preview")) {
      preview = notices.attempt(() -> mailings.preview(id, wanted(), current.get())).orElse(null);
    }
  }

  private boolean pressed() {
    if (post.has("release")) {
      return released();
    }
    if (letters.isPressed()) {
      return letters.press(id);
    }
    return post.has("stop") ? stopped() : sent();
  }

  private boolean sent() {
    return notices
        .attempt(() -> mailings.write(id, wanted(), current.need(Action.SIGNAL_RAISE)))
        .map(
            begun -> {
              var asked = begun.state() == Mailing.State.WAITING;
              notices.done(
                  asked ? "signal.mailing.asked" : "signal.mailing.begun", begun.customers());
              return true;
            })
        .orElse(false);
  }

  private boolean released() {
    return notices.tryTo(
        () -> mailings.release(id, post.key("release"), current.need(Action.SIGNAL_RELEASE)),
        "signal.mailing.released");
  }

  private boolean stopped() {
    return notices.tryTo(
        () -> mailings.stop(id, post.key("stop"), current.need(Action.SIGNAL_RAISE)),
        "signal.mailing.stopped");
  }

  private Mailings.Wanted wanted() {
    return new Mailings.Wanted(
        post.text("language"), post.text("line"), post.text("body"), post.has("asFeedback"));
  }

  /** The signal. */
  public SignalView getSignal() {
    return opened.signal();
  }

  /** How many wait to hear of it. */
  public long getWaiting() {
    return opened.heard().waiting();
  }

  /** Why no mail can be sent, a code; null if it can. */
  public String getOff() {
    return settings.problem().orElse(null);
  }

  /** What would be sent; null until somebody asked to see it. */
  public Mailings.Preview getPreview() {
    return preview;
  }

  /** Mails to many of this signal, the last on top. */
  public List<Mailing> getAll() {
    if (all == null) {
      all = mailings.of(id);
    }
    return all;
  }

  /** Whether one waits for a second person or goes on, so that no other can begin. */
  public boolean isBusy() {
    return getAll().stream().anyMatch(each -> each.state().open());
  }

  /** One that waits for a second person, as a customer would read it; null for any other. */
  public Mailings.Preview example(Mailing one) {
    if (one.state() != Mailing.State.WAITING) {
      return null;
    }
    return examples.computeIfAbsent(
        one.id(), key -> mailings.example(id, key, current.get()).orElse(null));
  }

  /** Whether the reader may release this one: he did not write it himself. */
  public boolean mayRelease(Mailing one) {
    return one.state() == Mailing.State.WAITING
        && one.writerId() != current.get().id()
        && current.get().may(Action.SIGNAL_RELEASE);
  }

  /** The text as it came back, else what customers are to hear, with a greeting. */
  public String getBody() {
    if (post.isSent() && !post.text("body").isEmpty()) {
      return post.text("body").replace("\r\n", "\n");
    }
    var heard = getSignal().open() ? texts.say("signal.passed-on") : getSignal().outcome();
    return texts.say("signal.mail-greeting") + "\n\n" + heard;
  }
}
