package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.klantbrug.complaint.web.ComplaintChoices;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.signal.Purpose;
import org.klantbrug.signal.SignalTelling;

/**
 * The buttons beside the customers of a signal: who heard it, who belongs to it and who does not.
 */
@RequestScoped
public class SignalTold {
  @Inject private CurrentStaff current;
  @Inject private SignalTelling telling;
  @Inject private ComplaintChoices chosen;
  @Inject private Post post;
  @Inject private Notices notices;

  private final Map<String, BiConsumer<Long, Staff>> buttons =
      Map.of(
          "tell", this::tell,
          "linkNumber", this::link,
          "unlink", this::unlink,
          "untell", this::untell);

  boolean isPressed() {
    return buttons.keySet().stream().anyMatch(post::has);
  }

  /**
   * Does what was pressed.
   *
   * @return false if a rule stopped it; then what was typed and ticked stays
   */
  boolean press(long id) {
    var pressed =
        buttons.keySet().stream().filter(post::has).findFirst().orElseThrow(NotThere::new);
    return notices
        .attempt(
            () -> {
              buttons.get(pressed).accept(id, current.need(Action.SIGNAL_RAISE));
              return true;
            })
        .orElse(false);
  }

  private void tell(long id, Staff by) {
    var said =
        new SignalTelling.Said(
            chosen.chosen(Purpose.class, "purpose"),
            post.text("how"),
            post.text("said"),
            post.has("asFeedback"));
    if (post.text("which").equals("all")) {
      var left = telling.tellAll(id, said, by);
      notices.done(left == 0 ? "signal.done.tell-all" : "signal.done.tell-some", left);
      return;
    }
    List<Long> ticked = post.all("one").stream().map(SignalTold::key).toList();
    telling.tell(id, ticked, said, by);
    notices.done("signal.done.tell", ticked.size());
  }

  private static Long key(String ticked) {
    if (!ticked.matches("\\d{1,18}")) {
      throw new NotThere();
    }
    return Long.valueOf(ticked);
  }

  private void link(long id, Staff by) {
    telling.linkByNumber(id, post.text("number"), by);
    notices.done("signal.done.link");
  }

  private void unlink(long id, Staff by) {
    telling.unlink(id, post.key("unlink"), post.text("why"), by);
    notices.done("signal.done.unlink");
  }

  private void untell(long id, Staff by) {
    telling.untell(id, post.key("untell"), post.text("why"), by);
    notices.done("signal.done.untell");
  }
}
