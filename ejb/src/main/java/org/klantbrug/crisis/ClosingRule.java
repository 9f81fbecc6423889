package org.klantbrug.crisis;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Something without which a crisis is not closed. Each part of the work has a bean that says it.
 */
public interface ClosingRule {
  /**
   * What is still missing.
   *
   * @return keys of texts {@code crisis.missing.<key>} in the bundle of the screens; empty if
   *     nothing is
   */
  List<String> missing(Handle handle, long crisis);
}
