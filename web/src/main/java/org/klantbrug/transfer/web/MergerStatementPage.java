package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
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
  private static final String FIELDS = "FIELDS";
  private static final String CONTROL = "CONTROL_";

  @Inject private CurrentStaff current;
  @Inject private Transfer transfer;
  @Inject private Reconciliation reconciliation;
  @Inject private BusinessClock clock;
  @Inject private StatementPapers papers;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts say;
  @Inject @Param private Long cutover;
  @Inject @Param private String entity;
  @Inject @Param private String measure;
  @Inject @Param private String parts;

  private Cutover made;
  private ReconciliationStatement statement;
  private StatementPaper paper;
  private List<StatementRow> rows;

  /** Reads the newest statement, and writes down an explanation if one was given. */
  public void act() {
    if (cutover == null) {
      throw new NotThere();
    }
    made = transfer.read(cutover);
    statement = reconciliation.findNewest(cutover).orElse(null);
    paper = statement == null ? null : papers.of(statement);
    if (post.has("explanation") && statement != null && explained()) {
      goOn();
    } else if (entity != null && measure != null && statement != null) {
      var reader = current.need(Action.MERGER_RECORDS);
      rows = reconciliation.shown(statement.id(), chosen(), measure, Side.DIFFERENCE, 0, reader);
    }
  }

  /** Whether it was written down; if a rule stopped it, the page stays with the figure. */
  private boolean explained() {
    var staff = current.need(Action.MERGER_PREPARE);
    return notices
        .attempt(
            () -> {
              reconciliation.explain(
                  statement.id(),
                  chosen(),
                  measure,
                  post.text("explanation"),
                  staff.id(),
                  clock.now());
              return true;
            })
        .orElse(false);
  }

  /** Says how many figures are left without a why, and leads to the next of them. */
  private void goOn() {
    var left =
        new StatementParts(reconciliation.findNewest(cutover).orElse(statement).lines())
            .toExplain();
    notices.done("statement.explanation-kept", left.size());
    if (left.isEmpty() || !isOpening()) {
      Faces.redirect("/merger-statement?cutover=%s", cutover);
    } else {
      var next = left.get(0);
      Faces.redirect(
          "/merger-statement?cutover=%s&entity=%s&measure=%s",
          cutover, next.entity(), next.measure());
    }
  }

  private Entity chosen() {
    return Arrays.stream(Entity.values())
        .filter(each -> each.name().equals(entity))
        .findFirst()
        .orElseThrow(NotThere::new);
  }

  /** Whether nothing is folded, as on paper: for who prints without a script that unfolds. */
  public boolean isUnfolded() {
    return "open".equals(parts);
  }

  /** The cut-over. */
  public Cutover getCutover() {
    return made;
  }

  /** Its newest statement; null before the first. */
  public ReconciliationStatement getStatement() {
    return statement;
  }

  /** What their books say, then each entity. */
  public List<StatementParts.Part> getParts() {
    return new StatementParts(statement.lines()).parts();
  }

  /**
   * Figures of which this person can write why they differ, in the order of the page; empty if
   * there is nothing to sign, as of a rehearsal or of our own customers.
   */
  public List<StatementLine> getToExplain() {
    return made.rehearsal() || made.kind() == Kind.OWN || !isOpening() || !isExplainable()
        ? List.of()
        : new StatementParts(statement.lines()).toExplain();
  }

  /** The records behind the figure that the address names; null if it names none. */
  public List<StatementRow> getRows() {
    return rows;
  }

  /** Whether the records behind the figure are compared by a fingerprint, which is no amount. */
  public boolean isFingerprint() {
    return FIELDS.equals(measure);
  }

  /** Whether the figure is one of the other company's books. */
  public boolean isOfTheirBooks() {
    return measure.startsWith(CONTROL);
  }

  /** Why a record that they delivered does not live here. */
  public String why(StatementRow row) {
    var said = say.code("ledger.", row.reason());
    return said.equals(row.reason()) ? say.rule("reason." + row.reason()) : said;
  }

  /** A value of a line; of a fingerprint nothing, as it says nothing to people. */
  public String value(StatementLine line, BigDecimal value) {
    return line.ofFingerprints() ? "" : say.figure(value);
  }

  /** The fingerprint of one side of a line, which is for paper; empty for what is none. */
  public String fingerprint(StatementLine line, BigDecimal value) {
    return line.ofFingerprints() ? Fingerprint.of(value) : "";
  }

  /** How far a line is off; of a fingerprint only whether it is. */
  public String difference(StatementLine line) {
    if (line.ofFingerprints()) {
      return say.say(line.balances() ? "statement.fields-same" : "statement.fields-differ");
    }
    return say.figure(line.difference());
  }

  /** A value of a record; of a fingerprint only whether the record is there. */
  public String value(BigDecimal value) {
    if (isFingerprint()) {
      return say.say(value == null ? "statement.record-missing" : "statement.record-there");
    }
    return say.figure(value);
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

  /** What an auditor gets of it; null before the first statement. */
  public StatementPaper getPaper() {
    return paper;
  }

  /**
   * Whether this person can open the records behind a figure: they are still there, not undone and
   * no dropped rehearsal, and are this person's to see.
   */
  public boolean isOpening() {
    return (made.state().equals("RUNNING") || made.state().equals("LIVE"))
        && current.get().may(Action.MERGER_RECORDS);
  }

  /** Whether this person may explain a difference now. */
  public boolean isExplainable() {
    return statement.signedAt() == null && current.get().may(Action.MERGER_PREPARE);
  }
}
