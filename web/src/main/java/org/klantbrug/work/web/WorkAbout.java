package org.klantbrug.work.web;

import java.util.Collection;
import java.util.Map;

/**
 * Whom tasks are about. A context whose subjects belong to customers has a bean that says it for
 * its kind, a page at a time.
 */
public interface WorkAbout {
  /**
   * Whom a task is about.
   *
   * @param customer name; null if it is not known
   * @param company under whose number; null if it is not known
   * @param words by which it is told from others of its kind; null if there are none
   */
  record Whom(String customer, String company, String words) {}

  /** The kind of subject, as its tasks name it: {@code complaint}. */
  String kind();

  /**
   * Whom these subjects are about, as far as the reader may see it; that they were named is written
   * down.
   *
   * @param ids keys of subjects of this kind
   */
  Map<Long, Whom> of(Collection<Long> ids);
}
