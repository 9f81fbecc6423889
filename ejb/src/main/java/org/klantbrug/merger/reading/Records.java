package org.klantbrug.merger.reading;

import java.io.IOException;
import java.nio.file.Path;
import org.klantbrug.shared.RuleBroken;

/** The records of a small file that people made, such as a corrected sheet: all must be whole. */
public final class Records implements AutoCloseable {
  private final RecordReader reader;

  private Records(RecordReader reader) {
    this.reader = reader;
  }

  /** The records behind the header. */
  public static Records of(Path file, FileForm form) throws IOException {
    return new Records(form.records(file));
  }

  /**
   * Moves to the next record.
   *
   * @return false at the end of the file
   * @throws RuleBroken {@code records.broken}: the record on this line is not whole
   */
  public boolean next() throws IOException {
    if (!reader.next()) {
      return false;
    }
    if (reader.fault() != null) {
      throw new RuleBroken("records.broken", reader.line(), reader.fault());
    }
    return true;
  }

  /** As {@link #next}, and leaves to {@link #fault} whether the record is whole. */
  public boolean move() throws IOException {
    return reader.next();
  }

  /** What is wrong with the structure of the record; null if it is whole. */
  public Reason fault() {
    return reader.fault();
  }

  /** The record as text for a person. */
  public String raw() {
    return reader.raw();
  }

  /** The value in a column, counted from 0. */
  public String value(int column) {
    return reader.field(column);
  }

  /** Line of the file on which the record starts. */
  public long line() {
    return reader.line();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
