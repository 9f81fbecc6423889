package org.klantbrug.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** In the database: saved with it, and gone with the row. */
@ApplicationScoped
public class DatabaseBlobs implements BlobStore {
  @Override
  public void keep(Handle handle, long file, byte[] content) {
    handle
        .createUpdate("insert into attachment_content (file_id, bytes) values (:file, :bytes)")
        .bind("file", file)
        .bind("bytes", content)
        .execute();
  }

  @Override
  public byte[] read(Handle handle, long file) {
    return handle
        .createQuery("select bytes from attachment_content where file_id = :file")
        .bind("file", file)
        .mapTo(byte[].class)
        .one();
  }
}
