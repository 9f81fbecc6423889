package org.klantbrug.matching;

/**
 * A field of a comparison.
 *
 * @param name unique among the fields: the code of the kind, with a number from the second on
 * @param kind what it is
 */
public record MatchField(String name, FieldKind kind) {
  /** What people call it, for example "phone number 2". */
  public String label() {
    return kind.label() + name.substring(kind.code().length());
  }
}
