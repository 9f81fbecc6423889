package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who delivers files reads in {@code docs/import-format.md} every field that can be delivered. */
class ImportFormatTest {
  private static final Path FORMAT = Path.of("../docs/import-format.md");

  @ParameterizedTest
  @EnumSource(Entity.class)
  void everyFieldOfThisKindIsInTheTable(Entity entity) throws IOException {
    assertThat(Files.readString(FORMAT) + "\n").contains(table(entity));
  }

  private static String table(Entity entity) {
    return entity.fields().stream()
        .map(ImportFormatTest::row)
        .collect(
            Collectors.joining(
                "",
                "### " + entity + "\n| field | needed | what it holds |\n|---|---|---|\n",
                "\n"));
  }

  private static String row(TargetField field) {
    return "| `%s` | %s | %s |%n"
        .formatted(field.column(), field.required() ? "yes" : "", meaning(field));
  }

  private static String meaning(TargetField field) {
    return switch (field.type()) {
      case KEY -> "key of the record in the system it comes from; leading zeros count";
      case PARENT_KEY -> "key of a " + field.parent() + " of the same company";
      case TEXT -> "text";
      case NAME -> "name";
      case DATE -> "day";
      case MOMENT -> "day and time; without a zone Dutch time";
      case AMOUNT -> "amount in euro, at most two decimals";
      case NUMBER -> "whole number";
      case BILLING_DAY -> "day of the month, 1 to 31";
      case IBAN -> "bank account number (IBAN)";
      case PHONE -> "phone number; without a country Dutch";
      case EMAIL -> "one e-mail address";
      case POSTCODE -> "postcode, checked by the country";
      case COUNTRY -> "country, two letters (ISO 3166)";
      case CODE -> "one of " + field.codes().stream().sorted().collect(Collectors.joining(", "));
    };
  }
}
