package org.klantbrug.merger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.reading.LineReading;
import org.klantbrug.merger.reading.Problem;

/** Records of one delivery on their way into staging, rejects and warnings. */
final class StagedRows {
  private final long deliveryId;
  private final Entity entity;
  private final CopyText staged;
  private final CopyText rejects = new CopyText(1 << 10);
  private final CopyText warnings = new CopyText(1 << 12);
  private final MessageDigest sha = sha256();
  private final MessageDigest contentSha = sha256();
  private final MessageDigest all = sha256();

  StagedRows(long deliveryId, Entity entity, int expectedBytes) {
    this.deliveryId = deliveryId;
    this.entity = entity;
    this.staged = new CopyText(expectedBytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the record on which the reading stands. */
  void add(LineReading reading) {
    reading.addRawTo(sha);
    var rawSha = sha.digest();
    all.update(rawSha);
    if (reading.reject() == null) {
      stage(reading, rawSha);
    } else {
      add(rejects, reading.reject());
      rejects.add(reading.customerKey());
      rejects.endRow();
    }
  }

  /** Counts the record on which the reading stands into the hash only: it is staged already. */
  void passOver(LineReading reading) {
    reading.addRawTo(sha);
    all.update(sha.digest());
  }

  private void stage(LineReading reading, byte[] rawSha) {
    var from = staged.length();
    for (var value : reading.values()) {
      staged.add(value);
    }
    staged.add(reading.extra());
    staged.addTo(contentSha, from);
    staged.add(contentSha.digest());
    staged.add(rawSha);
    staged.add(deliveryId);
    staged.add(reading.line());
    staged.endRow();
    for (var warning : reading.warnings()) {
      add(warnings, warning);
      warnings.endRow();
    }
  }

  private void add(CopyText rows, Problem problem) {
    rows.add(deliveryId);
    rows.add(problem.line());
    rows.add(problem.field());
    rows.add(problem.reason().name());
    rows.add(problem.expected());
    rows.add(problem.raw());
  }

  int staged() {
    return staged.rows();
  }

  int rejected() {
    return rejects.rows();
  }

  int bytes() {
    return staged.length() + rejects.length() + warnings.length();
  }

  /** SHA-256 over the hashes of all records taken. */
  byte[] sha() {
    return all.digest();
  }

  /** Writes all rows, in the transaction of the handle. */
  void writeTo(Handle handle) {
    staged.copyTo(handle, entity.stagingTable() + " (" + columns(entity) + ")");
    var problem = " (delivery_id, line_no, field, code, expected, raw";
    rejects.copyTo(handle, "merger_reject" + problem + ", customer_key)");
    warnings.copyTo(handle, "merger_warning" + problem + ")");
  }

  private static String columns(Entity entity) {
    return entity.fields().stream().map(TargetField::column).collect(Collectors.joining(", "))
        + ", extra, content_sha, raw_sha, delivery_id, line_no";
  }
}
