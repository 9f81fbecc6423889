package org.klantbrug.sla.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.klantbrug.identity.People;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.StoryLine;
import org.omnifaces.cdi.Param;

/** One date that runs or ran: why it is what it is, and what happened to it. */
@Named
@RequestScoped
public class ClockPage {
  @Inject private Clocks clocks;
  @Inject private People people;
  @Inject private Texts texts;
  @Inject private BusinessClock time;
  @Inject @Param private Long id;

  private SlaClock clock;

  /** The clock. */
  public SlaClock getClock() {
    if (clock == null) {
      clock = Optional.ofNullable(id).flatMap(clocks::find).orElseThrow(NotThere::new);
    }
    return clock;
  }

  /** How it stands now. */
  public SlaClock.Standing getStanding() {
    return getClock().standing(time.now());
  }

  /** Why it stands where it stands. */
  public String getWhy() {
    return clocks.explain(getClock(), texts.locale());
  }

  /** What happened to it, the first on top. */
  public List<StoryLine> getStory() {
    return clocks.storyOf(getClock().id(), texts.locale());
  }

  /** Who keeps the date: a name, or a role. */
  public String getOwner() {
    var owner = getClock().owner();
    return owner.staffId() == null
        ? texts.code("role.", owner.role())
        : people.list().stream()
            .filter(each -> each.id() == owner.staffId())
            .map(People.Person::fullName)
            .findFirst()
            .orElse("");
  }
}
