package org.klantbrug.work;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Guarded;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/**
 * Something a person is to do. Projected from the engine's task in the same transaction: the one
 * truth of the work list.
 */
@Entity
@Table(name = "work_item")
public class WorkItem implements Guarded {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String kind;

  @Column(name = "process_id")
  private String processId;

  @Column(name = "engine_task_id")
  private String engineTaskId;

  @Column(name = "subject_kind")
  private String subjectKind;

  @Column(name = "subject_id")
  private long subjectId;

  @Column(name = "subject_name")
  private String subjectName;

  @Column(name = "role_code")
  private String role;

  @Column(name = "not_staff_id")
  private Long notStaffId;

  private String reason;

  @Column(columnDefinition = "text[]")
  private String[] outcomes = {};

  private String state = "OPEN";

  @Column(name = "claimed_by")
  private Long claimedBy;

  @Column(name = "created_at")
  private Instant createdAt;

  /** Only as it begins: later, clocks say it. */
  @Column(name = "due_at", updatable = false)
  private Instant dueAt;

  @Column(name = "completed_at")
  private Instant completedAt;

  @Column(name = "completed_by")
  private Long completedBy;

  private String outcome;
  private String note;
  @Version private int version;

  /** For JPA. */
  protected WorkItem() {}

  /**
   * @param kind element id of the task in its model; its name for people is in the language bundle
   * @param subjectName what people call the subject
   * @param role who may do it
   * @param notStaffId who may not, because they did the step before; null if anybody of the role
   *     may
   * @param outcomes what can be answered, in the order of the buttons
   */
  public WorkItem(
      String kind,
      String processId,
      String engineTaskId,
      String subjectKind,
      long subjectId,
      String subjectName,
      String role,
      Long notStaffId,
      List<String> outcomes,
      String reason,
      Instant createdAt) {
    this.kind = kind;
    this.processId = processId;
    this.engineTaskId = engineTaskId;
    this.subjectKind = subjectKind;
    this.subjectId = subjectId;
    this.subjectName = subjectName;
    this.role = role;
    this.notStaffId = notStaffId;
    this.outcomes = outcomes.toArray(String[]::new);
    this.reason = reason;
    this.createdAt = createdAt;
  }

  @Override
  public boolean allows(Staff staff, Action action) {
    return staff.is(role) && (notStaffId == null || notStaffId != staff.id());
  }

  /** Puts it in somebody's hands from the beginning; it can be given back to the role. */
  public void inHandsOf(long staffId) {
    claimedBy = staffId;
  }

  /** Says by when it must be done, for what no clock of its subject tells. */
  public void dueBy(Instant moment) {
    dueAt = moment;
  }

  /** Takes it in hand. */
  public void claim(Staff staff) {
    needOpen();
    needAllowed(staff);
    if (claimedBy != null && claimedBy != staff.id()) {
      throw new ChangedMeanwhile("work.claimed-by-another", id);
    }
    claimedBy = staff.id();
  }

  /**
   * Answers it. Nobody else may have it in hand.
   *
   * @param answer one of {@link #outcomes()}
   * @param remark why, in the person's words; may be null
   */
  public void complete(Staff staff, String answer, String remark, Instant at) {
    claim(staff);
    if (!outcomes().contains(answer)) {
      throw new RuleBroken("work.no-such-outcome", answer, String.join(", ", outcomes));
    }
    state = "DONE";
    outcome = answer;
    note = remark == null || remark.isBlank() ? null : remark.trim();
    completedBy = staff.id();
    completedAt = at;
  }

  /**
   * What it asks for was done where its subject is shown, by somebody who may do that there; nobody
   * else may have it in hand.
   */
  void answered(Staff staff, String answer, Instant at) {
    needOpen();
    if (claimedBy != null && claimedBy != staff.id()) {
      throw new ChangedMeanwhile("work.claimed-by-another", id);
    }
    if (notStaffId != null && notStaffId == staff.id()) {
      throw new RuleBroken("work.not-by-the-same-person");
    }
    if (!outcomes().contains(answer)) {
      throw new RuleBroken("work.no-such-outcome", answer, String.join(", ", outcomes));
    }
    state = "DONE";
    outcome = answer;
    completedBy = staff.id();
    completedAt = at;
  }

  /** What it asks for happened, whoever has it in hand. */
  void happened(Staff staff, String answer, Instant at) {
    needOpen();
    state = "DONE";
    outcome = answer;
    completedBy = staff.id();
    completedAt = at;
  }

  /** The process went on without it. */
  public void withdraw(Instant at) {
    if (isOpen()) {
      state = "WITHDRAWN";
      completedAt = at;
    }
  }

  private void needOpen() {
    if (!isOpen()) {
      throw new ChangedMeanwhile("work.not-open", id);
    }
  }

  private void needAllowed(Staff staff) {
    if (!staff.is(role)) {
      throw new RuleBroken("work.other-role", role);
    }
    if (!allows(staff, Action.WORK_DO)) {
      throw new RuleBroken("work.not-by-the-same-person");
    }
  }

  /** Key; null until it is kept. */
  public Long id() {
    return id;
  }

  /** What is to be done, by the name of the task in its model. */
  public String kind() {
    return kind;
  }

  /** The task of the engine that waits for it; null if none does. */
  public String engineTaskId() {
    return engineTaskId;
  }

  /** What it is about: a run, for example. */
  public String subjectKind() {
    return subjectKind;
  }

  /** Key of what it is about. */
  public long subjectId() {
    return subjectId;
  }

  /** Who has it in hand; null if nobody does. */
  public Long claimedBy() {
    return claimedBy;
  }

  /** Answers that can be given. */
  public List<String> outcomes() {
    return Arrays.asList(outcomes);
  }

  /** Why it is asked, or what shows it; null if that needs no words. */
  public String reason() {
    return reason;
  }

  /** What was written with the answer; null if nothing. */
  public String note() {
    return note;
  }

  /** Whether it still waits for an answer. */
  public boolean isOpen() {
    return "OPEN".equals(state);
  }
}
