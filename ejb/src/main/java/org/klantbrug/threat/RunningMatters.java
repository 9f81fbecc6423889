package org.klantbrug.threat;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Who knows which reports that were judged to be a crisis are still dealt with as one. Found by the
 * container.
 */
public interface RunningMatters {
  /** Keys of these reports. */
  Set<Long> reports(Handle handle);
}
