package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.programme.Briefing;
import org.klantbrug.programme.Briefings;
import org.klantbrug.programme.Reader;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** A briefing: to be read and confirmed, and who did. */
@Named
@RequestScoped
public class BriefingPage {
  @Inject private CurrentStaff current;
  @Inject private Briefings briefings;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long reader;

  private Briefing briefing;
  private List<Reader> readers;

  /** Reads the briefing, and does with it what was asked. */
  public void act() {
    if (id == null && reader == null) {
      throw new NotThere();
    }
    briefing = id == null ? briefings.askedBy(reader) : briefings.look(id);
    if (post.isSent() && done()) {
      Faces.redirect("/briefing?id=%s", briefing.id());
      return;
    }
    readers = briefings.readers(briefing.id());
  }

  private boolean done() {
    if (post.has("read")) {
      var staff = current.need(Action.BRIEFING_READ);
      return notices.tryTo(() -> briefings.read(briefing.id(), staff), "briefing.read-noted");
    }
    if (post.has("excuse")) {
      var staff = current.need(Action.BRIEFING_EXCUSE);
      return notices.tryTo(
          () -> briefings.excuse(briefing.id(), post.key("excuse"), post.text("reason"), staff),
          "briefing.excused");
    }
    return false;
  }

  /** The briefing. */
  public Briefing getBriefing() {
    return briefing;
  }

  /** This person as a reader; null for who is not asked to read. */
  public Reader getMe() {
    return readers.stream()
        .filter(each -> each.staffId() == current.get().id())
        .findFirst()
        .orElse(null);
  }

  /** Whether this person sees who read it: who leads, and of his team who has one. */
  public boolean isListed() {
    return current.get().may(Action.MERGER_READ) || current.get().may(Action.BRIEFING_EXCUSE);
  }

  /** Those whom this person sees, who did not read it yet first. */
  public List<Reader> getReaders() {
    return readers.stream()
        .filter(each -> current.get().may(Action.MERGER_READ) || isMine(each))
        .sorted((one, other) -> Boolean.compare(other.isWaiting(), one.isWaiting()))
        .toList();
  }

  /** Counts of all together. */
  public Briefings.Count getAll() {
    return Briefings.count("", readers);
  }

  /** Counts by team; an empty name for those in none. */
  public List<Briefings.Count> getTeams() {
    return readers.stream()
        .collect(
            Collectors.groupingBy(
                each -> each.team() == null ? "" : each.team(),
                LinkedHashMap::new,
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(each -> Briefings.count(each.getKey(), each.getValue()))
        .toList();
  }

  /** Whether this person can say that somebody is not there. */
  public boolean mayExcuse(Reader one) {
    return briefing.newest()
        && one.isWaiting()
        && current.get().may(Action.BRIEFING_EXCUSE)
        && isMine(one)
        && one.staffId() != current.get().id();
  }

  private boolean isMine(Reader one) {
    return one.teamId() != null && one.teamId().equals(current.get().teamId());
  }

  /** Whether what was said of this reader was refused: its form is shown with what was typed. */
  public boolean cameBack(Reader one) {
    return post.text("excuse").equals(Long.toString(one.staffId()));
  }
}
