package org.klantbrug.complaint;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.klantbrug.shared.Spoken;

/** What a complaint lacks, in the words of a rule: {@code complaint.missing.*}. */
record MissingParts(List<String> parts) implements Spoken {
  MissingParts {
    parts = List.copyOf(parts);
  }

  @Override
  public String textIn(Locale language) {
    var words = ResourceBundle.getBundle("org.klantbrug.rules", language);
    return parts.stream()
        .map(part -> words.getString("complaint.missing." + part))
        .collect(Collectors.joining(", "));
  }
}
