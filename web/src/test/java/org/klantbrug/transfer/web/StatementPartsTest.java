package org.klantbrug.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.transfer.StatementLine;

/** Who explains is led through what waits in the order in which it stands on the page. */
class StatementPartsTest {
  private static final StatementParts PARTS =
      new StatementParts(
          List.of(
              line("CUSTOMER", "CREATED", 0, null),
              line("CUSTOMER", "FIELDS", 2, null),
              line("CONTRACT", "DELIVERED", 1, "let go"),
              line("CONTRACT", "HELD", 3, null),
              line("CONTRACT", "CONTROL_COUNT", 5, null)));

  @Test
  void whatTheirBooksSayComesFirstAndWhatIsExplainedOrBalancesIsLeftOut() {
    assertThat(PARTS.toExplain())
        .extracting(StatementLine::measure)
        .containsExactly("CONTROL_COUNT", "FIELDS", "HELD");
  }

  @Test
  void aPartShowsWhatWaitsBeforeWhatIsExplained() {
    assertThat(PARTS.parts())
        .extracting(part -> part.entity())
        .containsExactly(null, "CUSTOMER", "CONTRACT");
    assertThat(PARTS.parts().get(2).differing())
        .extracting(StatementLine::measure)
        .containsExactly("HELD", "DELIVERED");
  }

  @Test
  void aStatementInWhichEverythingBalancesOrIsExplainedLeavesNothingToDo() {
    var done = List.of(line("CUSTOMER", "CREATED", 0, null), line("CUSTOMER", "HELD", 1, "known"));

    assertThat(new StatementParts(done).toExplain()).isEmpty();
  }

  private static StatementLine line(String entity, String measure, int difference, String why) {
    var source = BigDecimal.TEN;
    var off = BigDecimal.valueOf(difference);
    return new StatementLine(
        1, entity, measure, source, source.add(off), off, difference, why, null, null);
  }
}
