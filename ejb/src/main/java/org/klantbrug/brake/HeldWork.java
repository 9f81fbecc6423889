package org.klantbrug.brake;

import org.jdbi.v3.core.Handle;

/** What waits while something is held: each context counts its own. */
public interface HeldWork {
  /** A code with a text {@code brake.waits.<code>} in the bundles, which takes the count. */
  String code();

  /** How much of it waits. */
  long waiting(Handle handle, Hold hold);
}
