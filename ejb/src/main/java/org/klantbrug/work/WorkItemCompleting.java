package org.klantbrug.work;

import org.klantbrug.identity.Staff;

/**
 * Fired inside the transaction that completes an item, before the process goes on. Who owns the
 * subject checks that it really is done (and throws a rule if not) or does what the answer means.
 *
 * @param item what is being completed
 * @param outcome the answer
 * @param note why, in the person's words; may be null
 */
public record WorkItemCompleting(WorkItem item, Staff staff, String outcome, String note) {}
