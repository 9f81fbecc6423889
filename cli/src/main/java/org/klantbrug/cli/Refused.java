package org.klantbrug.cli;

/**
 * A command cannot do what it was asked; the message says why and what to do. Ends with exit code
 * 1.
 */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason one or two sentences for the person at the keyboard
   */
  public Refused(String reason) {
    super(reason);
  }

  /** As above, with what lies behind it. */
  public Refused(String reason, Throwable cause) {
    super(reason, cause);
  }
}
