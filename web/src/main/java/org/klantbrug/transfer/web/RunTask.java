package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.MigrationSteps;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.transfer.ReconciliationStatement;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.StatementLine;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.web.WorkDoors;

/** What a task of a run needs beside its question: the statement it is about, and what is open. */
@Named
@RequestScoped
public class RunTask implements WorkDoors {
  private record About(Kind kind, boolean rehearsal) {}

  private static final Map<String, About> ABOUT =
      Map.of(
          "approveRehearsal", new About(Kind.TRANSFER, true),
          "approveHistoryRehearsal", new About(Kind.HISTORY, true),
          "signReconciliation", new About(Kind.TRANSFER, false),
          "signHistory", new About(Kind.HISTORY, false));

  @Inject private CurrentStaff current;
  @Inject private RunCutovers cutovers;
  @Inject private Reconciliation reconciliation;
  @Inject private Texts say;

  private Optional<ReconciliationStatement> statement;

  /** The reconciliation it is about, and who is looked at before a rehearsal is approved. */
  @Override
  public List<Door> of(WorkItems.Line task) {
    var doors = new ArrayList<Door>();
    if (statement(task) != null) {
      doors.add(
          new Door(
              "/merger-statement",
              "?cutover=" + statement(task).cutoverId(),
              "work.to-statement",
              false));
    }
    if (isOfRehearsal(task) && current.get().may(Action.CUSTOMER_READ)) {
      doors.add(new Door("/rehearsal", "?run=" + task.subjectId(), "rehearsal.look", false));
    }
    return doors;
  }

  private static boolean isOfRehearsal(WorkItems.Line task) {
    return ABOUT.containsKey(task.kind()) && ABOUT.get(task.kind()).rehearsal();
  }

  /** The statement that is approved or signed by answering the task; null if it is about none. */
  public ReconciliationStatement statement(WorkItems.Line task) {
    if (statement == null) {
      statement = cutover(task).flatMap(cutover -> reconciliation.findNewest(cutover.id()));
    }
    return statement.orElse(null);
  }

  private Optional<Cutover> cutover(WorkItems.Line task) {
    if (isOfWave(task)) {
      return cutovers.findOfWave(task.subjectId());
    }
    return Optional.ofNullable(ABOUT.get(task.kind()))
        .filter(about -> "run".equals(task.subjectKind()))
        .flatMap(about -> cutovers.find(task.subjectId(), about.kind(), about.rehearsal(), "LIVE"));
  }

  private static boolean isOfWave(WorkItems.Line task) {
    return "wave".equals(task.subjectKind()) && "signWave".equals(task.kind());
  }

  /**
   * What who answers must know of the statement: of a rehearsal how many figures differ, of one to
   * be signed how many still wait for an explanation; empty if none does.
   */
  public String warning(WorkItems.Line task) {
    var about = statement(task);
    if (about == null || !"OPEN".equals(task.state())) {
      return "";
    }
    if (isOfWave(task) || !ABOUT.get(task.kind()).rehearsal()) {
      var unexplained = about.unexplained().size();
      return unexplained == 0 ? "" : say.say("work.statement-unexplained", unexplained);
    }
    var differing = about.lines().stream().filter(line -> !line.balances()).toList();
    return differing.isEmpty()
        ? ""
        : say.say(
            "work.statement-differs",
            differing.size(),
            differing.stream().filter(StatementLine::ofTheirBooks).count());
  }

  /**
   * Whether nothing of what is approved or signed is compared with the books of the other company,
   * which who answers must know above all.
   */
  public boolean isWithoutBooks(WorkItems.Line task) {
    return "OPEN".equals(task.state())
        && !isOfWave(task)
        && statement(task) != null
        && statement(task).isWithoutBooks();
  }

  /** What the field for the note is called: whether, and for which answers, it must be filled. */
  public String noteLabel(WorkItems.Line task) {
    if (!"run".equals(task.subjectKind())) {
      return say.say("work.note");
    }
    var needed =
        task.outcomes().stream()
            .filter(
                outcome ->
                    MigrationSteps.needsNote(outcome)
                        || outcome.equals("signed") && isWithoutBooks(task))
            .map(outcome -> say.code("outcome.", outcome))
            .collect(Collectors.joining(", "));
    return needed.isEmpty() ? say.say("work.note") : say.say("work.note-needed", needed);
  }
}
