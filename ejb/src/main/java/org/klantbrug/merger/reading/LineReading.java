package org.klantbrug.merger.reading;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.TargetField;

/**
 * Reads a delivered file record by record through its mapping. Each record is either usable, with
 * warnings for the fields that were left empty, or has one problem for which it is a reject.
 * Nothing is kept between records; what this gives is overwritten by the next one. For one thread.
 */
public final class LineReading implements Closeable {
  private static final int LONGEST_FIELD = 1_000;

  /** Stands for NUL, which the database does not take. */
  private static final char SHOWN_NUL = '\u2400';

  private record Feed(int source, int field, ValueReader reader) {}

  private record Extra(int source, String name) {}

  private final RecordReader records;
  private final Entity entity;
  private final List<TargetField> fields;
  private final Feed[] feeds;
  private final Extra[] extras;
  private final String[] values;
  private final List<Problem> warnings = new ArrayList<>();
  private final int postcode;
  private final int country;
  private final boolean strictPostcode;
  private final int columns;
  private Problem reject;
  private String extra;

  private LineReading(RecordReader records, FileForm form, Mapping mapping, Instant extractAsOf) {
    this.records = records;
    this.columns = form.columns();
    this.entity = mapping.entity();
    this.fields = entity.fields();
    this.values = new String[fields.size()];
    var feeding = new ArrayList<Feed>();
    var kept = new ArrayList<Extra>();
    for (var i = 0; i < mapping.columns().size(); i++) {
      var column = mapping.columns().get(i);
      for (var target : column.targets()) {
        var field = entity.field(target.column());
        var reader = new ValueReader(field, target, extractAsOf, this::note);
        feeding.add(new Feed(i, fields.indexOf(field), reader));
      }
      if (column.use() == Mapping.Use.EXTRA) {
        kept.add(new Extra(i, column.source()));
      }
    }
    this.feeds = feeding.toArray(Feed[]::new);
    this.extras = kept.toArray(Extra[]::new);
    this.postcode = indexOf("postcode");
    this.country = indexOf("country");
    this.strictPostcode =
        feeding.stream().anyMatch(feed -> feed.field == postcode && feed.reader.isStrict());
  }

  /**
   * Opens a delivered file; the header is passed over.
   *
   * @param extractAsOf when the extract was made: later moments are odd, ages are counted to it
   * @throws org.klantbrug.shared.RuleBroken {@code mapping.*} if the mapping is not for this file
   */
  public static LineReading of(Path file, FileForm form, Mapping mapping, Instant extractAsOf)
      throws IOException {
    mapping.checkFor(form.header());
    return opened(file, form, mapping, extractAsOf);
  }

  /**
   * As {@link #of}, to look what a mapping does that is not finished: columns that are undecided
   * are not read.
   *
   * @throws org.klantbrug.shared.RuleBroken {@code mapping.*} if nobody can read with it
   */
  public static LineReading ofDraft(Path file, FileForm form, Mapping mapping, Instant extractAsOf)
      throws IOException {
    mapping.checkAsDraftFor(form.header());
    return opened(file, form, mapping, extractAsOf);
  }

  private static LineReading opened(Path file, FileForm form, Mapping mapping, Instant extractAsOf)
      throws IOException {
    var records = form.records(file);
    try {
      return new LineReading(records, form, mapping, extractAsOf);
    } catch (RuntimeException e) {
      records.close();
      throw e;
    }
  }

  /**
   * Reads one record that a person has typed over.
   *
   * @param raw the record in the form of the file, without a line end
   * @param line the line of the file that it stands for
   */
  public static LineReading ofTyped(
      String raw, long line, FileForm form, Mapping mapping, Instant extractAsOf) {
    mapping.checkFor(form.header());
    var delivered = raw.replace(SHOWN_NUL, '\0');
    var in = new ByteArrayInputStream(delivered.getBytes(StandardCharsets.UTF_8));
    var delimiter = form.delimiter().charAt(0);
    var records =
        new RecordReader(in, StandardCharsets.UTF_8, delimiter, form.header().size(), line);
    return new LineReading(records, form, mapping, extractAsOf);
  }

  /**
   * Moves to the next record.
   *
   * @return false at the end of the file
   */
  public boolean next() throws IOException {
    if (!records.next()) {
      return false;
    }
    warnings.clear();
    reject = null;
    extra = null;
    Arrays.fill(values, null);
    if (records.fault() != null) {
      rejectWhole(records.fault(), expectedStructure());
    } else {
      readFields();
    }
    return true;
  }

  /**
   * Moves past the next record without reading its values.
   *
   * @return false at the end of the file
   */
  public boolean skip() throws IOException {
    return records.next();
  }

  /** What a record is. */
  public Entity entity() {
    return entity;
  }

  /** Line of the file on which the record starts, counted from 1 with the header. */
  public long line() {
    return records.line();
  }

  /** Why the record is a reject, or null when it is usable. */
  public Problem reject() {
    return reject;
  }

  /**
   * Key of the customer whom a reject is about, at his company; null if the record cannot be read
   * so far, or says nobody.
   */
  public String customerKey() {
    if (records.fault() != null) {
      return null;
    }
    var field = indexOf(entity == Entity.CUSTOMER ? "source_key" : "customer_key");
    for (var feed : feeds) {
      if (feed.field == field && !records.isEmpty(feed.source)) {
        return values[field] == null ? records.field(feed.source).strip() : values[field];
      }
    }
    return null;
  }

  /** Values in the order of the entity's fields, as staging takes them; null where empty. */
  public String[] values() {
    return values;
  }

  /** The value of a field as staging takes it; null where empty. */
  public String value(String column) {
    return values[fields.indexOf(entity.field(column))];
  }

  /** Whether more than blank lines stand behind the record. */
  public boolean isFollowed() {
    return records.isFollowed();
  }

  /** The columns kept beside the fields, as a JSON object; null if there are none. */
  public String extra() {
    return extra;
  }

  /** What is wrong with single fields of a usable record. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** Bytes of the record as delivered, without the line end. */
  public int rawLength() {
    return records.length();
  }

  /** Adds the bytes of the record as delivered, without the line end, to a digest. */
  public void addRawTo(MessageDigest digest) {
    records.addTo(digest);
  }

  /** The record as delivered, for a person; cut when very long. */
  public String raw() {
    return cut(records.raw(), RawRecord.LONGEST);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private void readFields() {
    var oneLine = !records.hasLineEnds();
    for (var feed : feeds) {
      if (records.isEmpty(feed.source)) {
        continue;
      }
      var noted = warnings.size();
      var plain = records.isPlain(feed.source) && (oneLine || feed.reader.takesLineEnds());
      values[feed.field] = feed.reader.read(records.field(feed.source), plain);
      if (feed.reader.isStrict() && values[feed.field] == null && warnings.size() > noted) {
        rejectField(warnings.size() - 1);
        return;
      }
    }
    checkPostcode();
    if (reject == null) {
      checkRequired();
    }
    if (reject == null && extras.length > 0) {
      extra = readExtra();
    }
  }

  private void checkPostcode() {
    if (postcode < 0 || values[postcode] == null) {
      return;
    }
    var text = values[postcode];
    var land = country < 0 ? null : values[country];
    values[postcode] = Postcode.read(text, land);
    if (values[postcode] == null) {
      var expected = land == null || land.equals("NL") ? "1234 AB" : "a postcode of " + land;
      note(fields.get(postcode), Reason.WRONG_POSTCODE, expected, text);
      if (strictPostcode) {
        rejectField(warnings.size() - 1);
      }
    }
  }

  private void checkRequired() {
    for (var i = 0; i < values.length; i++) {
      if (values[i] == null && fields.get(i).required()) {
        rejectRequired(fields.get(i));
        return;
      }
    }
  }

  private void rejectRequired(TargetField field) {
    for (var i = warnings.size() - 1; i >= 0; i--) {
      if (warnings.get(i).field().equals(field.column())) {
        rejectField(i);
        return;
      }
    }
    var isKey = field.column().equals("source_key");
    reject =
        new Problem(
            line(),
            field.column(),
            isKey ? Reason.NO_KEY : Reason.REQUIRED_EMPTY,
            "a value",
            raw());
    warnings.clear();
  }

  /** Makes the record a reject for a problem of one field. */
  private void rejectField(int warning) {
    var why = warnings.get(warning);
    reject = new Problem(line(), why.field(), why.reason(), why.expected(), raw());
    warnings.clear();
  }

  private void rejectWhole(Reason reason, String expected) {
    reject = new Problem(line(), null, reason, expected, raw());
  }

  private String expectedStructure() {
    return switch (records.fault()) {
      case UNDECODABLE -> "text in the charset of the file";
      case UNCLOSED_QUOTE -> "a closing quote";
      case TEXT_AFTER_QUOTE -> "a separator behind the closing quote";
      case TOO_LONG -> "at most " + RecordReader.LONGEST_RECORD + " bytes";
      default -> columns + " fields, not " + records.fields();
    };
  }

  private void note(TargetField field, Reason reason, String expected, String text) {
    warnings.add(new Problem(line(), field.column(), reason, expected, cut(text, LONGEST_FIELD)));
  }

  private String readExtra() {
    var json = new StringBuilder("{");
    for (var kept : extras) {
      if (!records.isEmpty(kept.source)) {
        json.append(json.length() == 1 ? "\"" : ",\"");
        quote(kept.name, json);
        json.append("\":\"");
        quote(CleanText.visible(records.field(kept.source), true), json);
        json.append('"');
      }
    }
    return json.length() == 1 ? null : json.append('}').toString();
  }

  private static void quote(String text, StringBuilder json) {
    JsonStringEncoder.getInstance().quoteAsString(text, json);
  }

  private static String cut(String text, int longest) {
    var shown = text.indexOf('\0') < 0 ? text : text.replace('\0', SHOWN_NUL);
    return shown.length() <= longest ? shown : shown.substring(0, longest) + "…";
  }

  private int indexOf(String column) {
    for (var i = 0; i < fields.size(); i++) {
      if (fields.get(i).column().equals(column)) {
        return i;
      }
    }
    return -1;
  }
}
