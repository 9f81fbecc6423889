package org.klantbrug.crisis;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.RuleBroken;

/**
 * A crisis, as far as its customers and messages go.
 *
 * @param exercise nothing of it leaves the system
 */
public record CrisisHead(long id, String number, String name, String state, boolean exercise) {
  private static final String SELECT =
      "select id, number, name, state, exercise from crisis_crisis where id = :id";

  /** Whether customers are still found and told. */
  public boolean open() {
    return !state.equals("REJECTED") && !state.equals("CLOSED");
  }

  /** Whether it was declared, and is not closed: then mail to many waits for those it touches. */
  public boolean declared() {
    return state.equals("DECLARED") || state.equals("STOOD_DOWN");
  }

  /**
   * One of them.
   *
   * @throws RuleBroken {@code crisis.not-there}
   */
  static CrisisHead read(Handle handle, long id) {
    return find(handle, id, "");
  }

  /**
   * As {@link #read}, held so that it is not closed meanwhile.
   *
   * @throws RuleBroken {@code crisis.over} if it was rejected or closed
   */
  static CrisisHead holdOpen(Handle handle, long id) {
    var crisis = find(handle, id, " for share");
    if (!crisis.open()) {
      throw new RuleBroken("crisis.over", crisis.number());
    }
    return crisis;
  }

  private static CrisisHead find(Handle handle, long id, String lock) {
    return handle
        .createQuery(SELECT + lock)
        .bind("id", id)
        .map(ConstructorMapper.of(CrisisHead.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("crisis.not-there"));
  }
}
