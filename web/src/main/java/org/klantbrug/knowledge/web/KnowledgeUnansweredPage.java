package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.knowledge.QaList;
import org.klantbrug.knowledge.Unanswered;
import org.klantbrug.knowledge.UnansweredQuestions;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Questions that were asked and have no answer; and where a colleague asks one. */
@Named
@RequestScoped
public class KnowledgeUnansweredPage {
  private static final int SHOWN = 200;

  @Inject private CurrentStaff current;
  @Inject private UnansweredQuestions unanswered;
  @Inject private QaList list;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private String show;
  @Inject @Param private String words;

  private List<Unanswered> questions;

  /** Opens the list, or takes a question; what was typed stays when a rule stops it. */
  public void act() {
    var by = current.need(Action.KNOWLEDGE_READ);
    if (post.has("ask")
        && notices.tryTo(
            () -> unanswered.ask(topic(), post.text("words"), by), "unanswered.done.ask")) {
      Faces.redirect("/knowledge-unanswered");
    }
  }

  private String topic() {
    return list.topics().contains(post.text("about")) ? post.text("about") : null;
  }

  /** Whether the form is open: something was typed. */
  public boolean isAsking() {
    return words != null && !words.isBlank() || post.has("ask");
  }

  /** Whether this person sees what all colleagues asked. */
  public boolean isEditor() {
    return current.get().may(Action.KNOWLEDGE_WRITE);
  }

  /** Whether those that wait are shown; else those that were decided. */
  public boolean isOpen() {
    return !"done".equals(show);
  }

  /** The questions, those asked most often first. */
  public List<Unanswered> getQuestions() {
    if (questions == null) {
      questions = unanswered.list(isOpen(), SHOWN, current.get());
    }
    return questions;
  }

  /** What questions can be about. */
  public List<String> getTopics() {
    return list.topics();
  }
}
