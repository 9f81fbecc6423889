package org.klantbrug.cli.match;

/** The input cannot be used; the message is one sentence that says why. */
final class UnusableInput extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableInput(String reason) {
    super(reason);
  }
}
