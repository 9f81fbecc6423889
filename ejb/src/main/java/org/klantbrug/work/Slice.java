package org.klantbrug.work;

/**
 * A part of a job that is done in one transaction, all or nothing.
 *
 * @param no counts from 1 within the job; doubles as the order
 * @param fromKey first key, inclusive
 * @param toKey last key, inclusive
 */
public record Slice(int no, long fromKey, long toKey) {}
