package org.klantbrug.knowledge;

import org.klantbrug.shared.RuleBroken;

/**
 * A question and its answer, in Dutch, in English, or in both.
 *
 * @param questionNl null if there is none in Dutch; so is its answer
 * @param questionEn null if there is none in English; so is its answer
 */
public record Wording(String questionNl, String answerNl, String questionEn, String answerEn) {
  /** How many characters a question may have. */
  public static final int LONGEST_QUESTION = 300;

  /** How many characters an answer may have. */
  public static final int LONGEST_ANSWER = 8000;

  /**
   * The same without blanks around it.
   *
   * @throws RuleBroken {@code knowledge.*} if a question lacks its answer, or one is too long
   */
  Wording checked() {
    var clean = new Wording(said(questionNl), said(answerNl), said(questionEn), said(answerEn));
    var dutch = clean.questionNl != null;
    var english = clean.questionEn != null;
    if (dutch != (clean.answerNl != null)
        || english != (clean.answerEn != null)
        || !dutch && !english) {
      throw new RuleBroken("knowledge.wording-incomplete");
    }
    if (longer(clean.questionNl, LONGEST_QUESTION)
        || longer(clean.questionEn, LONGEST_QUESTION)
        || longer(clean.answerNl, LONGEST_ANSWER)
        || longer(clean.answerEn, LONGEST_ANSWER)) {
      throw new RuleBroken("knowledge.wording-too-long", LONGEST_QUESTION, LONGEST_ANSWER);
    }
    return clean;
  }

  /** By what people call the item: the question in Dutch, else in English. */
  public String name() {
    return questionNl == null ? questionEn : questionNl;
  }

  private static boolean longer(String text, int most) {
    return text != null && text.length() > most;
  }

  private static String said(String text) {
    return text == null || text.isBlank() ? null : text.replace("\r\n", "\n").strip();
  }
}
