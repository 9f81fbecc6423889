package org.klantbrug.attachment;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.RuleBroken;

/**
 * How much customers may add to one subject, and colleagues as much beside that: neither takes the
 * other's room.
 *
 * @param megabytesOfOne of one file
 * @param megabytesTogether of all files of the subject
 * @param files how many
 */
public record Limits(int megabytesOfOne, int megabytesTogether, int files) {
  private static final long MEGABYTE = 1L << 20;

  static Limits read(Handle handle) {
    return handle
        .createQuery(
            """
            select max(value) filter (where code = 'MEGABYTES_OF_ONE') as megabytes_of_one,
                   max(value) filter (where code = 'MEGABYTES_TOGETHER') as megabytes_together,
                   max(value) filter (where code = 'FILES') as files
              from attachment_limit""")
        .map(ConstructorMapper.of(Limits.class))
        .one();
  }

  /**
   * What is there already.
   *
   * @param bytes of all files together
   */
  public record There(int files, long bytes) {}

  /** Refuses one more file that would be too large, or too much together with the others. */
  void check(String name, long size, There there) {
    if (size <= 0) {
      throw new RuleBroken("attachment.empty", name);
    }
    if (size > megabytesOfOne * MEGABYTE) {
      throw new RuleBroken("attachment.too-large", name, megabytesOfOne);
    }
    if (there.files() >= files) {
      throw new RuleBroken("attachment.too-many", name, files);
    }
    if (there.bytes() + size > megabytesTogether * MEGABYTE) {
      throw new RuleBroken("attachment.too-much", name, megabytesTogether);
    }
  }

  /** No content is read beyond this, whatever was said of it. */
  int mostBytes() {
    return (int) (megabytesOfOne * MEGABYTE) + 1;
  }
}
