package org.klantbrug.attachment;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file as somebody sends it.
 *
 * @param name as given
 * @param declaredType what the sender says it is; null if nothing
 * @param size in bytes, as far as it was received
 * @param content gives the bytes
 */
public record Upload(String name, String declaredType, long size, Content content) {
  /** Where the bytes come from. */
  @FunctionalInterface
  public interface Content {
    /** Opens them; whoever asked closes. */
    InputStream open() throws IOException;
  }
}
