package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.klantbrug.outbound.Letters;
import org.klantbrug.shared.Database;

/**
 * What is said of the parts of a complaint, taken together, so that the customer reads one letter.
 * Parts of which the same is said stand together.
 */
@ApplicationScoped
public class PartWords {
  private Database database;
  private Letters letters;

  /** For the container. */
  protected PartWords() {}

  /** Works with these. */
  @Inject
  public PartWords(Database database, Letters letters) {
    this.database = database;
    this.letters = letters;
  }

  private record Verdict(Decision decision, String explanation) {}

  /**
   * For the customer: of each part whether he is right, and why it went wrong.
   *
   * @param language of the customer: {@code nl} or {@code en}
   * @return empty if the complaint is whole, or no part was answered
   */
  public String explanation(ComplaintView complaint, String language) {
    var answers =
        together(complaint.id(), part -> new Verdict(part.decision(), part.explanation()))
            .entrySet()
            .stream()
            .filter(each -> each.getKey().decision() != null)
            .map(each -> answer(each.getKey(), each.getValue()))
            .toList();
    return answers.isEmpty()
        ? ""
        : letters
            .of(
                PartWords.class,
                "parts",
                language,
                Map.of("number", complaint.number(), "answers", answers))
            .body();
  }

  private static Map<String, Object> answer(Verdict verdict, List<Part> parts) {
    return Map.of(
        "grievances",
        parts.stream().map(PartWords::named).toList(),
        "decision",
        verdict.decision().name(),
        "explanation",
        verdict.explanation());
  }

  /** For colleagues: the reasons of each part; empty if there are none. */
  public String reasons(long complaint) {
    return listed(complaint, Part::reasons);
  }

  /** For the customer: what was done with each part; empty if nobody said. */
  public String done(long complaint) {
    return listed(complaint, Part::done);
  }

  private String listed(long complaint, Function<Part, String> said) {
    return together(complaint, part -> Written.orNull(said.apply(part))).entrySet().stream()
        .filter(each -> each.getKey() != null)
        .map(
            each ->
                each.getValue().stream().map(PartWords::named).collect(Collectors.joining("\n"))
                    + "\n"
                    + each.getKey())
        .collect(Collectors.joining("\n\n"));
  }

  private <K> Map<K, List<Part>> together(long complaint, Function<Part, K> by) {
    var together = new LinkedHashMap<K, List<Part>>();
    database
        .with(handle -> PartRows.of(handle, complaint))
        .forEach(
            part -> together.computeIfAbsent(by.apply(part), said -> new ArrayList<>()).add(part));
    return together;
  }

  private static String named(Part part) {
    return part.no() + ". " + part.grievance();
  }
}
