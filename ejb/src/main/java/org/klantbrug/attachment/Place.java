package org.klantbrug.attachment;

import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Where a file is added: to a subject, or to a form that is still being filled in.
 *
 * @param kind of the subject: {@code complaint}
 * @param id its key; null for a form
 * @param form key of the form; null for a subject
 */
public record Place(String kind, Long id, String form) {
  /** SQL: file {@code f} is there; needs {@link #bindTo}. */
  static final String HERE =
      "f.subject_kind = :kind and (f.subject_id = cast(:subject as bigint) or f.form_key = cast(:form as text))";

  /** A subject that is there. */
  public static Place of(String kind, long id) {
    return new Place(kind, id, null);
  }

  /** A form whose subject is not there yet; nobody guesses its key. */
  public static Place form(String kind, String key) {
    return new Place(kind, null, key);
  }

  /** As it is held while something is added. */
  String name() {
    return id == null ? kind + " form " + form : kind + " " + id;
  }

  <T extends SqlStatement<T>> T bindTo(T statement) {
    return statement.bind("kind", kind).bind("subject", id).bind("form", form);
  }
}
