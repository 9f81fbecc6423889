package org.klantbrug.merger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

@OnDatabase
class StagingTablesTest {
  private static final Database DATABASE = new Database(TestDatabase.fresh());

  @ParameterizedTest
  @EnumSource(Entity.class)
  void aStagingTableHasExactlyTheFieldsOfItsEntityInTheirOrder(Entity entity) {
    var expected = new LinkedHashMap<String, String>();
    expected.put("delivery_id", "bigint");
    expected.put("line_no", "bigint");
    expected.put("raw_sha", "bytea");
    expected.put("content_sha", "bytea");
    expected.put("occurrence", "integer");
    expected.put("row_state", "text");
    entity.fields().forEach(field -> expected.put(field.column(), sqlType(field.type())));
    expected.put("extra", "jsonb");

    assertThat(columns(entity.stagingTable()).entrySet())
        .containsExactlyElementsOf(expected.entrySet());
  }

  private static String sqlType(FieldType type) {
    return switch (type) {
      case AMOUNT -> "numeric(14,2)";
      case NUMBER -> "bigint";
      case BILLING_DAY -> "smallint";
      case DATE -> "date";
      case MOMENT -> "timestamp with time zone";
      default -> "text";
    };
  }

  private static Map<String, String> columns(String table) {
    var columns = new LinkedHashMap<String, String>();
    DATABASE.use(
        handle ->
            handle
                .createQuery(
                    "select attname, format_type(atttypid, atttypmod) from pg_attribute"
                        + " where attrelid = cast(:table as regclass) and attnum > 0 order by attnum")
                .bind("table", table)
                .map((row, context) -> columns.put(row.getString(1), row.getString(2)))
                .list());
    return columns;
  }
}
