package org.klantbrug.transfer;

/**
 * The part of a cut-over that is carried in one transaction: records of identities with an id from
 * {@code from} up to but not with {@code to}. Identity 0 stands for records that belong to nobody:
 * rejects, duplicates, and records whose customer is unknown.
 */
public record Slice(long from, long to) {}
