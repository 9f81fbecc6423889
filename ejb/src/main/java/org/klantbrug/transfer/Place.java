package org.klantbrug.transfer;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.shared.PlannedEachTime;

/** Where a cut-over writes: the live tables, or their shadows in schema {@code rehearsal}. */
enum Place {
  LIVE("public"),
  REHEARSAL("rehearsal, public");

  private final String searchPath;

  Place(String searchPath) {
    this.searchPath = searchPath;
  }

  /**
   * Makes the transaction work here until {@link #leave}. Also fixes how values are written as
   * text, on which the hashes of rows rest, and has each slice planned for its own bounds.
   */
  void enter(Handle handle) {
    handle.configure(
        SqlStatements.class, statements -> statements.addCustomizer(new PlannedEachTime()));
    handle.execute(
        """
        set local search_path = %s;
        set local timezone = 'UTC';
        set local datestyle = 'ISO, YMD';
        set local work_mem = '64MB'
        """
            .formatted(searchPath));
  }

  /** What comes later in the same transaction reads and writes as if nobody had been here. */
  static void leave(Handle handle) {
    handle.execute(
        """
        set local search_path to default;
        set local timezone to default;
        set local datestyle to default;
        set local work_mem to default
        """);
  }
}
