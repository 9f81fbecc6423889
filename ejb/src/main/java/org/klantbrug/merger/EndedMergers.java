package org.klantbrug.merger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.RuleBroken;

/** Mergers of which two people signed that the old system may go: nothing more is delivered. */
public final class EndedMergers {
  private EndedMergers() {}

  /**
   * Until the end of the transaction nobody else begins a run of it, or signs.
   *
   * @throws RuleBroken {@code merger.unknown}
   */
  public static void hold(Handle handle, long merger) {
    handle
        .createQuery("select id from merger_merger where id = :merger for update")
        .bind("merger", merger)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("merger.unknown", merger));
  }

  /** It is at its end from now on. */
  public static void end(Handle handle, long merger, Instant at) {
    handle
        .createUpdate("update merger_merger set ended_at = :at where id = :merger")
        .bind("at", at)
        .bind("merger", merger)
        .execute();
  }

  /** Its delivered files and staged records are gone from now on. */
  public static void rawGone(Handle handle, long merger, Instant at) {
    handle
        .createUpdate("update merger_merger set raw_gone_at = :at where id = :merger")
        .bind("at", at)
        .bind("merger", merger)
        .execute();
  }

  /** Whether its delivered files and staged records are gone. */
  public static boolean isRawGone(Handle handle, long merger) {
    return handle
        .createQuery("select raw_gone_at is not null from merger_merger where id = :merger")
        .bind("merger", merger)
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /** Whether it is at its end. */
  public static boolean isEnded(Handle handle, long merger) {
    return handle
        .createQuery("select ended_at is not null from merger_merger where id = :merger")
        .bind("merger", merger)
        .mapTo(Boolean.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("merger.unknown", merger));
  }

  /**
   * To be asked before something of it changes.
   *
   * @throws RuleBroken {@code merger.at-its-end}
   */
  public static void refuseEnded(Handle handle, long merger) {
    if (isEnded(handle, merger)) {
      throw new RuleBroken("merger.at-its-end");
    }
  }
}
