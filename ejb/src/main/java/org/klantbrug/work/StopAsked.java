package org.klantbrug.work;

/** A person asked this job to stop; it left at the end of its slices in hand. */
public class StopAsked extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says that somebody asked for it. */
  public StopAsked() {
    super("A person asked the job to stop");
  }
}
