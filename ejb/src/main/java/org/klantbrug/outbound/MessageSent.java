package org.klantbrug.outbound;

import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;

/**
 * Fired in a transaction of its own once a message was sent, until that succeeds: whoever waits for
 * it goes on in the same transaction.
 *
 * @param by who wrote it; null for what the house sends by itself
 */
public record MessageSent(Handle handle, Message message, Staff by) {}
