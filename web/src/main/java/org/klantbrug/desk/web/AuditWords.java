package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.web.Texts;

/** The codes and counts that an entry of the log keeps, as people say them. */
@RequestScoped
public class AuditWords {
  private static final Pattern ANSWER = Pattern.compile("(\\w+): (\\w+)");
  private static final Pattern FIGURE = Pattern.compile("([A-Z]+) (\\w+)(.*)");
  private static final Pattern REJECTS = Pattern.compile("([A-Z_]+) (\\d.*)");
  private static final Pattern WARNINGS = Pattern.compile("(\\w+) ([A-Z_]+) (\\d+)");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final List<String> OF_STAFF = List.of("role.", "audit.word.");
  private static final List<String> OF_CUSTOMERS =
      List.of("customer.purpose.", "customer.group.", "customer.way.", "verdict.");
  private static final Set<String> FILES = Set.of("fileAdded", "fileWithdrawn", "mappingConfirmed");

  private Texts texts;

  /** For the container. */
  protected AuditWords() {}

  /** Speaks the reader's language. */
  @Inject
  public AuditWords(Texts texts) {
    this.texts = texts;
  }

  /** Why, or what, in words; the entry's own text where it is no code. */
  public String why(Audit.Entry entry) {
    var kept = entry.purpose() == null ? "" : entry.purpose();
    var action = entry.action();
    if (FILES.contains(action)) {
      return texts.code("entity.", kept);
    }
    if (action.startsWith("total") || action.equals("differenceExplained")) {
      return figure(kept);
    }
    if (action.startsWith("reject")) {
      return rejects(kept);
    }
    if (action.startsWith("warnings")) {
      return warnings(kept);
    }
    return switch (action) {
      case "workDone" -> answer(kept);
      case "reconciliationSigned" -> texts.code("cutover.kind.", kept);
      case "staffCreated", "staffChanged" -> wordByWord(kept, OF_STAFF);
      case "customerOpened",
          "identityChecked",
          "notRecognised",
          "answerShown",
          "valueRevealed",
          "pairDecided",
          "pairOpened",
          "pairRevealed",
          "rehearsedCustomerOpened" ->
          wordByWord(kept, OF_CUSTOMERS);
      default -> texts.code("customer.purpose.", kept);
    };
  }

  /** Codes one after another, each by the first family that has a text for it. */
  private String wordByWord(String kept, List<String> families) {
    return WORD.matcher(kept)
        .replaceAll(word -> Matcher.quoteReplacement(inWords(word.group(), families)));
  }

  private String inWords(String word, List<String> families) {
    return families.stream()
        .map(family -> texts.code(family, word))
        .filter(text -> !text.equals(word))
        .findFirst()
        .orElse(word);
  }

  private String answer(String kept) {
    var match = ANSWER.matcher(kept);
    return match.matches()
        ? texts.code("step.", match.group(1)) + ": " + texts.code("outcome.", match.group(2))
        : kept;
  }

  private String figure(String kept) {
    var match = FIGURE.matcher(kept);
    return match.matches()
        ? texts.code("entity.", match.group(1))
            + ", "
            + texts.measure(match.group(2))
            + match.group(3)
        : kept;
  }

  private String rejects(String kept) {
    var match = REJECTS.matcher(kept);
    return match.matches() ? reason(match.group(1)) + ": " + match.group(2) : kept;
  }

  private String warnings(String kept) {
    var match = WARNINGS.matcher(kept);
    return match.matches()
        ? texts.code("field.", match.group(1))
            + ", "
            + reason(match.group(2))
            + ": "
            + match.group(3)
        : kept;
  }

  private String reason(String code) {
    return Arrays.stream(Reason.values())
        .filter(each -> each.name().equals(code))
        .map(each -> each.textIn(texts.locale()))
        .findFirst()
        .orElse(code);
  }
}
