package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.knowledge.Contradiction;
import org.klantbrug.knowledge.Contradictions;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Two answers to one question, beside each other. */
@Named
@RequestScoped
public class KnowledgeContradictionPage {
  @Inject private CurrentStaff current;
  @Inject private Contradictions contradictions;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Contradiction pair;

  /** Opens it, or lets both stay. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.has("keep") && isKept(current.need(Action.KNOWLEDGE_WRITE))) {
      Faces.redirect("/knowledge-contradiction?id=%s", id);
      return;
    }
    pair = contradictions.read(id, current.get());
  }

  private boolean isKept(Staff by) {
    return notices.tryTo(
        () -> contradictions.keep(id, (int) post.key("version"), post.text("why"), by),
        "contradiction.done.keep");
  }

  /** The two answers. */
  public Contradiction getPair() {
    return pair;
  }

  /** Whether this person may say that both stay. */
  public boolean isDecidable() {
    return current.get().may(Action.KNOWLEDGE_WRITE) && pair.decidable(current.get());
  }
}
