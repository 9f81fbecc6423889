package org.klantbrug.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.RunUndo.Scope;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/** Taking back what came over takes one who asks and another who confirms. */
@OnDatabase
class UndoRequestsTest {
  private final SmallTakeover takeover = SmallTakeover.live();
  private final MadeUpMerger in = takeover.in;
  private final long run = takeover.run;
  private final BusinessClock clock = new BusinessClock();
  private final Audit audit = new Audit(in.database, clock);
  private final List<WorkItem> asked = new ArrayList<>();
  private final Staff joris = staff(in.operator, "joris", "migrationLead");
  private final Staff willem = staff(in.finance, "willem", "finance");
  private UndoRequests requests;

  private static Staff staff(long id, String login, String role) {
    return new Staff(id, login, login, "nl", false, null, Set.of(role), Set.of());
  }

  @BeforeEach
  void theRunIsClosed() {
    in.sql("update merger_run set state = 'CLOSED', closed_at = now()");
    in.sql("update merger_merger set state = 'SIGNED'");
    var mergers = new RunsInTables(in);
    var cutovers = new RunCutovers(in.database, in.transfer);
    requests =
        new UndoRequests(
            in.database,
            new RunUndo(
                in.database, mergers, cutovers, in.transfer, new NotedCases(), clock, audit),
            mergers,
            new WorkItems() {
              @Override
              public void open(WorkItem item) {
                asked.add(item);
              }
            },
            audit,
            clock);
  }

  @AfterEach
  void close() {
    in.close();
  }

  @Test
  void whoAsksChangesNothingAndFinanceFindsItOnTheWorkList() {
    ask("Overname gaat niet door");

    assertThat(live()).isEqualTo(3);
    assertThat(asked).extracting(WorkItem::kind).containsExactly("confirmUndo");
    assertThatThrownBy(() -> asked.get(0).claim(joris)).isInstanceOf(RuleBroken.class);
    assertThat(requests.open(run).orElseThrow().reason()).isEqualTo("Overname gaat niet door");
  }

  @Test
  void onceAnotherConfirmsItIsTakenBackForTheReasonThatWasGiven() {
    ask("Overname gaat niet door");

    answer(willem, "approved");

    assertThat(live()).as("our own customers stay").isEqualTo(1);
    assertThat(
            in.texts("select distinct undone_reason from transfer_cutover where state = 'UNDONE'"))
        .containsExactly("Overname gaat niet door");
    assertThat(requests.open(run)).isEmpty();
    assertThat(
            in.texts(
                "select actor || ' ' || action from audit_event where action like 'runUndo%' or action = 'runUndone' order by id"))
        .containsExactly("joris runUndoAsked", "willem runUndone");
  }

  @Test
  void declinedNothingChangesAndItCanBeAskedAgain() {
    ask("Overname gaat niet door");
    answer(willem, "declined");

    assertThat(live()).isEqualTo(3);
    ask("Toch wel");
    assertThat(requests.open(run).orElseThrow().reason()).isEqualTo("Toch wel");
  }

  @Test
  void whoAskedDoesNotConfirmNeitherByTheTaskNorInTheTables() {
    ask("Overname gaat niet door");

    refused("work.not-by-the-same-person", () -> answer(joris, "approved"));
    assertThatThrownBy(
            () ->
                in.sql(
                    "update transfer_undo_request set state = 'APPROVED', decided_by = asked_by, decided_at = now()"))
        .hasMessageContaining("by_two");
    assertThat(live()).isEqualTo(3);
  }

  @Test
  void isAskedOnceWithAReasonAndOnlyForWhatCanBeTakenBack() {
    refused("run.note-needed", () -> ask(" "));
    ask("Overname gaat niet door");
    refused("run.undo-asked", () -> ask("Nog eens"));

    answer(willem, "approved");
    refused("transfer.not-live", () -> ask("Nog eens"));
  }

  private void ask(String reason) {
    requests.ask(run, Scope.ALL, reason, joris);
  }

  private void answer(Staff by, String outcome) {
    requests.onAnswer(new WorkItemCompleting(asked.get(asked.size() - 1), by, outcome, null));
  }

  private long live() {
    return in.number(
        "select count(*) from transfer_cutover where not rehearsal and state = 'LIVE'");
  }

  private static void refused(String rule, Runnable attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            RuleBroken.class, broken -> assertThat(broken.key()).isEqualTo(rule));
  }
}
