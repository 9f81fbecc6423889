package org.klantbrug.ending;

import java.util.List;
import org.klantbrug.merger.Entity;

/**
 * What would go and what would stay.
 *
 * @param lines by kind of record
 * @param notes rejects and warnings
 * @param files delivered files
 * @param bytes of them
 */
public record PurgePreview(List<Line> lines, long notes, long files, long bytes) {
  /**
   * Records of one kind.
   *
   * @param held under a legal hold: these stay
   */
  public record Line(Entity entity, long staged, long held) {
    /** Records that go. */
    public long goes() {
      return staged - held;
    }
  }

  /** All records that go. */
  public long goes() {
    return lines.stream().mapToLong(Line::goes).sum();
  }

  /** All records that stay. */
  public long held() {
    return lines.stream().mapToLong(Line::held).sum();
  }
}
