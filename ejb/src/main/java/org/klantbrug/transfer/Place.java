package org.klantbrug.transfer;

import org.jdbi.v3.core.Handle;

/** Where a cut-over writes: the live tables, or their shadows in schema {@code rehearsal}. */
enum Place {
  LIVE("public"),
  REHEARSAL("rehearsal, public");

  private final String searchPath;

  Place(String searchPath) {
    this.searchPath = searchPath;
  }

  /**
   * Makes the rest of the transaction work here. Also fixes how moments are written as text, on
   * which the hashes of rows rest.
   */
  void enter(Handle handle) {
    handle.execute("set local search_path = " + searchPath);
    handle.execute("set local timezone = 'UTC'");
    handle.execute("set local datestyle = 'ISO, YMD'");
    handle.execute("set local extra_float_digits = 1");
  }
}
