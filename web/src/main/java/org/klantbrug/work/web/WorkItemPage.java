package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.web.Me;
import org.klantbrug.shared.web.Conflict;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.work.WorkHistory;
import org.klantbrug.work.WorkItems;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One work item: what is asked, and the answers that can be given. */
@Named
@RequestScoped
public class WorkItemPage {
  private static final Set<String> PICTURED = Set.of("run", "complaint", "campaign", "crisis");

  @Inject private CurrentStaff current;
  @Inject private WorkItems workItems;
  @Inject private WorkHistory past;
  @Inject private WorkButtons buttons;
  @Inject private NextTask next;
  @Inject private ProcessReaders readers;
  @Inject private Me me;
  @Inject @Any private Instance<WorkDoors> ways;
  @Inject private WorkMoved moved;
  @Inject private Texts texts;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private WorkItems.Line item;
  private List<WorkHistory.Past> history;

  /** Reads the item, and does with it what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    item = workItems.read(id, current.get());
    if (post.has("outcome")) {
      answer();
    } else if (post.isSent()) {
      buttons
          .press()
          .ifPresentOrElse(
              said -> Faces.redirect("/work-item?id=" + id + next.getCarried() + said),
              () -> item = workItems.read(id, current.get()));
    }
  }

  /**
   * On success on to the list, or to the next task of the one it came from; if a rule stops it, the
   * page stays with the typed note.
   */
  private void answer() {
    var done =
        notices.tryTo(
            () -> workItems.complete(id, current.get(), post.text("outcome"), post.text("note")),
            "work.done");
    if (done) {
      Faces.redirect(
          next.getCarried().isEmpty() ? "/work" : "/work-item?id=" + id + next.getCarried());
    } else {
      item = workItems.read(id, current.get());
    }
  }

  /** The item. */
  public WorkItems.Line getItem() {
    return item;
  }

  /** The field in which people write, with its label. */
  public Map<String, String> getFields() {
    return Map.of("note", "work.note-said");
  }

  /** What a colleague did with it last: an answer, or took it up. */
  public List<Conflict.Theirs> getDone() {
    if (item.completedAt() != null) {
      return List.of(
          new Conflict.Theirs(
              0,
              item.completedAt(),
              item.completedBy(),
              texts.code("outcome.", item.outcome()),
              item.note()));
    }
    return getHistory().stream()
        .limit(1)
        .map(past -> new Conflict.Theirs(0, past.at(), past.who(), moved.said(past), past.reason()))
        .toList();
  }

  /** How it changed hands and urgency, the last on top. */
  public List<WorkHistory.Past> getHistory() {
    if (history == null) {
      history = past.of(id);
    }
    return history;
  }

  /** Whether the person has the role but did the step before, so that a colleague must do it. */
  public boolean isForAnother() {
    return isOpen() && !item.mayDo() && current.get().is(item.role());
  }

  /** Whether the item is for a role the person does not have. */
  public boolean isForOtherRole() {
    return isOpen() && !current.get().is(item.role());
  }

  /** Whether a colleague has it in hand. */
  public boolean isInOtherHands() {
    return isOpen() && item.claimedBy() != null && !item.mine();
  }

  /** Whether the person can answer it now. */
  public boolean isAnswerable() {
    return isOpen() && item.mayDo() && !isInOtherHands();
  }

  /** The pages it leads to, as far as the person may open them. */
  public List<WorkDoors.Door> getDoors() {
    return doors().filter(door -> me.opens(door.page())).toList();
  }

  private Stream<WorkDoors.Door> doors() {
    return Stream.concat(
        ways.stream().flatMap(each -> each.of(item).stream()), WorkSubjects.of(item).stream());
  }

  /** Whether it is answered by doing the step where its subject is shown. */
  public boolean isAnsweredElsewhere() {
    return doors().anyMatch(WorkDoors.Door::answers);
  }

  /** Whether the process that asks it can be looked at as a picture. */
  public boolean isPictured() {
    return PICTURED.contains(item.subjectKind()) && readers.mayLook(item.subjectKind());
  }

  /** Whether the person may give it to somebody else. */
  public boolean isGivable() {
    return isOpen() && (item.mine() || current.get().may(Action.WORK_ASSIGN));
  }

  /** Whether the person may take it from a colleague who has it in hand. */
  public boolean isTakeable() {
    return isInOtherHands() && current.get().may(Action.WORK_ASSIGN);
  }

  /** Whether it still waits. */
  public boolean isOpen() {
    return "OPEN".equals(item.state());
  }
}
