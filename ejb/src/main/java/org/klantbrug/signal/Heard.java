package org.klantbrug.signal;

/**
 * How many customers heard what is done with a signal.
 *
 * @param customers who have to do with it
 * @param told those who heard
 * @param waiting those who are to hear
 * @param reached those of them who can be mailed: an address of theirs is known, and none is under
 *     way
 */
public record Heard(long customers, long told, long waiting, long reached) {}
