package org.klantbrug.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.TestDatabase;

/** Columns as each reader wants them. */
@OnDatabase
class ListColumnsTest {
  private static final Staff LOTTE = staff(1);
  private static final Staff EMMA = staff(2);

  private final Database database = new Database(TestDatabase.fresh());
  private final ListColumns columns = new ListColumns(database);

  private static Staff staff(long id) {
    return new Staff(id, "s" + id, "S" + id, "nl", false, null, Set.of(), Set.of());
  }

  @BeforeEach
  void begin() {
    database.use(
        handle ->
            handle.execute(
                "insert into identity_staff (login, full_name) values ('lotte', 'Lotte'), ('emma', 'Emma')"));
  }

  @Test
  void theyStayInTheOrderInWhichTheyWereChosenForWhoChose() {
    columns.keep("work", List.of("due", "who"), LOTTE);
    columns.keep("work", List.of("who", "customer", "due"), LOTTE);

    assertThat(columns.of("work", LOTTE)).containsExactly("who", "customer", "due");
    assertThat(columns.of("work", EMMA)).isEmpty();
  }

  @Test
  void eachListHasItsOwn() {
    columns.keep("work", List.of("due"), LOTTE);
    columns.keep("complaints", List.of("handler"), LOTTE);

    assertThat(columns.of("work", LOTTE)).containsExactly("due");
    assertThat(columns.of("complaints", LOTTE)).containsExactly("handler");
  }
}
