package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.transfer.RunUndo;
import org.klantbrug.wave.WaveUndoRequests;
import org.klantbrug.wave.Waves;
import org.klantbrug.work.WorkItems;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Taking back a wave: what would happen, in words and figures, before two people decide it. */
@Named
@RequestScoped
public class WaveUndoPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Waves waves;
  @Inject private WaveUndoRequests requests;
  @Inject private WorkItems workItems;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Waves.Wave wave;
  private Mergers.View merger;
  private RunUndo.Preview preview;
  private WaveUndoRequests.Wish wish;

  /** Reads what would be taken back, and asks or decides if that was wanted. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    wave = waves.read(id);
    if (post.isSent() && (post.has("decide") ? decided() : asked())) {
      Faces.redirect("/merger-wave?id=%s", id);
      return;
    }
    merger = mergers.read(wave.mergerId());
    preview = requests.preview(id).orElse(null);
    wish = requests.open(id).orElse(null);
  }

  private boolean asked() {
    var staff = current.need(Action.MERGER_UNDO);
    return notices.tryTo(() -> requests.ask(id, post.text("reason"), staff), "wave.undo-was-asked");
  }

  private boolean decided() {
    var outcome = post.text("decide");
    var item = decision().orElseThrow(NotThere::new);
    return notices.tryTo(
        () -> workItems.complete(item.id(), current.get(), outcome, null),
        "approved".equals(outcome) ? "wave.undo-begun" : "wave.undo-kept");
  }

  private Optional<WorkItems.Line> decision() {
    return workItems.about("wave", id, current.get()).stream()
        .filter(
            item -> item.state().equals("OPEN") && item.kind().equals(WaveUndoRequests.DECISION))
        .findFirst();
  }

  /** The wave. */
  public Waves.Wave getWave() {
    return wave;
  }

  /** Its merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** What would no longer count; null if the wave is not over. */
  public RunUndo.Preview getPreview() {
    return preview;
  }

  /** What a colleague asked and nobody decided on; null if nobody asked. */
  public WaveUndoRequests.Wish getWish() {
    return wish;
  }

  /** Whether this person may confirm or decline what is asked. */
  public boolean isDecidable() {
    return wish != null && decision().filter(WorkItems.Line::mayDo).isPresent();
  }

  /** Whether this person may ask to take it back, and nobody did yet. */
  public boolean isAskable() {
    return preview != null && wish == null && current.get().may(Action.MERGER_UNDO);
  }

  /** The reason that was typed, if a rule brought the form back. */
  public String getReason() {
    return post.text("reason");
  }
}
