package org.klantbrug.sla;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * There was something to tell of a clock, and it was told. Fired inside the same transaction, once:
 * what a context above does with it happens together with the telling, or both happen later again.
 *
 * @param name of a milestone; empty for the other kinds
 * @param told who was told
 */
public record RungReached(
    Handle handle, SlaClock clock, RungKind kind, String name, Instant at, List<Owner> told) {}
