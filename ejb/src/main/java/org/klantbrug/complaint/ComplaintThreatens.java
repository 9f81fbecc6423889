package org.klantbrug.complaint;

import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;

/**
 * A customer threatens with publicity, a court or worse, as who assessed his complaint says. Fired
 * inside the same transaction, each time that is said.
 *
 * @param number of the complaint
 */
public record ComplaintThreatens(Handle handle, long complaintId, String number, Staff by) {}
