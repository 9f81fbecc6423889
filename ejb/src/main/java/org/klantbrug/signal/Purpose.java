package org.klantbrug.signal;

/** What a customer hears of a signal. */
public enum Purpose {
  /** That we pass it on. It is no feedback: what comes of it he hears later. */
  PASSED_ON("SIGNAL_PASSED_ON"),
  /** What was done with it. */
  DONE("SIGNAL_FEEDBACK");

  private final String message;

  Purpose(String message) {
    this.message = message;
  }

  /** How messages to customers call it. */
  String message() {
    return message;
  }

  /** What there is to hear of a signal in this state. */
  static Purpose of(State state) {
    return state.open() ? PASSED_ON : DONE;
  }
}
