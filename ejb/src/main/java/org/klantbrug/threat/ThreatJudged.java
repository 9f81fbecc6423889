package org.klantbrug.threat;

import org.jdbi.v3.core.Handle;

/**
 * Somebody judged a report. Fired inside the same transaction, once.
 *
 * @param report as it is after that
 */
public record ThreatJudged(Handle handle, ThreatReport report, Judgement judgement) {}
