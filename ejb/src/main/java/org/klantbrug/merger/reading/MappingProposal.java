package org.klantbrug.merger.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.TargetField;

/**
 * A mapping that the machine thinks of, from the names of the columns and the values in them. What
 * it does not know it leaves {@link Mapping.Use#UNDECIDED}, for a person.
 *
 * @param entity what a record of the file is
 * @param columns one for each column of the header, in its order
 */
public record MappingProposal(Entity entity, List<Column> columns) {
  private static final int SHOWN = 5;
  private static final double CODES_OF_SECOND_FIELD = 0.5;

  /** Copies the columns. */
  public MappingProposal {
    columns = List.copyOf(columns);
  }

  /**
   * A column with what is proposed for it.
   *
   * @param mapping the proposal itself
   * @param confidence 0 to 1: how sure the machine is
   * @param passing some delivered values that can be read so
   * @param failing some that cannot
   * @param values the most frequent delivered values, each with how often it was seen
   */
  public record Column(
      Mapping.Column mapping,
      double confidence,
      List<String> passing,
      List<String> failing,
      Map<String, Integer> values) {
    /** Copies the lists. */
    public Column {
      passing = List.copyOf(passing);
      failing = List.copyOf(failing);
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * Looks at the header and at up to a hundred thousand records.
   *
   * @param extractAsOf when the extract was made
   */
  public static MappingProposal of(Path file, FileForm form, Entity entity, Instant extractAsOf)
      throws IOException {
    var samples = Sample.ofColumns(file, form);
    var candidates = new ArrayList<Candidate>();
    for (var i = 0; i < samples.size(); i++) {
      candidates.addAll(candidatesFor(i, samples.get(i), entity, form, extractAsOf));
    }
    return new MappingProposal(entity, chosen(samples, candidates));
  }

  /** The proposed mapping. */
  public Mapping mapping() {
    return new Mapping(entity, columns.stream().map(Column::mapping).toList());
  }

  /** The same columns and values, with a mapping that people have confirmed before. */
  public MappingProposal asConfirmed(Mapping confirmed) {
    var surely = new ArrayList<Column>();
    for (var i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      surely.add(
          new Column(
              confirmed.columns().get(i), 1, column.passing(), column.failing(), column.values()));
    }
    return new MappingProposal(entity, surely);
  }

  /**
   * What a mapping makes of the values: which it can read, and which not.
   *
   * @param mapping for the columns of this file
   * @return the mapping, with as confidence the share of filled values that it reads
   */
  public static MappingProposal tried(
      Path file, FileForm form, Mapping mapping, Instant extractAsOf) throws IOException {
    var samples = Sample.ofColumns(file, form);
    var columns = new ArrayList<Column>();
    for (var i = 0; i < samples.size(); i++) {
      columns.add(judged(samples.get(i), mapping.entity(), mapping.columns().get(i), extractAsOf));
    }
    return new MappingProposal(mapping.entity(), columns);
  }

  private static Column judged(
      Sample sample, Entity entity, Mapping.Column column, Instant extractAsOf) {
    var passing = new LinkedHashSet<String>();
    var failing = new LinkedHashSet<String>();
    var share = 1.0;
    for (var target : column.targets()) {
      var field = entity.field(target.column());
      var reading = tried(0, sample, field, target, extractAsOf, true);
      share = Math.min(share, reading.rate);
      passing.addAll(reading.passing);
      failing.addAll(reading.failing);
    }
    passing.removeAll(failing);
    return new Column(
        column, share, List.copyOf(passing), List.copyOf(failing), sample.mostFrequent());
  }

  private record Candidate(
      int column,
      Mapping.Target target,
      boolean byName,
      double rate,
      double confidence,
      List<String> passing,
      List<String> failing) {}

  private static List<Candidate> candidatesFor(
      int column, Sample sample, Entity entity, FileForm form, Instant extractAsOf) {
    var candidates = new ArrayList<Candidate>();
    for (var field : entity.fields()) {
      var byName = KnownWords.isHeaderOf(sample.header(), entity, field);
      if (byName || isKnownByItsValues(field) && !sample.values().isEmpty()) {
        var candidate = tried(column, sample, field, form, extractAsOf, byName);
        if (candidate != null) {
          candidates.add(candidate);
        }
      }
    }
    return candidates;
  }

  private static boolean isKnownByItsValues(TargetField field) {
    return field.type() == FieldType.IBAN || field.type() == FieldType.EMAIL;
  }

  private static Candidate tried(
      int column,
      Sample sample,
      TargetField field,
      FileForm form,
      Instant extractAsOf,
      boolean byName) {
    Candidate best = null;
    for (var target : readings(sample, field, form)) {
      var candidate = tried(column, sample, field, target, extractAsOf, byName);
      if (best == null || candidate.confidence > best.confidence) {
        best = candidate;
      }
    }
    var least = byName ? 0.4 : 0.45;
    return best == null || (best.confidence < least && !sample.values().isEmpty()) ? null : best;
  }

  /** The ways in which the values could be meant, the most common first. */
  private static List<Mapping.Target> readings(Sample sample, TargetField field, FileForm form) {
    var name = field.column();
    return switch (field.type()) {
      case DATE, MOMENT ->
          DateForm.COMMON.stream().map(pattern -> Mapping.Target.dated(name, pattern)).toList();
      case AMOUNT -> {
        var comma = Mapping.Target.amount(name, ",");
        var point = Mapping.Target.amount(name, ".");
        yield form.delimiter().equals(",") ? List.of(point, comma) : List.of(comma, point);
      }
      case CODE -> List.of(Mapping.Target.coded(name, valueList(sample, field)));
      default -> List.of(Mapping.Target.plain(name));
    };
  }

  private static Map<String, String> valueList(Sample sample, TargetField field) {
    var values = new LinkedHashMap<String, String>();
    var reversed = KnownWords.isReversed(sample.header(), field);
    for (var value : sample.values().keySet()) {
      var code = KnownWords.codeOf(value, field);
      if (code != null) {
        values.put(value, reversed ? opposite(code) : code);
      }
    }
    return values;
  }

  private static String opposite(String code) {
    return code.equals("YES") ? "NO" : code.equals("NO") ? "YES" : code;
  }

  private static Candidate tried(
      int column,
      Sample sample,
      TargetField field,
      Mapping.Target target,
      Instant extractAsOf,
      boolean byName) {
    var passing = new ArrayList<String>();
    var failing = new ArrayList<String>();
    var reader = new ValueReader(field, target, extractAsOf, (noted, reason, expected, raw) -> {});
    var passed = 0L;
    for (var value : sample.values().entrySet()) {
      var read = reader.read(value.getKey(), false);
      if (read != null && field.type() == FieldType.POSTCODE) {
        read = Postcode.read(read, null);
      }
      var fits = read != null || tellsNothing(target, value.getKey());
      passed += fits ? value.getValue() : 0;
      var shown = fits ? passing : failing;
      if (shown.size() < SHOWN) {
        shown.add(value.getKey());
      }
    }
    var rate = sample.values().isEmpty() ? 1 : (double) passed / sample.filled();
    return new Candidate(
        column, target, byName, rate, confidence(sample, field, rate, byName), passing, failing);
  }

  /** Whether the value list says that this value means nothing. */
  private static boolean tellsNothing(Mapping.Target target, String value) {
    return target.values() != null && "".equals(target.values().get(value));
  }

  private static double confidence(Sample sample, TargetField field, double rate, boolean byName) {
    var sure = byName ? 0.4 + 0.6 * rate : 0.5 * rate;
    if (sample.values().isEmpty()) {
      sure = 0.6;
    }
    var isKey = field.type() == FieldType.KEY;
    return isKey && sample.values().values().stream().anyMatch(times -> times > 1)
        ? sure * 0.7
        : sure;
  }

  /** Each field goes to its surest column; a column may feed several fields. */
  private static List<Column> chosen(List<Sample> samples, List<Candidate> candidates) {
    var feeding = new HashMap<String, Candidate>();
    for (var candidate : candidates) {
      feeding.merge(
          candidate.target.column(),
          candidate,
          (one, other) -> other.confidence > one.confidence ? other : one);
    }
    var columns = new ArrayList<Column>();
    for (var i = 0; i < samples.size(); i++) {
      var column = i;
      var mine =
          candidates.stream()
              .filter(candidate -> candidate.column == column)
              .filter(candidate -> feeding.get(candidate.target.column()) == candidate)
              .toList();
      columns.add(proposed(samples.get(i), withoutWeak(mine)));
    }
    return columns;
  }

  /** Names beat values; a code beside another field counts only if it reads at least half. */
  private static List<Candidate> withoutWeak(List<Candidate> mine) {
    var named = mine.stream().anyMatch(Candidate::byName);
    return mine.stream()
        .filter(candidate -> candidate.byName || !named)
        .filter(
            candidate ->
                mine.size() == 1
                    || candidate.target.values() == null
                    || candidate.confidence >= 0.4 + 0.6 * CODES_OF_SECOND_FIELD)
        .toList();
  }

  private static Column proposed(Sample sample, List<Candidate> mine) {
    if (mine.isEmpty()) {
      var undecided = new Mapping.Column(sample.header(), Mapping.Use.UNDECIDED, List.of());
      return new Column(undecided, 0, List.of(), List.of(), sample.mostFrequent());
    }
    var targets = mine.stream().map(Candidate::target).toList();
    var least =
        mine.stream().min((one, other) -> Double.compare(one.confidence, other.confidence)).get();
    return new Column(
        new Mapping.Column(sample.header(), Mapping.Use.FIELDS, targets),
        least.confidence,
        least.passing,
        least.failing,
        sample.mostFrequent());
  }
}
