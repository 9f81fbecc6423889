package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.CrisisRoom;
import org.klantbrug.shared.web.NotThere;
import org.omnifaces.cdi.Param;

/** What colleagues say to customers while a crisis runs, and what they do not say. */
@Named
@RequestScoped
public class CrisisBriefingPage {
  @Inject private Crises crises;
  @Inject private CrisisRoom room;
  @Inject @Param private Long id;

  private Crisis crisis;

  /** Reads it; nobody is briefed on what was not declared. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    crisis = crises.of(id);
    if (crisis.level() == null) {
      throw new NotThere();
    }
  }

  /** The crisis. */
  public Crisis getCrisis() {
    return crisis;
  }

  /** The newest words; null while nobody wrote any. */
  public CrisisRoom.Briefing getBriefing() {
    return room.briefing(id).orElse(null);
  }

  /** Questions whose answers readers see now. */
  public List<CrisisRoom.Question> getQuestions() {
    return room.questions(id).stream().filter(CrisisRoom.Question::shown).toList();
  }
}
