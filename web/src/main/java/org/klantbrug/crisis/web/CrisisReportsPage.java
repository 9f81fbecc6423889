package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.SituationReport;
import org.klantbrug.crisis.SituationReports;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** How a crisis stands and stood: written by the clock, with what is counted now. */
@Named
@RequestScoped
public class CrisisReportsPage {
  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private SituationReports reports;
  @Inject private ScenarioTyping typing;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long report;

  private Crisis crisis;
  private List<SituationReport> written;

  /** Opens it, or keeps what was written. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    crisis = crises.of(id);
    if (post.isSent() && done()) {
      Faces.redirect("/crisis-reports?id=%s", id);
      return;
    }
    if (report != null && reports.read(report).crisisId() != id) {
      throw new NotThere();
    }
  }

  private boolean done() {
    if (post.has("rhythm")) {
      var by = current.need(Action.CRISIS_LEAD);
      return notices.tryTo(() -> reports.set(rhythm(), by), "situation.done.rhythm");
    }
    var by = current.need(Action.CRISIS_WORK);
    return post.has("write")
        && notices.tryTo(() -> reports.write(id, words(by), by), "situation.done.write");
  }

  private SituationReports.Rhythm rhythm() {
    return new SituationReports.Rhythm(
        (int) post.key("rhythm"),
        typing.figure("minutes"),
        typing.figure("writeMinutes"),
        (int) post.key("version"));
  }

  private SituationReports.Words words(Staff by) {
    return new SituationReports.Words(
        post.text("known"),
        post.text("notKnown"),
        post.text("customers"),
        post.text("done"),
        post.text("next"),
        moment(post.text("nextAt")));
  }

  private static Instant moment(String typed) {
    try {
      return LocalDateTime.parse(typed).atZone(BusinessClock.ZONE).toInstant();
    } catch (DateTimeException none) {
      return null; // the rhythm of the level says it
    }
  }

  /** The crisis. */
  public Crisis getCrisis() {
    return crisis;
  }

  /** The reports, the newest first; only one if it was asked for. */
  public List<SituationReport> getReports() {
    if (written == null) {
      written =
          report == null
              ? reports.of(id)
              : reports.of(id).stream().filter(each -> each.id() == report).toList();
    }
    return written;
  }

  /** Whether one report is shown, to be read or printed. */
  public boolean isOne() {
    return report != null;
  }

  /** What is counted now. */
  public SituationReport.Figures getFigures() {
    return reports.figures(crisis);
  }

  /** By when the next one must be written; null while the crisis does not run. */
  public Instant getDueAt() {
    return reports.dueAt(crisis).orElse(null);
  }

  /** Whether it should have been written. */
  public boolean isLate() {
    return getDueAt() != null && getDueAt().isBefore(clock.now());
  }

  /** Whether this person writes one now. */
  public boolean isWriter() {
    return !isOne() && crisis.isRunning() && current.get().may(Action.CRISIS_WORK);
  }

  /** Whether this person sets how often. */
  public boolean isSetter() {
    return !isOne() && current.get().may(Action.CRISIS_LEAD);
  }

  /** When the one after comes, as a field of the page says it. */
  public String getNextAt() {
    return TYPED.format(reports.usualNext(crisis).atZone(BusinessClock.ZONE));
  }

  /** How often crises are reported on. */
  public List<SituationReports.Rhythm> getRhythms() {
    return reports.rhythms();
  }
}
