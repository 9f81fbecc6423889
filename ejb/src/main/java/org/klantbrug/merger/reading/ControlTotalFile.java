package org.klantbrug.merger.reading;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.Amount;
import org.klantbrug.shared.RuleBroken;

/**
 * A file of control totals: columns Soort, Aantal, Bedrag and Kolom, or Kind, Count, Amount and
 * Column, in any order. A record gives the number of records of a kind and, if it names a column of
 * money, the sum of that column.
 */
public final class ControlTotalFile {
  private static final Set<String> KIND = Set.of("soort", "kind", "entity", "entiteit");
  private static final Set<String> COUNT = Set.of("aantal", "count", "records");
  private static final Set<String> AMOUNT = Set.of("bedrag", "som", "amount", "sum");
  private static final Set<String> COLUMN = Set.of("kolom", "veld", "column", "field");

  private final Map<String, Total> totals = new LinkedHashMap<>();
  private final Set<String> unknownKinds = new TreeSet<>();
  private final Function<Entity, List<Mapping>> mappings;
  private final FileForm form;

  private ControlTotalFile(FileForm form, Function<Entity, List<Mapping>> mappings) {
    this.form = form;
    this.mappings = mappings;
  }

  /**
   * What the file says.
   *
   * @param measure COUNT, or SUM_ and the column of an amount
   */
  public record Total(Entity entity, String measure, BigDecimal value) {}

  /**
   * Reads a whole file.
   *
   * @param mappings how the delivered files of an entity are read; may be empty
   * @throws RuleBroken {@code totals.*} or {@code delivery.*}: what is wrong with it, on which line
   */
  public static List<Total> read(Path file, Function<Entity, List<Mapping>> mappings)
      throws IOException {
    var form = FileForm.of(file);
    var reading = new ControlTotalFile(form, mappings);
    try (var records = Records.of(file, form)) {
      while (records.next()) {
        reading.take(records);
      }
    }
    if (!reading.unknownKinds.isEmpty()) {
      throw new RuleBroken("totals.unknown-kinds", String.join(", ", reading.unknownKinds));
    }
    return new ArrayList<>(reading.totals.values());
  }

  private void take(Records records) {
    var kind = value(records, KIND).orElseThrow(() -> new RuleBroken("totals.no-kind-column"));
    var entity = KnownWords.entityOf(kind);
    if (entity.isEmpty()) {
      unknownKinds.add(kind);
      return;
    }
    var count = value(records, COUNT).orElse("");
    var amount = value(records, AMOUNT).orElse("");
    if (!count.isEmpty()) {
      keep(entity.get(), "COUNT", whole(count, records.line()), records.line());
    }
    if (!amount.isEmpty()) {
      var column = value(records, COLUMN).orElse("");
      keep(
          entity.get(),
          "SUM_" + field(entity.get(), column, records.line()),
          euros(amount, records.line()),
          records.line());
    }
    if (count.isEmpty() && amount.isEmpty()) {
      throw new RuleBroken("totals.no-figure", records.line());
    }
  }

  private Optional<String> value(Records records, Set<String> names) {
    for (var i = 0; i < form.columns(); i++) {
      if (names.contains(form.header().get(i).toLowerCase(Locale.ROOT))) {
        return Optional.of(records.value(i).strip());
      }
    }
    return Optional.empty();
  }

  private void keep(Entity entity, String measure, BigDecimal value, long line) {
    var before = totals.put(entity + " " + measure, new Total(entity, measure, value));
    if (before != null && before.value().compareTo(value) != 0) {
      throw new RuleBroken("totals.contradiction", line, before.value(), value);
    }
  }

  private static BigDecimal whole(String text, long line) {
    var plain = text.replaceAll("(?<=\\d)[. \\u00A0](?=\\d{3}\\b)", "");
    if (!plain.matches("\\d{1,15}")) {
      throw new RuleBroken("totals.line-count-wrong", line, text);
    }
    return new BigDecimal(plain);
  }

  /**
   * A comma before the cents, or a point when there is no comma and it stands before two digits.
   */
  private static BigDecimal euros(String text, long line) {
    var sign = text.matches("-?\\d+\\.\\d{2}") ? '.' : ',';
    var read = Amount.read(text, sign);
    if (read == null) {
      throw new RuleBroken("totals.line-amount-wrong", line, text);
    }
    return new BigDecimal(read);
  }

  private String field(Entity entity, String column, long line) {
    return mappings.apply(entity).stream()
        .flatMap(mapping -> mapping.columns().stream())
        .filter(mapped -> mapped.source().equalsIgnoreCase(column))
        .flatMap(mapped -> mapped.targets().stream())
        .map(Mapping.Target::column)
        .filter(name -> entity.field(name).type() == FieldType.AMOUNT)
        .findFirst()
        .or(() -> knownField(entity, column))
        .orElseThrow(() -> new RuleBroken("totals.unknown-column", line, column, entity));
  }

  private static Optional<String> knownField(Entity entity, String column) {
    return entity.fields().stream()
        .filter(field -> field.type() == FieldType.AMOUNT)
        .filter(field -> KnownWords.isHeaderOf(column, entity, field))
        .map(TargetField::column)
        .findFirst();
  }
}
