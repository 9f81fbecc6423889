package org.klantbrug.threat.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.threat.DutyRoster;
import org.klantbrug.threat.Judgement;
import org.klantbrug.threat.State;
import org.klantbrug.threat.ThreatList;
import org.klantbrug.threat.ThreatReport;
import org.klantbrug.threat.Threats;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One report: what was seen, who was called, and what it is; for who reported it, the outcome. */
@Named
@RequestScoped
public class ThreatPage {
  @Inject private CurrentStaff current;
  @Inject private Threats threats;
  @Inject private ThreatList list;
  @Inject private DutyRoster roster;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private ThreatReport report;
  private List<ThreatList.Event> events;
  private List<ThreatReport> joinable;
  private ThreatList.Own outcome;
  private List<DutyRoster.Person> people;

  private interface Taking {
    void take(int version, Staff by);
  }

  private final Map<String, Taking> steps =
      Map.of(
          "take", (version, by) -> threats.take(id, version, by),
          "judge",
              (version, by) ->
                  threats.judge(id, version, judgement(), post.text("reason"), day(), by),
          "join",
              (version, by) ->
                  threats.join(id, version, post.text("to"), post.text("because"), by));

  /** Opens it, or takes the step whose button was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent() && taken()) {
      Faces.redirect("/threat?id=%s", id);
      return;
    }
    report = list.read(id, current.get());
    if (report.isOf(current.get())) {
      outcome = list.outcome(id, current.get());
      threats.seen(id, current.get());
    }
  }

  private boolean taken() {
    var by = current.need(Action.THREAT_JUDGE);
    var pressed = steps.keySet().stream().filter(post::has).findFirst().orElseThrow(NotThere::new);
    return notices.tryTo(
        () -> steps.get(pressed).take((int) post.key("version"), by), "threat.done." + pressed);
  }

  private Judgement judgement() {
    return getJudgements().stream()
        .filter(each -> each.name().equals(post.text("judgement")))
        .findFirst()
        .orElse(null);
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("again"));
    } catch (DateTimeException none) {
      return null;
    }
  }

  /** The report. */
  public ThreatReport getReport() {
    return report;
  }

  /** What became of it, for who reported it; null for others. */
  public ThreatList.Own getOutcome() {
    return outcome;
  }

  /** Whether the person may read all of it, not only what became of his own. */
  public boolean isFull() {
    return current.get().may(Action.THREAT_READ);
  }

  /** Whether the person may judge it now. */
  public boolean isJudgeable() {
    return current.get().may(Action.THREAT_JUDGE) && report.state().isJudgeable();
  }

  /** Whether the person can say that he judges it. */
  public boolean isTakeable() {
    return isJudgeable()
        && report.state() == State.OPEN
        && !Long.valueOf(current.get().id()).equals(report.holderId());
  }

  /** Whether it should have been judged by now. */
  public boolean isLate() {
    return report.late(clock.now());
  }

  /** What can be said of it. */
  public List<Judgement> getJudgements() {
    return Arrays.asList(Judgement.values());
  }

  /** What happened to it, the last on top. */
  public List<ThreatList.Event> getEvents() {
    if (events == null) {
      events = list.events(id);
    }
    return events;
  }

  /** Reports about the same matter that are judged with it. */
  public List<ThreatReport> getJoined() {
    return list.joinedTo(id);
  }

  /** What was counted when the system reported it. */
  public List<ThreatList.Counted> getFigures() {
    return list.figures(id);
  }

  /** Reports with which it can be judged. */
  public List<ThreatReport> getJoinable() {
    if (joinable == null) {
      joinable = list.joinable(id);
    }
    return joinable;
  }

  /** Under which number who has it is called; empty if none is known. */
  public String getPhone() {
    if (people == null) {
      people = roster.people();
    }
    return people.stream()
        .filter(each -> each.phone() != null && Long.valueOf(each.id()).equals(report.holderId()))
        .map(DutyRoster.Person::phone)
        .findFirst()
        .orElse("");
  }

  /** The day on which it is proposed to look again. */
  public LocalDate getTomorrow() {
    return clock.today().plusDays(1);
  }
}
