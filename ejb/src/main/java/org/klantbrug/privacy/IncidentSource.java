package org.klantbrug.privacy;

import java.time.Instant;
import org.klantbrug.identity.Staff;
import org.klantbrug.privacy.Incident.Origin;

/**
 * By what somebody found that there may be a data leak.
 *
 * @param kind of subject: {@code complaint}, {@code customer}
 * @param id its key
 * @param name number by which people know it
 * @param identityId whose data, as one company knows him; null if nobody knows
 * @param what in the colleague's words
 * @param knownAt since when we knew
 */
record IncidentSource(
    Origin origin,
    String kind,
    long id,
    String name,
    Long identityId,
    String what,
    Instant knownAt,
    Staff by) {}
