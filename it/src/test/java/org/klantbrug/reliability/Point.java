package org.klantbrug.reliability;

/**
 * Where in the run a trouble comes: {@code match-customers:3} is when three slices (of an import:
 * chunks) of that job are done; {@code match-customers:again} as soon as a server has taken the job
 * anew after the trouble before, so within its first slice.
 *
 * @param job kind of the job
 * @param done slices or chunks; {@link #AGAIN} and {@link #COMPLETED} are special
 */
record Point(String job, int done) {
  static final int AGAIN = -1;
  static final int COMPLETED = Integer.MAX_VALUE;

  static Point parse(String text) {
    var colon = text.lastIndexOf(':');
    var where = text.substring(colon + 1);
    return new Point(
        text.substring(0, colon), where.equals("again") ? AGAIN : Integer.parseInt(where));
  }

  /**
   * Whether it is time. A job that was quicker than we looked counts too: then the trouble comes
   * late.
   *
   * @param before epoch of the job of the trouble before
   */
  boolean isReached(Progress now, int before) {
    if (now.state().equals("COMPLETED")) {
      return true;
    }
    if (done == AGAIN) {
      return now.state().equals("RUNNING") && now.epoch() > before;
    }
    return now.state().equals("RUNNING") && now.done() >= done;
  }

  @Override
  public String toString() {
    return job + ":" + (done == AGAIN ? "again" : done == COMPLETED ? "completed" : done);
  }
}
