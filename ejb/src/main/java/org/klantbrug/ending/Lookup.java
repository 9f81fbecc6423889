package org.klantbrug.ending;

/**
 * What somebody looks up in an archive, and why.
 *
 * @param key of a customer or of a record, as the old company wrote it
 * @param reason in his words, kept in the log
 */
public record Lookup(String key, Purpose purpose, String reason) {
  /** For what an archive may be read. */
  public enum Purpose {
    TAX,
    DISPUTE,
    PRIVACY_REQUEST,
    LEGAL_HOLD,
    CHECK
  }
}
