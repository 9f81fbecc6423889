package org.klantbrug.outbound.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbound.TextPlace;
import org.klantbrug.outbound.TextTemplate;
import org.klantbrug.outbound.TextTemplates;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** The texts that colleagues can insert, for who keeps them. */
@Named
@RequestScoped
public class TextsPage {
  @Inject private CurrentStaff current;
  @Inject private TextTemplates texts;
  @Inject private Post post;
  @Inject private Notices notices;

  private List<TextTemplate> all;

  /** Sets what was changed. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.TEXT_SETTINGS);
    if (notices.tryTo(() -> texts.set(typed(), by), "text.set-done")) {
      Faces.redirect("/texts");
    }
  }

  private TextTemplate typed() {
    return new TextTemplate(
        post.key("text"),
        getPlaces().stream()
            .filter(place -> place.name().equals(post.text("place")))
            .findFirst()
            .orElse(null),
        post.text("name"),
        post.text("nl"),
        post.text("en"),
        post.has("active"),
        null,
        null,
        (int) post.key("version"));
  }

  /** Where texts can be chosen. */
  public List<TextPlace> getPlaces() {
    return Arrays.asList(TextPlace.values());
  }

  /** The texts of a place, those that can be chosen first. */
  public List<TextTemplate> of(TextPlace place) {
    if (all == null) {
      all = texts.all();
    }
    return all.stream().filter(text -> text.place() == place).toList();
  }
}
