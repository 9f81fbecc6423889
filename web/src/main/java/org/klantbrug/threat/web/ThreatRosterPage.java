package org.klantbrug.threat.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.threat.DutyRoster;
import org.omnifaces.util.Faces;

/** Who has crisis duty when, where nobody has, and under which numbers people are called. */
@Named
@RequestScoped
public class ThreatRosterPage {
  private static final int A_WEEK = 7;

  @Inject private CurrentStaff current;
  @Inject private DutyRoster roster;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;

  private List<DutyRoster.Duty> duties;
  private List<DutyRoster.Hole> holes;
  private List<DutyRoster.Person> people;

  /** Opens it, or does what was asked. */
  public void act() {
    if (post.isSent()) {
      var by = current.need(Action.THREAT_ROSTER);
      if (post.has("give")) {
        again(
            notices.tryTo(
                () ->
                    roster.give(
                        post.chosen("who"),
                        post.chosen("deputy"),
                        moment("from"),
                        moment("until"),
                        by),
                "threat.done.give"));
      } else if (post.has("end")) {
        again(notices.tryTo(() -> roster.end(post.key("end"), by), "threat.done.end"));
      } else if (post.has("phoneOf")) {
        again(
            notices.tryTo(
                () -> roster.phone(post.key("phoneOf"), post.text("phone"), by),
                "threat.done.phone"));
      } else {
        throw new NotThere();
      }
    }
  }

  private static void again(boolean done) {
    if (done) {
      Faces.redirect("/threat-roster");
    }
  }

  private Instant moment(String field) {
    try {
      return LocalDateTime.parse(post.text(field)).atZone(BusinessClock.ZONE).toInstant();
    } catch (DateTimeException none) {
      return null;
    }
  }

  /** The periods that are not over. */
  public List<DutyRoster.Duty> getDuties() {
    if (duties == null) {
      duties = roster.coming();
    }
    return duties;
  }

  /** When nobody has duty. */
  public List<DutyRoster.Hole> getHoles() {
    if (holes == null) {
      holes = roster.holes();
    }
    return holes;
  }

  /** Who can have duty, or leads. */
  public List<DutyRoster.Person> getPeople() {
    if (people == null) {
      people = roster.people();
    }
    return people;
  }

  /** Who is called when nobody has duty. */
  public List<DutyRoster.Person> getLeads() {
    return getPeople().stream().filter(DutyRoster.Person::leads).toList();
  }

  /** How many days ahead holes are shown. */
  public int getDaysAhead() {
    return DutyRoster.DAYS_AHEAD;
  }

  /** Whether somebody has duty now. */
  public boolean isNow(DutyRoster.Duty duty) {
    return !duty.fromAt().isAfter(clock.now()) && !duty.away();
  }

  /** What stands in a field: what was typed, else the first hole, for a week at most. */
  public String value(String field) {
    if (post.has("give")) {
      return post.text(field);
    }
    if (getHoles().isEmpty()) {
      return "";
    }
    var hole = getHoles().get(0);
    var begin = LocalDateTime.ofInstant(hole.fromAt(), BusinessClock.ZONE);
    var end = LocalDateTime.ofInstant(hole.untilAt(), BusinessClock.ZONE);
    var week = begin.toLocalDate().plusDays(A_WEEK).atTime(9, 0);
    return switch (field) {
      case "from" -> begin.truncatedTo(ChronoUnit.MINUTES).toString();
      case "until" -> (week.isBefore(end) ? week : end).truncatedTo(ChronoUnit.MINUTES).toString();
      default -> "";
    };
  }
}
