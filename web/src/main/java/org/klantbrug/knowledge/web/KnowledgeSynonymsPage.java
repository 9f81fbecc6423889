package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.knowledge.Synonyms;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** Words that mean the same, for who publishes answers. */
@Named
@RequestScoped
public class KnowledgeSynonymsPage {
  @Inject private CurrentStaff current;
  @Inject private Synonyms synonyms;
  @Inject private Post post;
  @Inject private Notices notices;

  /** Opens the page, or keeps what was changed; searching uses it at once. */
  public void act() {
    var by = current.need(Action.KNOWLEDGE_PUBLISH);
    if (post.isSent() && notices.tryTo(() -> keep(by), "synonym.done")) {
      Faces.redirect("/knowledge-synonyms");
    }
  }

  private void keep(Staff by) {
    if (post.has("change")) {
      synonyms.change(
          post.key("change"),
          (int) post.key("version"),
          post.text("words"),
          post.has("active"),
          by);
    } else {
      synonyms.add(post.text("add"), post.text("words"), by);
    }
  }

  /** In which languages there are words. */
  public List<String> getLanguages() {
    return Synonyms.LANGUAGES;
  }

  /** The lines of a language. */
  public List<Synonyms.Line> of(String language) {
    return synonyms.of(language);
  }
}
