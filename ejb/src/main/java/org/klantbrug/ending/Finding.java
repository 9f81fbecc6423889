package org.klantbrug.ending;

/**
 * What was found about a criterion.
 *
 * @param code says what it is; its text stands in the bundles under {@code ending.finding.}
 * @param missing whether the old system cannot go because of it
 * @param count how many; 0 where nothing is counted
 * @param detail a day (ISO), or a name; empty if there is none
 */
public record Finding(
    Criterion criterion, String code, boolean missing, long count, String detail) {}
