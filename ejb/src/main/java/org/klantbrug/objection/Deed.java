package org.klantbrug.objection;

/**
 * Something that was done with an objection.
 *
 * @param kind what, by the name of its text: {@code decided}
 * @param how a code: the way it was told; null if there is none
 * @param words what was said or written, literally; may be null
 * @param task the work item that it answers; null if it answers none
 * @param answer the answer
 */
record Deed(String kind, String how, String words, String task, String answer) {
  static Deed of(String kind, Object how, String words) {
    return new Deed(kind, how == null ? null : how.toString(), words, null, null);
  }

  Deed answering(String openTask, String outcome) {
    return new Deed(kind, how, words, openTask, outcome);
  }
}
