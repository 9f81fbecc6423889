package org.klantbrug.alarm;

/**
 * What is counted by itself.
 *
 * @param value of the cut: a topic, a product; empty for all
 */
public record Series(Kind kind, Cut cut, String value) {
  /** All of a kind together. */
  public static Series all(Kind kind) {
    return new Series(kind, Cut.ALL, "");
  }
}
