package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

@OnDatabase
class LiveTableTest {
  private static final Database DATABASE = new Database(TestDatabase.fresh());

  @ParameterizedTest
  @EnumSource
  void everyFieldThatCanBeDeliveredHasTheSameColumnInStagingAndLive(Entity entity) {
    var live = LiveTable.of(entity);

    assertThat(typesOf("public", live.table(), live))
        .hasSize(live.columns().size())
        .isEqualTo(typesOf("public", entity.stagingTable(), live));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOMER")
  void theRehearsalHasTheSameColumnsAsTheLiveTable(LiveTable live) {
    assertThat(typesOf("rehearsal", live.table(), live))
        .hasSize(live.columns().size())
        .isEqualTo(typesOf("public", live.table(), live));
  }

  @Test
  void aPartyHoldsEveryFieldOfACustomerExceptItsKeyAtOneCompany() {
    var live = LiveTable.CUSTOMER;

    assertThat(typesOf("public", "customer_party", live)).hasSize(live.columns().size() - 1);
  }

  private static List<String> typesOf(String schema, String table, LiveTable live) {
    return DATABASE.with(
        handle ->
            handle
                .createQuery(
                    """
                    select attname || ' ' || format_type(atttypid, atttypmod) from pg_attribute
                     where attrelid = to_regclass(:table) and attname = any(:columns)
                     order by attname
                    """)
                .bind("table", schema + "." + table)
                .bindArray("columns", String.class, live.columns())
                .mapTo(String.class)
                .list());
  }
}
