package org.klantbrug.complaint;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Complaints that came over with a takeover and wait here. Implemented by what carried them. */
public interface CameOver {

  /**
   * Notes that it is being handled here, once, in the transaction that begins to.
   *
   * @param id key of what waits
   * @param number the complaint that was made of it
   * @throws org.klantbrug.shared.RuleBroken if somebody took it before, a later delivery changed
   *     it, or its transfer was taken back
   */
  void taken(Handle handle, long id, String number, long staffId, Instant at);
}
