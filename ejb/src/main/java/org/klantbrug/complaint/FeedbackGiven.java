package org.klantbrug.complaint;

import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;

/**
 * Fired inside the transaction in which somebody said what we did with a complaint: the customer
 * heard it, wherever else he waits for the same words.
 *
 * @param what was said, literally
 */
public record FeedbackGiven(Handle handle, long complaint, String what, Staff by) {}
