package org.klantbrug.crisis;

/**
 * What somebody thinks is a crisis, or wants to exercise.
 *
 * @param name by which all will call it
 * @param cause what it comes from; null while nobody knows
 * @param exercise nothing leaves the system
 */
public record NewCrisis(String name, String whatHappened, String cause, boolean exercise) {
  static final int LONGEST_NAME = 120;
  private static final int LONGEST_STORY = 4_000;
  private static final int LONGEST_CAUSE = 200;

  static String name(String typed) {
    return Words.needed(typed, LONGEST_NAME, "crisis.name");
  }

  NewCrisis checked() {
    return new NewCrisis(
        name(name),
        Words.needed(whatHappened, LONGEST_STORY, "crisis.what-happened"),
        Words.orNull(cause, LONGEST_CAUSE, "crisis.cause"),
        exercise);
  }
}
