package org.klantbrug.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java cannot send itself. */
final class Signals {
  private Signals() {}

  static void send(String signal, long pid) {
    try {
      var code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("Process " + pid + " could not be sent SIG" + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
