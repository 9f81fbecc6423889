package org.klantbrug.attachment;

import org.jdbi.v3.core.Handle;

/** Where the bytes of files lie. Takes part in the caller's transaction. */
public interface BlobStore {
  /** Keeps the bytes of a file. */
  void keep(Handle handle, long file, byte[] content);

  /** The bytes of a file that is there. */
  byte[] read(Handle handle, long file);
}
