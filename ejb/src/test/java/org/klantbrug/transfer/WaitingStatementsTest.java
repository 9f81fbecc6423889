package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.transfer.MadeUpMerger.T;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.OnDatabase;

/** Who may explain a difference finds it waiting, from the statement until its signature. */
@OnDatabase
class WaitingStatementsTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final WaitingStatements waiting = new WaitingStatements(in.database);
  private final Staff operator = staff("merger.read", "merger.prepare");
  private long transfer;

  @BeforeEach
  void loseACent() {
    transfer = in.number("select id from transfer_cutover where kind = 'TRANSFER'");
    in.sql("update contract_invoice set amount = amount - 0.01 where source_key = 'I2'");
  }

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void differencesOfTheNewestStatementWaitForAnExplanation() {
    in.reconciliation.make(transfer, T);
    in.reconciliation.make(transfer, T);

    assertThat(waiting.of(operator))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.cutoverId()).isEqualTo(transfer);
              assertThat(one.kind()).isEqualTo(Kind.TRANSFER);
              assertThat(one.figures()).isEqualTo(2);
            });
  }

  @Test
  void whoMayNotExplainSeesNothingWaiting() {
    in.reconciliation.make(transfer, T);

    assertThat(waiting.of(staff("merger.read", "merger.sign"))).isEmpty();
  }

  @Test
  void whatIsExplainedWaitsNoLonger() {
    var statement = in.reconciliation.make(transfer, T).id();
    in.reconciliation.explain(statement, Entity.INVOICE, "FIELDS", "Afronding", in.operator, T);
    assertThat(waiting.of(operator).get(0).figures()).isEqualTo(1);

    in.reconciliation.explain(statement, Entity.INVOICE, "SUM_amount", "Cent", in.operator, T);

    assertThat(waiting.of(operator)).isEmpty();
  }

  @Test
  void whatWasTakenBackWaitsForNobody() {
    in.reconciliation.make(transfer, T);
    in.sql(
        "update transfer_cutover set state = 'UNDONE', undone_at = now(), undone_by = started_by where kind <> 'OWN'");

    assertThat(waiting.of(operator)).isEmpty();
  }

  private Staff staff(String... actions) {
    return new Staff(
        in.operator,
        "sanne",
        "Sanne",
        "nl",
        true,
        null,
        Set.of("migrationOperator"),
        Set.of(actions));
  }
}
