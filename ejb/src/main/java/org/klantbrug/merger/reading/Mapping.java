package org.klantbrug.merger.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.RuleBroken;

/**
 * What each column of a delivered file means. A column can feed more than one field: an outcome
 * tells its text and whether the complaint is still open.
 *
 * @param entity what a record of the file is
 * @param columns one for each column of the header, in its order
 */
public record Mapping(Entity entity, List<Column> columns) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the columns. */
  public Mapping {
    columns = List.copyOf(columns);
  }

  /** What is done with a column. */
  public enum Use {
    /** Feeds one or more fields. */
    FIELDS,
    /** Kept beside the fields, as delivered. */
    EXTRA,
    /** Left behind: nobody needs it, so nobody keeps it. */
    NOT_NEEDED,
    /** A person has yet to say. */
    UNDECIDED
  }

  /**
   * A column of the file.
   *
   * @param source its name in the header
   * @param use what is done with it
   * @param targets the fields it feeds; empty unless {@link Use#FIELDS}
   */
  public record Column(String source, Use use, List<Target> targets) {
    /** Copies the targets; what nobody said is undecided. */
    public Column {
      Objects.requireNonNull(source, "A column has the name of its header");
      use = use == null ? Use.UNDECIDED : use;
      targets = targets == null ? List.of() : List.copyOf(targets);
    }
  }

  /**
   * A field that a column feeds.
   *
   * @param column name of the {@link TargetField}
   * @param dateFormat of a DATE or MOMENT: see {@link DateForm}; else null
   * @param decimalSign of an AMOUNT: a comma or a point; else null
   * @param values of a CODE: delivered value to code, or to the empty text when it tells nothing
   * @param strict whether a wrong value makes the record a reject instead of the field empty
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Target(
      String column,
      String dateFormat,
      String decimalSign,
      Map<String, String> values,
      boolean strict) {

    /** Copies the value list, in its order. */
    public Target {
      values = values == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A field whose type needs no more to be read. */
    public static Target plain(String column) {
      return new Target(column, null, null, null, false);
    }

    /** A DATE or MOMENT. */
    public static Target dated(String column, String dateFormat) {
      return new Target(column, dateFormat, null, null, false);
    }

    /** An AMOUNT. */
    public static Target amount(String column, String decimalSign) {
      return new Target(column, null, decimalSign, null, false);
    }

    /** A CODE. */
    public static Target coded(String column, Map<String, String> values) {
      return new Target(column, null, null, values, false);
    }

    /** The same, but a wrong value makes the record a reject. */
    public Target strictly() {
      return new Target(column, dateFormat, decimalSign, values, true);
    }
  }

  /** The mapping as JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The mapping of a JSON text made by {@link #toJson}.
   *
   * @throws RuleBroken {@code mapping.unreadable} for anything else
   */
  public static Mapping ofJson(String json) {
    try {
      return JSON.readValue(json, Mapping.class);
    } catch (JsonProcessingException e) {
      throw new RuleBroken("mapping.unreadable", e.getOriginalMessage());
    }
  }

  /**
   * The mapping for a file with these columns: what it says of a column of the same name, and
   * undecided for the others.
   *
   * @throws RuleBroken {@code mapping.other-entity} if it is for another kind of record
   */
  public Mapping adaptedTo(Entity other, List<String> header) {
    if (entity != other) {
      throw new RuleBroken("mapping.other-entity", entity, other);
    }
    return new Mapping(
        entity,
        header.stream()
            .map(
                name ->
                    columns.stream()
                        .filter(column -> column.source().equals(name))
                        .findFirst()
                        .orElse(new Column(name, Use.UNDECIDED, List.of())))
            .toList());
  }

  /** Whether the mapping is for a file with these columns. */
  public boolean isFor(List<String> header) {
    return columns.stream().map(Column::source).toList().equals(header);
  }

  /**
   * Checks that records can be read with this mapping.
   *
   * @param header the columns of the file
   * @throws RuleBroken {@code mapping.*}: what is missing or twice, and what to do
   */
  public void checkFor(List<String> header) {
    checkColumns(header);
    var obstacles = obstacles();
    if (!obstacles.isEmpty()) {
      throw obstacles.get(0);
    }
  }

  /**
   * Checks that it can be kept for a file and shown to people. It may still be a draft: with
   * columns that are undecided, and fields that are missing or fed twice.
   *
   * @param header the columns of the file
   * @throws RuleBroken {@code mapping.*}: what nobody can read, and what to do
   */
  public void checkAsDraftFor(List<String> header) {
    checkColumns(header);
    for (var column : columns) {
      column.targets().forEach(target -> checkTarget(column, target));
    }
  }

  private void checkColumns(List<String> header) {
    var names = columns.stream().map(Column::source).toList();
    if (!names.equals(header)) {
      throw new RuleBroken(
          "mapping.other-columns", difference(header, names), difference(names, header));
    }
  }

  /** What is still to be done before records can be read with it; empty if nothing is. */
  public List<RuleBroken> obstacles() {
    var found = new ArrayList<RuleBroken>();
    var fed = new HashSet<String>();
    for (var column : columns) {
      if (column.use() == Use.UNDECIDED) {
        found.add(new RuleBroken("mapping.undecided", column.source()));
      } else if ((column.use() == Use.FIELDS) == column.targets().isEmpty()) {
        found.add(new RuleBroken("mapping.no-field", column.source()));
      }
      for (var target : column.targets()) {
        obstacle(column, target, fed).ifPresent(found::add);
      }
    }
    for (var field : entity.fields()) {
      if (field.required() && !fed.contains(field.column())) {
        found.add(new RuleBroken("mapping.required", field.column()));
      }
    }
    return found;
  }

  private Optional<RuleBroken> obstacle(Column column, Target target, Set<String> fed) {
    try {
      checkTarget(column, target);
    } catch (RuleBroken wrong) {
      return Optional.of(wrong);
    }
    return fed.add(target.column())
        ? Optional.empty()
        : Optional.of(new RuleBroken("mapping.field-twice", target.column(), column.source()));
  }

  private void checkTarget(Column column, Target target) {
    var field =
        entity.fields().stream()
            .filter(candidate -> candidate.column().equals(target.column()))
            .findFirst()
            .orElseThrow(() -> new RuleBroken("mapping.unknown-field", target.column(), entity));
    if (field.type() == FieldType.DATE || field.type() == FieldType.MOMENT) {
      DateForm.of(target.dateFormat());
    }
    if (field.type() == FieldType.AMOUNT && !Set.of(",", ".").contains(target.decimalSign() + "")) {
      throw new RuleBroken("mapping.decimal-sign", column.source());
    }
    if (field.type() == FieldType.CODE) {
      checkValues(column, target, field);
    }
  }

  private static void checkValues(Column column, Target target, TargetField field) {
    if (target.values() == null) {
      throw new RuleBroken("mapping.value-list", column.source());
    }
    for (var code : target.values().values()) {
      if (!code.isEmpty() && !field.codes().contains(code)) {
        throw new RuleBroken(
            "mapping.unknown-code", code, field.column(), new TreeSet<>(field.codes()));
      }
    }
  }

  private static String difference(List<String> all, List<String> without) {
    return String.join(", ", all.stream().filter(name -> !without.contains(name)).toList());
  }
}
