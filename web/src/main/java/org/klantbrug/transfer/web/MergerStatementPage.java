package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.ControlTotalChanges;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.transfer.ReconciliationStatement;
import org.klantbrug.transfer.Side;
import org.klantbrug.transfer.StatementLine;
import org.klantbrug.transfer.StatementRow;
import org.klantbrug.transfer.Transfer;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The statement of a cut-over: figures on both sides, and the records behind one of them. */
@Named
@RequestScoped
public class MergerStatementPage {
  @Inject private CurrentStaff current;
  @Inject private Transfer transfer;
  @Inject private Reconciliation reconciliation;
  @Inject private BusinessClock clock;
  @Inject private ControlTotalChanges totals;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts say;
  @Inject @Param private Long cutover;
  @Inject @Param private String entity;
  @Inject @Param private String measure;

  private Cutover made;
  private ReconciliationStatement statement;
  private List<StatementRow> rows;

  /** Reads the newest statement, and writes down an explanation if one was given. */
  public void act() {
    if (cutover == null) {
      throw new NotThere();
    }
    made = transfer.read(cutover);
    statement = reconciliation.findNewest(cutover).orElse(null);
    if (post.has("explanation") && statement != null) {
      var staff = current.need(Action.MERGER_PREPARE);
      notices.tryTo(
          () ->
              reconciliation.explain(
                  statement.id(),
                  chosen(),
                  measure,
                  post.text("explanation"),
                  staff.id(),
                  clock.now()),
          "statement.explained");
      Faces.redirect("/merger-statement?cutover=%s", cutover);
    } else if (entity != null && measure != null && statement != null) {
      rows = reconciliation.rows(statement.id(), chosen(), measure, Side.DIFFERENCE, 0);
    }
  }

  private Entity chosen() {
    return Arrays.stream(Entity.values())
        .filter(each -> each.name().equals(entity))
        .findFirst()
        .orElseThrow(NotThere::new);
  }

  /** The cut-over. */
  public Cutover getCutover() {
    return made;
  }

  /** Its newest statement; null before the first. */
  public ReconciliationStatement getStatement() {
    return statement;
  }

  /** The figures, those that differ first, the unexplained before the explained. */
  public List<StatementLine> getLines() {
    return statement.lines().stream()
        .sorted(
            Comparator.comparing(StatementLine::balances)
                .thenComparing(line -> line.explanation() != null))
        .toList();
  }

  /** The records behind the figure that the address names; null if it names none. */
  public List<StatementRow> getRows() {
    return rows;
  }

  /** What does not balance in a line. */
  public String saysOf(StatementLine line) {
    return line.ofTheirBooks()
        ? say.say("statement.total-differs")
        : say.say("statement.records-differ", line.differingRecords());
  }

  /** The entity that the address names. */
  public String getEntity() {
    return entity;
  }

  /** The measure that the address names. */
  public String getMeasure() {
    return measure;
  }

  /** Control totals of what it compares that were changed, or came after the files were read. */
  public List<ControlTotalChanges.Change> getCorrections() {
    var history = made.kind() == Kind.HISTORY;
    return totals.ofRun(made.runId()).stream()
        .filter(each -> each.companyId() == made.companyId())
        .filter(each -> made.kind() == Kind.OWN || each.entity().isHistory() == history)
        .filter(ControlTotalChanges.Change::isCorrection)
        .toList();
  }

  /** Whether the records behind a figure are still there: not undone, and no dropped rehearsal. */
  public boolean isStanding() {
    return made.state().equals("RUNNING") || made.state().equals("LIVE");
  }

  /** Whether this person may explain a difference now. */
  public boolean isExplainable() {
    return statement.signedAt() == null && current.get().may(Action.MERGER_PREPARE);
  }
}
