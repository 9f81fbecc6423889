package org.klantbrug.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit.Subject;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.MadeUpMerger;
import org.klantbrug.transfer.SmallTakeover;

/** The access log names what people know by name. */
@OnDatabase
class LoggedSubjectsTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final LoggedSubjects subjects = new LoggedSubjects(takeover.in.database);

  @AfterEach
  void close() {
    takeover.in.close();
  }

  @Test
  void filesRunsReconciliationsAndMergersAreNamed() {
    var merger = takeover.in.number("select merger_id from merger_run where id = " + takeover.run);
    var cutover = takeover.in.number("select id from transfer_cutover where kind = 'TRANSFER'");
    takeover.in.reconciliation.make(cutover, MadeUpMerger.T);
    var reconciliation =
        takeover.in.number(
            "select max(id) from transfer_reconciliation where cutover_id = " + cutover);
    var asked =
        List.of(
            new Subject("file", takeover.customers),
            new Subject("run", takeover.run),
            new Subject("reconciliation", reconciliation),
            new Subject("merger", merger));

    var names = subjects.names(asked);

    assertThat(names.get(asked.get(0)).name()).isEqualTo("acquired_klanten.csv");
    assertThat(names.get(asked.get(1)).run()).isEqualTo(1);
    assertThat(names.get(asked.get(2)).name()).isEqualTo("TRANSFER");
    assertThat(names.values())
        .extracting(named -> named.kind().equals("merger") ? named.name() : named.merger())
        .containsOnly(names.get(asked.get(3)).name());
  }

  @Test
  void whatIsNotThereIsPassedOver() {
    assertThat(subjects.names(List.of(new Subject("file", 987_654L), new Subject("staff", 1))))
        .isEmpty();
  }
}
