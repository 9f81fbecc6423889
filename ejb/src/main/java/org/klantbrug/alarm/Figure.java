package org.klantbrug.alarm;

/**
 * A count that is more than chance explains.
 *
 * @param days over which was counted, to the moment of the look
 * @param most that would not have been told of
 * @param chance of so many or more if nothing is the matter
 */
public record Figure(
    Series series, int days, long counted, double expected, long most, double chance) {}
