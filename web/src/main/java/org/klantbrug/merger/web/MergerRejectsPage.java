package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.RejectRules;
import org.klantbrug.merger.RejectSheet;
import org.klantbrug.merger.Rejects;
import org.klantbrug.merger.reading.Expected;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Language;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * Records of a run that could not be used: repaired one by one, by rule or in a sheet; or let go.
 */
@Named
@RequestScoped
public class MergerRejectsPage {
  private static final int SHOWN = 20;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Deliveries deliveries;
  @Inject private Rejects rejects;
  @Inject private RejectRules rules;
  @Inject private RejectSheet sheet;
  @Inject private BusinessClock clock;
  @Inject private Language language;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;
  @Inject @Param private Long run;
  @Inject @Param private Long file;
  @Inject @Param private String code;
  @Inject @Param private Long after;

  private Mergers.View merger;
  private List<Group> groups;
  private Group group;
  private List<Rejects.Reject> rows = List.of();
  private RejectRules.Outcome tried;
  private RejectSheet.Fed fed;
  private RuleBroken refused;

  /** The open rejects of one reason in one file. */
  public record Group(Delivery file, Reason code, long count) {}

  /** Reads the open rejects and does with them what was asked. */
  public void act() throws IOException, ServletException {
    if (run == null) {
      throw new NotThere();
    }
    merger = mergers.readByRun(run);
    read();
    if (group != null && post.isSent()) {
      done();
    }
    if (group != null) {
      rows =
          rejects.shown(
              group.file().id(),
              group.code(),
              after == null ? 0 : after,
              SHOWN,
              current.need(Action.MERGER_PREPARE).id());
    }
  }

  private void read() {
    groups = new ArrayList<>();
    for (var each : deliveries.ofRun(run)) {
      rejects.counts(each.id()).forEach((why, count) -> groups.add(new Group(each, why, count)));
    }
    group =
        groups.stream()
            .filter(each -> file == null || each.file().id() == file)
            .filter(each -> code == null || each.code().name().equals(code))
            .findFirst()
            .orElse(groups.isEmpty() ? null : groups.get(0));
  }

  private void done() throws IOException, ServletException {
    var staff = current.need(Action.MERGER_PREPARE).id();
    if (post.has("repair")) {
      var id = post.key("repair");
      leaveIf(notices.tryTo(() -> repair(id, staff), "rejects.repaired"));
    } else if (post.has("letGo")) {
      var id = post.key("letGo");
      leaveIf(
          notices.tryTo(
              () -> rejects.letGo(id, post.text("reason"), staff, clock.now()),
              "rejects.let-go",
              1));
    } else if (post.has("letAllGo")) {
      letAllGo(staff);
    } else if (post.has("try")) {
      tried = notices.attempt(() -> rules.tried(rule(), staff)).orElse(null);
    } else if (post.has("apply")) {
      apply(staff);
    } else if (post.has("feed")) {
      feed(staff);
    }
  }

  private void repair(long id, long staff) {
    try {
      rejects.repairRaw(id, post.raw("raw"), staff, clock.now());
    } catch (RuleBroken why) {
      refused = why;
      throw why;
    }
  }

  private void letAllGo(long staff) {
    notices
        .attempt(
            () ->
                rejects.letAllGo(
                    group.file().id(), group.code(), post.text("reason"), staff, clock.now()))
        .ifPresent(
            count -> {
              notices.done("rejects.let-go", count);
              leaveIf(true);
            });
  }

  private RejectRules.Rule rule() {
    var column = post.raw("column");
    return new RejectRules.Rule(
        group.file().id(),
        group.code(),
        column.isEmpty() ? null : column,
        post.raw("find"),
        post.raw("replacement"));
  }

  private void apply(long staff) {
    notices
        .attempt(() -> rules.repair(rule(), staff, clock.now()))
        .ifPresent(
            outcome -> {
              notices.done("rejects.rule-done", outcome.repaired(), outcome.chosen());
              leaveIf(true);
            });
  }

  private void feed(long staff) throws IOException, ServletException {
    var part = request.getPart("sheet");
    fed =
        notices
            .attempt(
                () -> {
                  if (part == null || part.getSize() == 0) {
                    throw new RuleBroken("delivery.file-missing-here");
                  }
                  try (var content = part.getInputStream()) {
                    return sheet.feed(group.file().id(), content, staff, clock.now());
                  } catch (IOException e) {
                    throw new UncheckedIOException("The sheet could not be taken in", e);
                  }
                })
            .orElse(null);
    if (fed != null) {
      notices.done("rejects.fed", fed.repaired(), fed.unchanged(), fed.wrong());
      read();
    }
  }

  /** To the page anew, so that a reload does not send again; to the same group if it is left. */
  private void leaveIf(boolean done) {
    if (done) {
      Faces.redirect(
          "/merger-rejects?run=%s&file=%s&code=%s", run, group.file().id(), group.code());
    }
  }

  /** What would have been right, in the person's language. */
  public String expected(String stored) {
    return new Expected(stored).textIn(language.getLocale());
  }

  /** Why a record of the sheet does not fit, in the person's language. */
  public String why(RejectSheet.StillWrong wrong) {
    return wrong.why().textIn(language.getLocale());
  }

  /** Whether this line was typed anew and does not fit yet. */
  public boolean isStillWrong(Rejects.Reject row) {
    return refused != null && post.key("repair") == row.id();
  }

  /** A line as it was typed if it still does not fit, else as it was delivered. */
  public String typed(Rejects.Reject row) {
    return isStillWrong(row) ? post.raw("raw") : row.raw();
  }

  /** Why what was typed does not fit, in the person's language. */
  public String getRefusal() {
    return refused == null ? "" : refused.textIn(language.getLocale());
  }

  /** The run. */
  public Long getRun() {
    return run;
  }

  /** Its merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Files and reasons with open rejects. */
  public List<Group> getGroups() {
    return groups;
  }

  /** The one that is shown; null if nothing is open. */
  public Group getGroup() {
    return group;
  }

  /** Where forms of the page are sent. */
  public String getAddress() {
    return "/merger-rejects?run="
        + run
        + "&file="
        + group.file().id()
        + "&code="
        + group.code()
        + (after == null ? "" : "&after=" + after);
  }

  /** A page of its open rejects. */
  public List<Rejects.Reject> getRows() {
    return rows;
  }

  /** Line after which the next page begins; null on the last. */
  public Long getNext() {
    return rows.size() < SHOWN ? null : rows.get(rows.size() - 1).line();
  }

  /** What the rule would do; null when none was tried. */
  public RejectRules.Outcome getTried() {
    return tried;
  }

  /** What became of the sheet; null when none was fed. */
  public RejectSheet.Fed getFed() {
    return fed;
  }
}
