package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.wave.WaveSetting;
import org.klantbrug.wave.WaveSettings;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** How the waves of a merger are planned, and on which days nobody goes over. */
@Named
@RequestScoped
public class WaveSettingsPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private WaveSettings settings;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Mergers.View merger;
  private WaveSetting setting;

  /** Reads the settings, and does with them what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect("/merger-wave-settings?id=%s", id);
      return;
    }
    setting = settings.read(id);
  }

  private boolean done() {
    var staff = current.need(Action.MERGER_WAVES);
    if (post.has("keep")) {
      return notices.tryTo(() -> settings.keep(id, typed(), staff), "waves.settings-kept");
    }
    if (post.has("close")) {
      return notices.tryTo(
          () -> settings.close(id, day("from"), day("to"), post.text("reason"), staff),
          "waves.days-closed");
    }
    return post.has("open")
        && notices.tryTo(() -> settings.open(id, post.key("open"), staff), "waves.days-opened");
  }

  private WaveSetting typed() {
    return new WaveSetting(
        number("capacity"),
        number("pilotSize"),
        day("employeesFrom"),
        day("pilotFrom"),
        day("restFrom"),
        number("moves"),
        number("hours"),
        number("margin"),
        number("version"));
  }

  /** What was typed; a number that no setting has if it was none. */
  private int number(String field) {
    var typed = post.text(field);
    return typed.matches("\\d{1,9}") ? Integer.parseInt(typed) : -1;
  }

  private LocalDate day(String field) {
    try {
      return LocalDate.parse(post.text(field));
    } catch (DateTimeException unreadable) {
      return null; // the rule says that it is missing
    }
  }

  /** What was typed if a rule brought the form back, else what is kept. */
  public String shown(String field, Object kept) {
    return post.isSent() && post.has(field) ? post.text(field) : String.valueOf(kept);
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The settings; a proposal while nobody kept any. */
  public WaveSetting getSetting() {
    return setting;
  }

  /** Days on which nobody goes over. */
  public List<WaveSettings.Closed> getClosed() {
    return settings.closed(id);
  }

  /** Whether this person may change them. */
  public boolean isChangeable() {
    return current.get().may(Action.MERGER_WAVES);
  }
}
