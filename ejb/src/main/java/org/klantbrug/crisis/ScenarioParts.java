package org.klantbrug.crisis;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.mapper.Nested;
import org.klantbrug.shared.RuleBroken;

/**
 * What a scenario is made of.
 *
 * @param steps in the order in which they are done
 */
public record ScenarioParts(List<Step> steps, List<Draft> drafts, List<Question> questions) {
  /** Thirty days: what takes longer is no step of a crisis. */
  private static final int MOST_MINUTES = 43_200;

  private static final int LONGEST_STEP = 1000;
  private static final int LONGEST_DRAFT = 4000;
  private static final int LONGEST_QUESTION = 300;
  private static final int LAST_PLACE = 999;

  /** Kinds of customer relation, by which a message and its means are chosen (D23). */
  public static final List<String> RELATIONS =
      List.of("AFFECTED", "OWN", "CAME_OVER", "ABOUT_TO_COME", "BUSINESS", "BOTH", "NOT_AFFECTED");

  /** By which they are told. */
  public static final List<String> MEANS = List.of("LETTER", "MAIL", "CAMPAIGN", "NONE");

  /**
   * A step.
   *
   * @param id 0 for a new one
   * @param role whose work it is, by its code
   * @param ownerId who does it; null for whoever of the role takes it
   * @param owner their name
   * @param minutes within so many of the declaration
   * @param evidence whether something must show that it is done
   */
  public record Step(
      long id,
      int place,
      @Nested("what") BothLanguages what,
      String role,
      Long ownerId,
      String owner,
      int minutes,
      boolean evidence) {
    Step checked() {
      if (place < 1 || place > LAST_PLACE || minutes < 1 || minutes > MOST_MINUTES) {
        throw new RuleBroken("crisis.step-when", LAST_PLACE, MOST_MINUTES);
      }
      if (role == null || role.isBlank()) {
        throw new RuleBroken("crisis.step-role");
      }
      return new Step(
          id,
          place,
          BothLanguages.of(what, LONGEST_STEP, "crisis.step-words"),
          role,
          ownerId,
          owner,
          minutes,
          evidence);
    }
  }

  /**
   * What customers are told.
   *
   * @param id 0 for a new one
   * @param relation one of {@link #RELATIONS}
   * @param means one of {@link #MEANS}
   */
  public record Draft(long id, String relation, String means, @Nested("text") BothLanguages text) {
    Draft checked() {
      if (!Set.copyOf(RELATIONS).contains(relation == null ? "" : relation)
          || !Set.copyOf(MEANS).contains(means == null ? "" : means)) {
        throw new RuleBroken("crisis.draft-whom");
      }
      return new Draft(
          id, relation, means, BothLanguages.of(text, LONGEST_DRAFT, "crisis.draft-words"));
    }
  }

  /**
   * What customers will ask.
   *
   * @param id 0 for a new one
   * @param itemId the answer that lies ready; null while it is to be written
   */
  public record Question(long id, @Nested("question") BothLanguages question, Long itemId) {
    Question checked() {
      return new Question(
          id, BothLanguages.of(question, LONGEST_QUESTION, "crisis.question-words"), itemId);
    }
  }
}
