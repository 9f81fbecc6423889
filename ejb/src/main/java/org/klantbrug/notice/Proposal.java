package org.klantbrug.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.klantbrug.notice.Campaign.Kind;
import org.klantbrug.notice.Campaign.Situation;

/** Words that an editor can begin with: they have every field that a customer must hear. */
final class Proposal {
  private Proposal() {}

  /**
   * @param known codes of the fields that are known now
   */
  static NoticeText of(Kind kind, String language, Situation situation, List<String> known) {
    var words =
        ResourceBundle.getBundle(
            "org.klantbrug.notice.words",
            Locale.forLanguageTag(language),
            Proposal.class.getClassLoader());
    var ending = kind == Kind.CORRECTION ? kind.name() : kind + "." + situation;
    var parts = new ArrayList<String>();
    parts.add(words.getString("proposal.opening." + ending));
    parts.add(words.getString("proposal.middle." + kind));
    if (known.contains(NoticeField.QUESTIONS.code())) {
      parts.add(words.getString("proposal.questions"));
    }
    if (kind == Kind.ANNOUNCEMENT && known.contains(NoticeField.OBJECTION_LINK.code())) {
      parts.add(words.getString("proposal.objection"));
    }
    parts.add(words.getString("proposal.end"));
    return NoticeText.typed(
        language,
        situation,
        words.getString("proposal.line." + ending),
        String.join("\n\n", parts));
  }
}
