package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.transfer.DeskWork;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.RunUndo;
import org.klantbrug.transfer.Transfer;
import org.klantbrug.transfer.UndoRequests;
import org.klantbrug.work.WorkItems;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Taking back what a run brought: what would happen, in words and figures, before it does. */
@Named
@RequestScoped
public class MergerUndoPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private RunUndo undo;
  @Inject private UndoRequests requests;
  @Inject private Transfer transfer;
  @Inject private WorkItems workItems;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject @Param private Long run;

  private Mergers.View merger;
  private RunUndo.Preview preview;
  private UndoRequests.Wish wish;

  /** Reads what would be taken back, and takes it back if that was asked. */
  public void act() {
    if (run == null) {
      throw new NotThere();
    }
    merger = mergers.readByRun(run);
    if (post.isSent() && (post.has("decide") ? decided() : asked())) {
      Faces.redirect("/merger?id=%s", merger.id());
      return;
    }
    preview = undo.preview(run);
    wish = requests.open(run).orElse(null);
  }

  private boolean asked() {
    var staff = current.need(Action.MERGER_UNDO);
    return notices.tryTo(
        () -> requests.ask(run, scope(), post.text("reason"), staff), "undo.asked");
  }

  private boolean decided() {
    var outcome = post.text("decide");
    return notices.tryTo(
        () -> workItems.complete(decision().id(), current.get(), outcome, null),
        "approved".equals(outcome) ? "undo.done" : "undo.kept");
  }

  private WorkItems.Line decision() {
    return workItems.about("run", run, current.get()).stream()
        .filter(item -> item.state().equals("OPEN") && item.kind().equals(UndoRequests.DECISION))
        .findFirst()
        .orElseThrow(NotThere::new);
  }

  private RunUndo.Scope scope() {
    return Arrays.stream(RunUndo.Scope.values())
        .filter(each -> each.name().equals(post.text("scope")))
        .findFirst()
        .orElseThrow(NotThere::new);
  }

  /** The merger of the run. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The run. */
  public Long getRun() {
    return run;
  }

  /** What can be taken back, the smaller first. */
  public List<RunUndo.Scope> getPossible() {
    return preview.possible();
  }

  /** What would happen, in words. */
  public String will(RunUndo.Scope scope) {
    return texts.say("undo.will." + effectOf(scope), merger.acquiredName());
  }

  private String effectOf(RunUndo.Scope scope) {
    if (effects(scope).isEmpty()) {
      return "NOTHING";
    }
    return scope == RunUndo.Scope.ALL && standsOnEarlier() ? "LATER" : scope.name();
  }

  /** Whether customers that an earlier run brought stay, with the values they had. */
  private boolean standsOnEarlier() {
    return transfer.ofMerger(merger.id()).stream()
        .anyMatch(
            each ->
                each.runId() < run
                    && each.kind() == Kind.TRANSFER
                    && !each.rehearsal()
                    && each.state().equals("LIVE"));
  }

  /** What would no longer count. */
  public List<RunUndo.Effect> effects(RunUndo.Scope scope) {
    return preview.effectsOf(scope);
  }

  /** The reason that was typed, if a rule brought the form of this scope back. */
  public String reason(RunUndo.Scope scope) {
    return post.text("scope").equals(scope.name()) ? post.text("reason") : "";
  }

  /** What our own desk did for customers who would be taken back with this scope. */
  public List<DeskWork> deskWork(RunUndo.Scope scope) {
    return scope == RunUndo.Scope.ALL ? preview.deskWork() : List.of();
  }

  /** What a colleague asked and nobody decided on; null if nobody asked. */
  public UndoRequests.Wish getWish() {
    return wish;
  }

  /** Whether this person may confirm or decline what is asked. */
  public boolean isDecidable() {
    return wish != null && decision().mayDo();
  }

  /** Whether this person may ask to take back, and nobody did yet. */
  public boolean isAskable() {
    return wish == null && !isGoingOn() && current.get().may(Action.MERGER_UNDO);
  }

  /** Whether the run goes on, so that the answer to its open task takes it back. */
  public boolean isGoingOn() {
    return merger.openRun() && merger.runId().equals(run);
  }

  /** Open items of the run whose answer can take it back. */
  public List<WorkItems.Line> getTasks() {
    return workItems.about("run", run, current.get()).stream()
        .filter(item -> item.state().equals("OPEN") && item.outcomes().contains("undo"))
        .toList();
  }
}
