package org.klantbrug.matching;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.TargetField;

/** Two customers side by side: what either of them delivered, and what each comparison gave. */
final class PairFields {
  private static final String NUMBER = "source_key";
  private static final String GIVEN = "given_name";
  private static final String FAMILY = "family_name";

  private PairFields() {}

  /** Every reason is with exactly one field, so that the bits add up to the weight. */
  static List<MatchReview.FieldView> of(Explanation why, JsonNode left, JsonNode right) {
    var reasons = new LinkedHashMap<String, Explanation.Reason>();
    why.reasons().forEach(reason -> reasons.put(reason.field(), reason));
    var fields = new ArrayList<MatchReview.FieldView>();
    for (TargetField field : Entity.CUSTOMER.fields()) {
      var column = field.column();
      if (column.equals(NUMBER)) {
        continue; // each company has its own; the pair names both
      }
      var reason = reasons.get(camelCase(column));
      var one = reason == null ? text(left, column) : compared(left, column);
      var other = reason == null ? text(right, column) : compared(right, column);
      if (reason != null || !one.isEmpty() || !other.isEmpty()) {
        fields.add(
            MatchReview.FieldView.of(
                column,
                one,
                other,
                reason == null ? null : reason.level().name(),
                reason == null ? null : reason.bits()));
      }
    }
    return fields;
  }

  /** As {@link IdentityReader} reads it: a name may come from initials or from the full name. */
  private static String compared(JsonNode row, String column) {
    var own = text(row, column);
    if (!own.isEmpty()) {
      return own;
    }
    return switch (column) {
      case GIVEN ->
          firstKnown(text(row, "initials"), PersonNames.split(text(row, "full_name")).given());
      case FAMILY -> PersonNames.split(text(row, "full_name")).family();
      default -> "";
    };
  }

  private static String firstKnown(String... texts) {
    return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  private static String text(JsonNode row, String column) {
    return row.hasNonNull(column) ? row.get(column).asText() : "";
  }

  /** {@code birth_date} to {@code birthDate}: the matcher names fields like that. */
  private static String camelCase(String column) {
    var words = column.split("_");
    return words[0]
        + Stream.of(words)
            .skip(1)
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
  }
}
