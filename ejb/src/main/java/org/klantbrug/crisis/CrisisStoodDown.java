package org.klantbrug.crisis;

import org.jdbi.v3.core.Handle;

/**
 * A person said that it is over. Fired in that transaction; nothing that was held goes on by it.
 *
 * @param crisis as it is now
 */
public record CrisisStoodDown(Handle handle, Crisis crisis) {}
