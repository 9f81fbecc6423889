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
   * Makes the rest of the transaction work here. Also fixes how values are written as text, on
   * which the hashes of rows rest, and has each slice planned for its own bounds.
   */
  void enter(Handle handle) {
    handle.execute("set local search_path = " + searchPath);
    handle.execute("set local timezone = 'UTC'");
    handle.execute("set local datestyle = 'ISO, YMD'");
    handle.execute("set local plan_cache_mode = force_custom_plan");
    handle.execute("set local work_mem = '64MB'");
  }
}
