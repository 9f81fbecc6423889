package org.klantbrug.transfer;

/**
 * Fired inside the transaction in which all that a run brought is taken back, or the run is given
 * up: nobody goes over by it any more.
 *
 * @param staffId who decided it
 */
public record RunTakenBack(long runId, long staffId) {}
