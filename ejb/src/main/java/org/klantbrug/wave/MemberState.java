package org.klantbrug.wave;

/** How far a member of a wave is. */
public enum MemberState {
  /** In the wave for which it was first planned. */
  PLANNED,
  /** Stays out of whatever wave until a person lets it go on. */
  HELD,
  /** In another wave than the one for which it was first planned. */
  MOVED,
  /** Let go with its wave. */
  RELEASED,
  /** Went over with its wave. */
  OVER,
  /** No longer an account that runs. */
  GONE
}
