package org.klantbrug.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;
import org.omnifaces.cdi.Param;

/**
 * Two saved the same thing, and this person was second: both texts stand side by side, and they can
 * go on from either. One way for all pages: a page names its fields, what was done with its
 * subject, and puts {@link #seen} into the address of its forms.
 */
@Named
@RequestScoped
public class Conflict {
  @Inject private Post post;
  @Inject private Texts texts;
  @Inject @Param private Long seen;

  private boolean there;

  /**
   * What this person typed.
   *
   * @param field its name in the form
   * @param label what the field is called
   */
  public record Mine(String field, String label, String words) {}

  /**
   * What somebody saved.
   *
   * @param key by which later ones are known, ever growing
   * @param what was done, in words
   * @param words what was said or written, literally; may be null
   */
  public record Theirs(long key, Instant at, String who, String what, String words) {}

  /** A rule stopped what the person wanted. */
  void stopped(RuleBroken rule) {
    there |= rule instanceof ChangedMeanwhile;
  }

  /** Whether a colleague saved something first. */
  public boolean isThere() {
    return there;
  }

  /**
   * What was typed.
   *
   * @param labels keys of the labels by the names of the fields
   */
  public List<Mine> mine(Map<String, String> labels) {
    return labels.entrySet().stream()
        .filter(each -> !post.text(each.getKey()).isEmpty())
        .map(each -> new Mine(each.getKey(), texts.say(each.getValue()), post.text(each.getKey())))
        .toList();
  }

  /**
   * What was saved since the page was opened; if nobody knows when that was, what was saved last.
   *
   * @param all that was done, the last on top
   */
  public List<Theirs> since(List<Theirs> all) {
    return seen == null
        ? all.stream().limit(1).toList()
        : all.stream().filter(each -> each.key() > seen).toList();
  }

  /**
   * What the address of a form says of the last thing that its page shows.
   *
   * @param all that was done, the last on top
   */
  public static String seen(List<Theirs> all) {
    return all.isEmpty() ? "" : "&seen=" + all.get(0).key();
  }
}
