package org.klantbrug.wave;

/** A guard of which a context above keeps the facts. */
public interface GuardOfOthers {
  /** Which guard it is. */
  Guard guard();

  /**
   * SQL: whom it stops, as columns {@code wave_id, member_id, kind, key, detail}. Members are those
   * of {@code due}: {@code id, wave_id, identity_id, person_id, day}.
   */
  String rows();
}
