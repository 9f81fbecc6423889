package org.klantbrug.merger.reading;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.klantbrug.shared.RuleBroken;

/** Finds out how a file is written: from its first records and, for the charset, all its bytes. */
final class FormDetection {
  private static final int SAMPLE = 1 << 18;
  private static final int SAMPLE_RECORDS = 200;
  private static final char[] DELIMITERS = {';', ',', '\t', '|'};

  /** A packed file may grow this many times; text written by people stays far below. */
  private static final int MOST_UNPACKING = 200;

  private static final long UNPACKING_FREE = 100L << 20;

  /** Text that people wrote has hardly a control character; of other bytes one in ten is one. */
  private static final int FEW_CONTROLS = 2;

  private static final int TEXT_PER_CONTROL = 50;

  private final Path file;
  private final boolean gzip;
  private byte[] sample;
  private boolean bom;

  private int missing;
  private long sequences;
  private long wrongBytes;
  private long controls;
  private long length;

  FormDetection(Path file) throws IOException {
    this.file = file;
    var head = firstBytes();
    if (head.length == 0) {
      throw new RuleBroken("delivery.file-empty");
    }
    if (begins(head, 'P', 'K', 3, 4) || begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw new RuleBroken("delivery.file-is-packed-or-excel");
    }
    if (begins(head, 0xFF, 0xFE) || begins(head, 0xFE, 0xFF)) {
      throw new RuleBroken("delivery.file-is-not-text");
    }
    gzip = begins(head, 0x1F, 0x8B);
  }

  FileForm form() throws IOException {
    readAll();
    var charset = bom || sequences >= wrongBytes ? "UTF-8" : "windows-1252";
    var best = mostLikely(Charset.forName(charset));
    var header = best.records.get(0).stream().map(String::strip).toList();
    checkHeader(header);
    if (best.records.size() < 2) {
      throw new RuleBroken("delivery.header-only", header.size());
    }
    return new FileForm(charset, bom, String.valueOf(best.delimiter), gzip, best.quoted, header);
  }

  /** The form when a person says charset and separator; the header is read anew. */
  FileForm form(String charset, char delimiter) throws IOException {
    readAll();
    var attempt = attempt(delimiter, Charset.forName(charset));
    if (attempt.records.isEmpty() || attempt.records.get(0).size() < 2) {
      throw new RuleBroken("delivery.one-column-with", String.valueOf(delimiter));
    }
    var header = attempt.records.get(0).stream().map(String::strip).toList();
    checkHeader(header);
    return new FileForm(charset, bom, String.valueOf(delimiter), gzip, attempt.quoted, header);
  }

  private byte[] firstBytes() throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(4);
    }
  }

  private static boolean begins(byte[] head, int... expected) {
    for (var i = 0; i < expected.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** Takes the sample, counts what speaks for and against UTF-8, and looks whether it is text. */
  private void readAll() throws IOException {
    var mostUnpacked = UNPACKING_FREE + MOST_UNPACKING * Files.size(file);
    try (var in = FileForm.unpacked(file, gzip)) {
      sample = in.readNBytes(SAMPLE);
      bom = begins(sample, 0xEF, 0xBB, 0xBF);
      count(sample, sample.length);
      var block = new byte[SAMPLE];
      for (var read = in.read(block); read >= 0; read = in.read(block)) {
        count(block, read);
        if (length > mostUnpacked) {
          throw new RuleBroken("delivery.unpacks-too-far", MOST_UNPACKING);
        }
      }
    } catch (EOFException | ZipException e) {
      throw new RuleBroken("delivery.packed-file-damaged");
    }
    if (length == 0) {
      throw new RuleBroken("delivery.file-empty");
    }
    if (controls > FEW_CONTROLS + length / TEXT_PER_CONTROL) {
      throw new RuleBroken("delivery.file-is-not-text");
    }
  }

  private void count(byte[] block, int size) {
    length += size;
    for (var i = 0; i < size; i++) {
      var b = block[i];
      if (b >= 0) {
        wrongBytes += missing > 0 ? 1 : 0;
        missing = 0;
        controls += b < ' ' && b != '\t' && b != '\r' && b != '\n' ? 1 : 0;
      } else {
        countHigh(b & 0xff);
      }
    }
  }

  private void countHigh(int b) {
    if (missing > 0 && b < 0xC0) {
      missing--;
      sequences += missing == 0 ? 1 : 0;
      return;
    }
    wrongBytes += missing > 0 ? 1 : 0;
    missing = b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : 0;
    wrongBytes += missing == 0 ? 1 : 0;
  }

  private static final class Try {
    private final char delimiter;
    private final boolean quoted;
    private final List<List<String>> records = new ArrayList<>();

    Try(char delimiter, boolean quoted) {
      this.delimiter = delimiter;
      this.quoted = quoted;
    }

    /** Share of records with as many fields as the header; 0 when there is but one column. */
    double likelihood() {
      if (records.isEmpty() || records.get(0).size() < 2) {
        return 0;
      }
      var columns = records.get(0).size();
      var same = records.stream().filter(record -> record.size() == columns).count();
      return (double) same / records.size();
    }
  }

  private Try mostLikely(Charset charset) throws IOException {
    Try best = null;
    for (var delimiter : DELIMITERS) {
      var attempt = attempt(delimiter, charset);
      if (best == null
          || attempt.likelihood() > best.likelihood()
          || attempt.likelihood() == best.likelihood()
              && attempt.likelihood() > 0
              && attempt.records.get(0).size() > best.records.get(0).size()) {
        best = attempt;
      }
    }
    if (best.records.isEmpty()) {
      throw new RuleBroken("delivery.file-empty");
    }
    if (best.likelihood() == 0) {
      throw new RuleBroken("delivery.one-column");
    }
    if (best.likelihood() < 0.5) {
      throw new RuleBroken("delivery.rows-differ-from-header", best.records.get(0).size());
    }
    return best;
  }

  private Try attempt(char delimiter, Charset charset) throws IOException {
    var attempt = new Try(delimiter, isQuoted(delimiter));
    var skip = bom ? 3 : 0;
    var in = new ByteArrayInputStream(sample, skip, sample.length - skip);
    var cut = length > sample.length;
    try (var reader = new RecordReader(in, charset, delimiter, 0, 1)) {
      List<String> last = null;
      while (attempt.records.size() < SAMPLE_RECORDS && reader.next()) {
        if (last != null) {
          attempt.records.add(last);
        }
        last = reader.fault() == null ? fields(reader) : List.of();
      }
      if (last != null && (!cut || attempt.records.isEmpty())) {
        attempt.records.add(last);
      }
    }
    return attempt;
  }

  private static List<String> fields(RecordReader reader) {
    var fields = new ArrayList<String>(reader.fields());
    for (var i = 0; i < reader.fields(); i++) {
      fields.add(reader.field(i));
    }
    return fields;
  }

  private boolean isQuoted(char delimiter) {
    for (var i = bom ? 3 : 0; i + 1 < sample.length; i++) {
      if ((sample[i] == delimiter || sample[i] == '\n') && sample[i + 1] == '"') {
        return true;
      }
    }
    return false;
  }

  private static void checkHeader(List<String> header) {
    var seen = new HashSet<String>();
    for (var i = 0; i < header.size(); i++) {
      var name = header.get(i);
      if (name.isEmpty()) {
        throw new RuleBroken("delivery.column-without-name", i + 1);
      }
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw new RuleBroken("delivery.column-twice", name);
      }
      if (name.chars().noneMatch(Character::isLetter) || name.indexOf('@') > 0) {
        throw new RuleBroken("delivery.header-missing", i + 1);
      }
    }
  }
}
