package org.klantbrug.work.web;

/**
 * Whether people may see the processes of one subject. A context whose subjects not everybody sees
 * has a bean that says it for its kind.
 */
public interface SubjectSight {
  /** The kind of subject, as its processes name it: {@code complaint}. */
  String kind();

  /**
   * Refuses what the reader may not see.
   *
   * @param id key of the subject
   * @throws org.klantbrug.shared.RuleBroken if it is not in sight
   */
  void need(long id);
}
