package org.klantbrug.calendar;

import java.time.DayOfWeek;

/**
 * Opening hours that come back each week.
 *
 * @param channel whose; null for all channels without hours of their own
 */
public record WeeklyHours(Channel channel, DayOfWeek day, Hours hours) {}
