package org.klantbrug.sla.web;

/**
 * Where people see what a clock is about. A context that sets clocks has a bean that says it for
 * its kind of subject.
 */
public interface SubjectPage {
  /** The kind of subject, as its clocks name it: {@code PROMISE}. */
  String kind();

  /**
   * The address of its page, beginning with a slash.
   *
   * @param id key of the subject
   */
  String addressOf(long id);
}
