package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.knowledge.Answer;
import org.klantbrug.knowledge.QaSearch;
import org.klantbrug.knowledge.Unanswered;
import org.klantbrug.knowledge.UnansweredQuestions;
import org.klantbrug.shared.web.Language;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** A question that was asked in vain: how often, in which words, and what is done with it. */
@Named
@RequestScoped
public class KnowledgeAskedPage {
  private static final int EXAMPLES = 20;
  private static final int SUGGESTED = 5;

  @Inject private CurrentStaff current;
  @Inject private UnansweredQuestions unanswered;
  @Inject private QaSearch search;
  @Inject private Language language;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private String find;

  private Unanswered question;
  private List<Answer> suggestions;
  private List<UnansweredQuestions.Occasion> occasions;

  /** Opens it, or decides what is done with it. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent() && decided()) {
      Faces.redirect("/knowledge-asked?id=%s", id);
      return;
    }
    question = unanswered.read(id, current.get());
  }

  private boolean decided() {
    var version = (int) post.key("version");
    if (post.has("answer")) {
      var by = current.need(Action.KNOWLEDGE_WRITE);
      return notices.tryTo(
          () -> unanswered.answer(id, version, post.key("answer"), by), "unanswered.done.answer");
    }
    var by = current.need(Action.KNOWLEDGE_PUBLISH);
    return post.has("dismiss")
        && notices.tryTo(
            () -> unanswered.dismiss(id, version, post.text("why"), by), "unanswered.done.dismiss");
  }

  /** The question. */
  public Unanswered getQuestion() {
    return question;
  }

  /** Whether this person may answer it now. */
  public boolean isAnswerable() {
    return question.isDecidable() && current.get().may(Action.KNOWLEDGE_WRITE);
  }

  /** Whether this person may say that it gets no answer. */
  public boolean isDismissable() {
    return question.isDecidable() && current.get().may(Action.KNOWLEDGE_PUBLISH);
  }

  /** Published answers that may be what was looked for. */
  public List<Answer> getSuggestions() {
    if (suggestions == null) {
      var looked = find == null || find.isBlank() ? question.words() : find;
      suggestions = search.forStaff(looked, language.getCode(), SUGGESTED, current.get());
    }
    return suggestions;
  }

  /** The newest times that it was asked. */
  public List<UnansweredQuestions.Occasion> getOccasions() {
    if (occasions == null) {
      occasions = unanswered.occasions(id, EXAMPLES, current.get());
    }
    return occasions;
  }
}
