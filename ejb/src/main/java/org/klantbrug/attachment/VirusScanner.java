package org.klantbrug.attachment;

import java.util.Optional;

/** Looks whether there is something in a file that does harm. */
public interface VirusScanner {
  /** Whether there is one at all. */
  boolean isThere();

  /**
   * Looks through a file.
   *
   * @return what it calls what it found; empty if it found nothing
   * @throws ScannerAway if it did not look
   */
  Optional<String> find(byte[] content) throws ScannerAway;

  /** The scanner did not answer, or could not look: nobody knows what is in the file. */
  class ScannerAway extends Exception {
    private static final long serialVersionUID = 1L;

    ScannerAway(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
