package org.klantbrug.complaint;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;

/**
 * Fired inside the transaction in which a colleague said that a complaint is about a data leak.
 *
 * @param number of the complaint
 * @param identityId whose complaint, as one company knows him; null if nobody knows
 * @param what in the colleague's words
 * @param knownAt since when we know of it
 */
public record DataLeakFound(
    Handle handle,
    long complaint,
    String number,
    Long identityId,
    String what,
    Instant knownAt,
    Staff by) {}
