package org.klantbrug.sla;

import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;

/**
 * A row of the reply times was set. Fired inside the transaction of the change: running clocks
 * count anew in it.
 *
 * @param before key of the version that was; null if the row is new
 * @param now key of the version that counts
 */
record ReplyTimeChanged(Handle handle, Long before, ReplyTimes.Wish wish, long now, Staff by) {}
