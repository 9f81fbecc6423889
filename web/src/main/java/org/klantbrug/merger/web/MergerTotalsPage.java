package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.ControlTotal;
import org.klantbrug.merger.ControlTotalChanges;
import org.klantbrug.merger.ControlTotals;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.TypedFigure;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The control totals of the acquired company: typed, read from a file, or taken away. */
@Named
@RequestScoped
public class MergerTotalsPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private ControlTotals totals;
  @Inject private ControlTotalChanges changes;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;
  @Inject @Param private Long run;

  private Mergers.View merger;
  private List<ControlTotal> rows;

  /** Something that can be counted or added up. */
  public record Choice(Entity entity, String measure) {}

  /** Reads the control totals and does with them what was asked. */
  public void act() throws IOException, ServletException {
    if (run == null) {
      throw new NotThere();
    }
    merger = mergers.readByRun(run);
    if (post.has("enter")) {
      var staff = current.need(Action.MERGER_PREPARE).id();
      leaveIf(notices.tryTo(() -> totals.enter(List.of(typed()), by(staff)), "totals.entered", 1));
    } else if (post.has("remove")) {
      var staff = current.need(Action.MERGER_PREPARE).id();
      var total = choice(post.text("remove"));
      leaveIf(
          notices.tryTo(
              () ->
                  totals.remove(
                      run, merger.acquiredId(), total.entity(), total.measure(), by(staff)),
              "totals.removed"));
    } else if (post.has("take")) {
      take(current.need(Action.MERGER_PREPARE).id());
    }
    rows =
        totals.ofRun(run).stream()
            .filter(total -> total.companyId() == merger.acquiredId())
            .toList();
  }

  private ControlTotals.By by(long staff) {
    return new ControlTotals.By(staff, post.text("reason"), clock.now());
  }

  private ControlTotal typed() {
    var choice = choice(post.text("what"));
    return new ControlTotal(
        run,
        merger.acquiredId(),
        choice.entity(),
        choice.measure(),
        figure(choice, post.text("value")),
        post.text("source"));
  }

  private Choice choice(String text) {
    return getChoices().stream()
        .filter(each -> (each.entity() + " " + each.measure()).equals(text))
        .findFirst()
        .orElseThrow(NotThere::new);
  }

  private static BigDecimal figure(Choice of, String typed) {
    var read = of.measure().equals("COUNT") ? TypedFigure.count(typed) : TypedFigure.amount(typed);
    return read.orElseThrow(() -> new RuleBroken("totals.no-number", typed));
  }

  private void take(long staff) throws IOException, ServletException {
    var part = request.getPart("file");
    notices
        .attempt(
            () -> {
              if (part == null || part.getSize() == 0) {
                throw new RuleBroken("delivery.file-missing-here");
              }
              try (var content = part.getInputStream()) {
                return totals.take(
                    run, merger.acquiredId(), content, part.getSubmittedFileName(), by(staff));
              } catch (IOException e) {
                throw new UncheckedIOException("The control totals could not be taken in", e);
              }
            })
        .ifPresent(
            count -> {
              notices.done("totals.entered", count);
              leaveIf(true);
            });
  }

  private void leaveIf(boolean done) {
    if (done) {
      Faces.redirect("/merger-totals?run=%s", run);
    }
  }

  /** What can be counted or added up, kind by kind. */
  public List<Choice> getChoices() {
    return java.util.Arrays.stream(Entity.values())
        .flatMap(
            entity ->
                ControlTotals.measures(entity).stream().map(measure -> new Choice(entity, measure)))
        .toList();
  }

  /** Key of what is counted, for the form. */
  public String key(Entity entity, String measure) {
    return String.format(Locale.ROOT, "%s %s", entity, measure);
  }

  /** The run. */
  public Long getRun() {
    return run;
  }

  /** Its merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The control totals. */
  public List<ControlTotal> getRows() {
    return rows;
  }

  /** What was changed or taken away, or came after the files were read; in its order. */
  public List<ControlTotalChanges.Change> getCorrections() {
    return changes.ofRun(run).stream()
        .filter(each -> each.companyId() == merger.acquiredId())
        .filter(ControlTotalChanges.Change::isCorrection)
        .toList();
  }

  /** Whether a total of such records is changed only with a reason now. */
  public boolean isReasonNeeded(Entity entity) {
    return totals.needsReason(run, merger.acquiredId(), entity);
  }

  /** Whether any total is changed only with a reason now. */
  public boolean isLate() {
    return isReasonNeeded(Entity.CUSTOMER) || isReasonNeeded(Entity.CONTACT);
  }

  /** Whether this person may change them now. */
  public boolean isChangeable() {
    return merger.openRun() && current.get().may(Action.MERGER_PREPARE);
  }
}
