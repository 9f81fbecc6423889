package org.klantbrug.bench;

/**
 * One figure.
 *
 * @param name for example {@code import.1}
 * @param value median of what was measured
 * @param unit of the value
 * @param shareOfLimit the value as a part of {@code copy.1}, {@code engine.start} or {@code
 *     engine.complete} of the same run, as its unit is; null if it cannot be compared with those
 * @param peakHeapMb most memory that the work held in this process, in MiB; null for what another
 *     process did
 */
record Measure(String name, double value, String unit, Double shareOfLimit, Long peakHeapMb) {}
