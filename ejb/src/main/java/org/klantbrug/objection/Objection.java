package org.klantbrug.objection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.klantbrug.shared.RuleBroken;

/**
 * An objection and its rules. Somebody speaks to the customer, or apologises if he went over
 * already; it is decided; he hears that in writing. Until then he can take it back.
 */
public class Objection {
  private long id;
  private String number;
  private long identityId;
  private long mergerId;
  private Way way;
  private boolean wentOver;
  private Stage stage;
  private Long handlerId;
  private String processId;
  private Outcome outcome;
  private String said;
  private Long decidedBy;
  private Instant decidedAt;
  private BigDecimal owes;
  private String toldHow;
  private Instant toldAt;
  private Instant endedAt;
  private int version;

  /** For the rows. */
  protected Objection() {}

  /** One of which only the stage matters. */
  Objection(String number, Stage stage) {
    this.number = number;
    this.stage = stage;
  }

  /** We know what he wants: he was reached, or wrote it. */
  void spoken() {
    need(Stage.CALL);
    stage = Stage.DECISION;
  }

  /** He heard that we are sorry that he went over. */
  void apologised() {
    need(Stage.APOLOGY);
    stage = Stage.DECISION;
  }

  /**
   * Decides.
   *
   * @param words what he said himself
   * @param debt what he still owes, in euro, if he leaves; null if nothing
   */
  void decide(Outcome what, String words, BigDecimal debt, long by, Instant at) {
    need(Stage.DECISION);
    if (what == null) {
      throw new RuleBroken("objection.outcome-missing");
    }
    outcome = what;
    said = Words.needed(words, "objection.said-missing");
    owes = what == Outcome.LEAVE ? debt : null;
    decidedBy = by;
    decidedAt = at;
    stage = Stage.CONFIRMATION;
  }

  /** Whether it was decided that he goes over, and he has not heard it yet. */
  boolean goesAlong() {
    return stage == Stage.CONFIRMATION && outcome != Outcome.LEAVE;
  }

  /** He said more before he heard what was decided: it is decided again. */
  void reopen() {
    need(Stage.CONFIRMATION);
    outcome = null;
    said = null;
    owes = null;
    decidedBy = null;
    decidedAt = null;
    stage = Stage.DECISION;
  }

  /** He heard in writing what was decided. */
  void told(String how, Instant at) {
    need(Stage.CONFIRMATION);
    toldHow = how;
    toldAt = at;
    endedAt = at;
    stage = Stage.CLOSED;
  }

  /** He takes it back. Whoever leaves can do so until he has it in writing. */
  void withdraw(Instant at) {
    if (!stage.open()) {
      throw otherStage();
    }
    endedAt = at;
    stage = Stage.WITHDRAWN;
  }

  void need(Stage expected) {
    if (stage != expected) {
      throw otherStage();
    }
  }

  private RuleBroken otherStage() {
    return new RuleBroken("objection.other-stage", number, new StageName(stage));
  }

  /** What is kept of it, by column. */
  Map<String, Object> columns() {
    var columns = new HashMap<String, Object>();
    columns.put("stage", stage);
    columns.put("process_id", processId);
    columns.put("outcome", outcome);
    columns.put("said", said);
    columns.put("decided_by", decidedBy);
    columns.put("decided_at", decidedAt);
    columns.put("owes", owes);
    columns.put("told_how", toldHow);
    columns.put("told_at", toldAt);
    columns.put("ended_at", endedAt);
    return columns;
  }

  void ledBy(String process) {
    processId = process;
  }

  long id() {
    return id;
  }

  String number() {
    return number;
  }

  long identityId() {
    return identityId;
  }

  long mergerId() {
    return mergerId;
  }

  Way way() {
    return way;
  }

  boolean wentOver() {
    return wentOver;
  }

  Stage stage() {
    return stage;
  }

  Long handlerId() {
    return handlerId;
  }

  String processId() {
    return processId;
  }

  /** Who decided; null before that. */
  Long decidedBy() {
    return decidedBy;
  }

  Outcome outcome() {
    return outcome;
  }

  int version() {
    return version;
  }
}
