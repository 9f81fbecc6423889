package org.klantbrug.cli.match;

/** The input cannot be used; the message is one sentence that says why. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String reason) {
    super(reason);
  }
}
