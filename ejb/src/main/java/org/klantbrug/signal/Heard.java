package org.klantbrug.signal;

/**
 * How many customers heard what is done with a signal.
 *
 * @param customers who have to do with it
 * @param told those who heard
 * @param waiting those who are to hear
 */
public record Heard(long customers, long told, long waiting) {}
