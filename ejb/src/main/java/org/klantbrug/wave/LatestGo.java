package org.klantbrug.wave;

import java.time.LocalDate;
import org.jdbi.v3.core.Handle;

/** A context above that needs time between the go of a wave and its day. */
public interface LatestGo {
  /**
   * The last day on which it can be said that a wave goes.
   *
   * @param day of the wave
   * @return the day itself if no time is needed
   */
  LocalDate latest(Handle handle, long mergerId, LocalDate day);
}
