package org.klantbrug.shared.web;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.klantbrug.shared.RuleBroken;

/**
 * What a person is told on the next page they see: what was done, or which rule stopped it. Several
 * requests of one session may come at once.
 */
@Named("notices")
@SessionScoped
public class Notices implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Texts texts;
  private final Conflict conflict;
  private final List<Notice> waiting = new ArrayList<>();

  /** For the container's proxy. */
  protected Notices() {
    this(null, null);
  }

  @Inject
  Notices(Texts texts, Conflict conflict) {
    this.texts = texts;
    this.conflict = conflict;
  }

  /**
   * A line on the screen.
   *
   * @param good false for a refusal
   */
  public record Notice(boolean good, String text) implements Serializable {}

  /** Something was done; {@code key} of the text in the bundle of the screens. */
  public void done(String key, Object... values) {
    add(new Notice(true, texts.say(key, values)));
  }

  /**
   * Does it and says so.
   *
   * @param key of the text that says it was done
   * @return false if a rule stopped it; then the person reads which
   */
  public boolean tryTo(Runnable what, String key, Object... values) {
    try {
      what.run();
    } catch (RuleBroken rule) {
      stopped(rule);
      return false;
    }
    done(key, values);
    return true;
  }

  /**
   * Does it and gives what came of it.
   *
   * @return empty if a rule stopped it; then the person reads which
   */
  public <T> Optional<T> attempt(Supplier<T> what) {
    try {
      return Optional.of(what.get());
    } catch (RuleBroken rule) {
      stopped(rule);
      return Optional.empty();
    }
  }

  /** A rule stopped something; the person reads which. */
  public void stopped(RuleBroken rule) {
    conflict.stopped(rule);
    add(new Notice(false, rule.textIn(texts.locale())));
  }

  /** Something was left as it was; {@code key} of the text in the bundle of the screens. */
  public void stopped(String key, Object... values) {
    add(new Notice(false, texts.say(key, values)));
  }

  private synchronized void add(Notice notice) {
    waiting.add(notice);
  }

  /** Lets go what waits: it was meant for whoever used this browser before. */
  public synchronized void forget() {
    waiting.clear();
  }

  /** What waits to be told; it is told once. */
  public synchronized List<Notice> getTaken() {
    var all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
