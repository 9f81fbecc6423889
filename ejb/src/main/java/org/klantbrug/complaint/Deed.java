package org.klantbrug.complaint;

/**
 * Something that was done with a complaint, and what it means for its process.
 *
 * @param kind what, by the name of its text: {@code assessed}
 * @param how a code: the channel it went by, the decision; null if there is none
 * @param words what was said or written, literally; may be null
 * @param task the task of the process that it answers; null if it answers none
 * @param answer the answer
 */
record Deed(String kind, String how, String words, String task, String answer) {
  /** Answers no task. */
  static Deed aside(String kind, Object how, String words) {
    return new Deed(kind, how == null ? null : how.toString(), words, null, null);
  }

  /** With what was said or written. */
  Deed saying(String text) {
    return new Deed(kind, how, text, task, answer);
  }

  Deed answering(String openTask, String outcome) {
    return new Deed(kind, how, words, openTask, outcome);
  }
}
