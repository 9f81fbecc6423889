package org.klantbrug.billing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The lines of a file that could not be used, kept with their reason. */
final class UnusedLines {
  private static final int AT_ONCE = 1_000;
  private static final int LONGEST = 2_000;

  private final Handle handle;
  private final long fileId;
  private final List<Line> waiting = new ArrayList<>();
  private final Set<String> reasons = new HashSet<>();
  private int count;

  UnusedLines(Handle handle, long fileId) {
    this.handle = handle;
    this.fileId = fileId;
  }

  /** Such a line. */
  public record Line(long no, String reason, String raw, Long identityId) {}

  /**
   * Keeps a line.
   *
   * @param reason key of its text in the rules
   * @param identityId whom it is about; null if nobody knows
   */
  void add(long no, String reason, String raw, Long identityId) {
    count++;
    reasons.add(reason);
    waiting.add(
        new Line(no, reason, raw.substring(0, Math.min(raw.length(), LONGEST)), identityId));
    if (waiting.size() == AT_ONCE) {
      flush();
    }
  }

  /** Whether a line was kept for this reason. */
  boolean has(String reason) {
    return reasons.contains(reason);
  }

  /** Writes what waits, and gives how many lines there were. */
  int flush() {
    if (!waiting.isEmpty()) {
      var batch =
          handle.prepareBatch(
              """
              insert into billing_unused_line (file_id, line_no, reason, raw, identity_id)
              values (:file, :no, :reason, :raw, :identityId)""");
      waiting.forEach(line -> batch.bind("file", fileId).bindMethods(line).add());
      batch.execute();
      waiting.clear();
    }
    return count;
  }
}
