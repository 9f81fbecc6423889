package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import org.klantbrug.privacy.Obstacle;
import org.klantbrug.shared.web.Texts;

/** What tables and columns are called, for a customer and for who decides. */
@Named("privacyWords")
@RequestScoped
public class PrivacyWords {
  private Texts texts;

  /** For the container. */
  protected PrivacyWords() {}

  /** Speaks the reader's language. */
  @Inject
  public PrivacyWords(Texts texts) {
    this.texts = texts;
  }

  /** What the rows of a table are. */
  public String place(String table) {
    return texts.code("privacy.place.", table);
  }

  /** What a column is called. */
  public String column(String column) {
    var said = texts.code("privacy.column.", column);
    return said.equals(column) ? texts.code("field.", column) : said;
  }

  /** Several, one after another. */
  public String columns(List<String> columns) {
    return columns.stream().map(this::column).distinct().collect(Collectors.joining(", "));
  }

  /** What stands in the way, and what to do about it. */
  public String obstacle(Obstacle obstacle) {
    return new org.klantbrug.shared.RuleBroken(
            "privacy.obstacle." + obstacle.kind(), obstacle.name())
        .textIn(texts.locale());
  }
}
