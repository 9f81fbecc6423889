package org.klantbrug.transfer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.klantbrug.merger.ControlTotalChanges;

/** Tells whether two copies of a statement say the same. */
public final class ContentHash {
  private final MessageDigest digest;

  private ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * SHA-256 of all that a statement says, in hex: the same on screen, on paper and in a sheet as
   * long as nothing changed. It serves to compare them with what the server has; it cannot be
   * computed from the paper alone, where figures and moments are written for people. Counted in are
   * the numbers of the statement and of its cut-over and the moment it was made; of each line
   * entity, measure, both values, differing records, the explanation, who gave it and when; the
   * signer and the moment of signing, and if so why it was signed without their books; of each
   * corrected control total what it was and became, who corrected it, when and why; of each file
   * name, entity, mode, moment of the extract, records and hash. Each value as UTF-8 and followed
   * by a zero byte, what is not there as nothing; numbers without exponent and without zeros at the
   * end of decimals, moments as ISO 8601 in UTC.
   */
  public static String of(
      ReconciliationStatement statement,
      List<ControlTotalChanges.Change> corrections,
      List<CountedFile> files) {
    var hash = new ContentHash();
    hash.add(statement.id(), statement.cutoverId(), statement.madeAt());
    statement.lines().forEach(hash::add);
    hash.add(statement.signedBy(), statement.signer(), statement.signedAt());
    if (statement.whySigned() != null) {
      hash.add(statement.whySigned());
    }
    corrections.forEach(hash::add);
    files.forEach(hash::add);
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void add(StatementLine line) {
    add(line.entity(), line.measure(), line.sourceValue(), line.targetValue());
    add(line.differingRecords(), line.explanation(), line.explainedBy(), line.explainedAt());
  }

  private void add(ControlTotalChanges.Change change) {
    add(change.entity(), change.measure(), change.before(), change.after());
    add(change.who(), change.at(), change.reason());
  }

  private void add(CountedFile file) {
    add(file.fileName(), file.entity(), file.mode(), file.extractAsOf());
    add(file.lines(), file.sha256());
  }

  private void add(Object... values) {
    for (var value : values) {
      digest.update(text(value).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return value == null ? "" : value.toString();
  }
}
