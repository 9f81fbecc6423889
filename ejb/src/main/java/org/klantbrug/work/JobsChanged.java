package org.klantbrug.work;

/** Fired in the transaction that requests or ends a job: a nudge to look, nothing depends on it. */
public record JobsChanged(long jobId) {}
