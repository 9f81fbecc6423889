package org.klantbrug.outbox;

/**
 * Fired in the transaction that writes a request: a nudge to look after commit, nothing depends on
 * it.
 */
public record OutboxChanged() {}
