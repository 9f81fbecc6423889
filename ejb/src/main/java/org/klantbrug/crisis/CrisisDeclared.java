package org.klantbrug.crisis;

import org.jdbi.v3.core.Handle;

/**
 * It is a crisis. Fired in the transaction that declares it: what cannot be done then keeps it from
 * being declared.
 *
 * @param crisis as it is now; ask whether it is an exercise before anything leaves the system
 */
public record CrisisDeclared(Handle handle, Crisis crisis) {}
