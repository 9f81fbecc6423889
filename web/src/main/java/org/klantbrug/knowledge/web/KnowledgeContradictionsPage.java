package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.knowledge.Contradiction;
import org.klantbrug.knowledge.Contradictions;
import org.omnifaces.cdi.Param;

/** Answers that say different things about one question. */
@Named
@RequestScoped
public class KnowledgeContradictionsPage {
  private static final int SHOWN = 200;

  @Inject private CurrentStaff current;
  @Inject private Contradictions contradictions;
  @Inject @Param private String show;

  private List<Contradiction> pairs;

  /** Whether those that wait are shown; else those that are over. */
  public boolean isOpen() {
    return !"done".equals(show);
  }

  /** The pairs, the newest first. */
  public List<Contradiction> getPairs() {
    if (pairs == null) {
      pairs = contradictions.list(isOpen(), SHOWN, current.get());
    }
    return pairs;
  }
}
