package org.klantbrug.threat;

/** By which rule something is too much. */
public enum Means {
  /** More than chance explains, compared with the weeks before. */
  CHART,
  /** More in an hour than was set. */
  HOUR,
  /** More in a day than was set. */
  DAY,
  /** More of them in a bad mood than was set, in per cent. */
  MOOD
}
