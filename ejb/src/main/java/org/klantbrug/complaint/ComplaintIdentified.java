package org.klantbrug.complaint;

import org.jdbi.v3.core.Handle;

/**
 * A colleague said whose complaint it is, in this transaction.
 *
 * @param complaint its key
 * @param identity key of the customer, as one company knows him
 */
public record ComplaintIdentified(Handle handle, long complaint, long identity) {}
