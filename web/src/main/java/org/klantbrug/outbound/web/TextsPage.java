package org.klantbrug.outbound.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.TextField;
import org.klantbrug.outbound.TextPlace;
import org.klantbrug.outbound.TextTemplate;
import org.klantbrug.outbound.TextTemplates;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.util.Faces;

/** The texts that colleagues can insert, for who keeps them. */
@Named
@RequestScoped
public class TextsPage {
  @Inject private CurrentStaff current;
  @Inject private TextTemplates texts;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts say;

  private List<TextTemplate> all;
  private Map<String, List<KeptVersion>> versions;

  /** Sets what was changed. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.TEXT_SETTINGS);
    if (notices.tryTo(() -> set(by), "text.set-done")) {
      Faces.redirect("/texts");
    }
  }

  private void set(Staff by) {
    if (post.has("earlier")) {
      texts.putBack(post.key("of"), (int) post.key("earlier"), (int) post.key("version"), by);
    } else {
      texts.set(typed(), by);
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

  /** All fields that a text can have somewhere. */
  public List<TextField> getFields() {
    return Arrays.asList(TextField.values());
  }

  /** The texts of a place, those that can be chosen first. */
  public List<TextTemplate> of(TextPlace place) {
    if (all == null) {
      all = texts.all();
    }
    return all.stream().filter(text -> text.place() == place).toList();
  }

  /** What a text said before, the newest version first. */
  public List<KeptVersion.Entry> history(long id) {
    if (versions == null) {
      versions = texts.history();
    }
    return KeptVersion.history(versions.getOrDefault(Long.toString(id), List.of()));
  }

  /** What a field of a version says, in words. */
  public String version(String field, String said) {
    return switch (field) {
      case "place" -> say.code("text.place.", said);
      case "active" -> say.code("version.yes-no.", said);
      default -> said;
    };
  }
}
