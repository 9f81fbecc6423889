package org.klantbrug.brake;

import org.jdbi.v3.core.Handle;

/**
 * The brake was put on or let go. Fired in the transaction that did it.
 *
 * @param hold as it is now
 */
public record BrakeChanged(Handle handle, Hold hold) {}
