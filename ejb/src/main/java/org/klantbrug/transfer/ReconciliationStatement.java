package org.klantbrug.transfer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The statement of a cut-over at a moment.
 *
 * @param signedBy staff id; null while nobody signed
 * @param signer name of who signed
 */
public record ReconciliationStatement(
    long id,
    long cutoverId,
    Instant madeAt,
    boolean balanced,
    Long signedBy,
    Instant signedAt,
    String signer,
    List<StatementLine> lines) {

  /** The figures that do not balance and of which nobody wrote why. */
  public List<StatementLine> unexplained() {
    return lines.stream().filter(StatementLine::unexplained).toList();
  }

  /**
   * SHA-256 of what the statement says, in hex: the same on screen, on paper and in a sheet as long
   * as nothing changed. Counted in are the number of the statement and of its cut-over, the moment
   * it was made; of each line entity, measure, source, target, differing records, explanation and
   * the moment of that; then the number of the signer and the moment of signing. Each value as
   * UTF-8, followed by a zero byte; what is not there as nothing; numbers without an exponent and
   * without zeros at the end of decimals, moments as ISO 8601 in UTC.
   */
  public String contentHash() {
    var digest = sha256();
    add(digest, id, cutoverId, madeAt);
    lines.forEach(
        line ->
            add(
                digest,
                line.entity(),
                line.measure(),
                plain(line.sourceValue()),
                plain(line.targetValue()),
                line.differingRecords(),
                line.explanation(),
                line.explainedAt()));
    add(digest, signedBy, signedAt);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Object... values) {
    for (var value : values) {
      digest.update((value == null ? "" : value.toString()).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** The line of one figure. */
  public StatementLine line(String entity, String measure) {
    return lines.stream()
        .filter(line -> line.entity().equals(entity) && line.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }
}
