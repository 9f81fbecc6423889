package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.complaint.Dispute;
import org.klantbrug.complaint.Disputes;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Post;

/** What a body outside asks and says of a complaint, on its page. */
@Named("disputed")
@RequestScoped
public class ComplaintDisputePiece {
  @Inject private CurrentStaff current;
  @Inject private Disputes disputes;
  @Inject private ComplaintChoices choices;
  @Inject private BusinessClock time;
  @Inject private Post post;

  private List<Dispute> all;

  void begin(long at, int version, Staff by) {
    disputes.begin(
        at,
        version,
        new Disputes.Heard(
            post.text("outside"),
            post.text("reference"),
            choices.day("heardOn"),
            choices.day("answerBy"),
            post.text("outsideAsked")),
        by);
  }

  void sendFile(long at, int version, Staff by) {
    current.need(Action.COMPLAINT_DISPUTE);
    disputes.sendFile(at, version, post.text("filed"), by);
  }

  void noteVerdict(long at, int version, Staff by) {
    current.need(Action.COMPLAINT_DISPUTE);
    disputes.noteVerdict(
        at,
        version,
        new Disputes.Said(
            choices.chosen(Dispute.Verdict.class, "verdict"),
            choices.day("verdictOn"),
            post.text("verdictWords"),
            post.text("toDo"),
            choices.day("toDoBy")),
        by);
  }

  void carryOut(long at, int version, Staff by) {
    current.need(Action.COMPLAINT_DISPUTE);
    disputes.carryOut(at, version, post.text("carriedOut"), by);
  }

  /** All of a complaint, the last one first. */
  public List<Dispute> of(ComplaintView complaint) {
    if (all == null) {
      all = disputes.of(complaint.id());
    }
    return all;
  }

  /** Whether a new one can be noted: none is under way. */
  public boolean mayBegin(ComplaintView complaint) {
    return of(complaint).stream().noneMatch(Dispute::open);
  }

  /** Whether the reader keeps what the body says. */
  public boolean isKept() {
    return current.get().may(Action.COMPLAINT_DISPUTE);
  }

  /** What is usual under its rules. */
  public Disputes.Usual usual(ComplaintView complaint) {
    return disputes.usual(complaint.regimeCode());
  }

  /** What a body can say. */
  public List<Dispute.Verdict> getVerdicts() {
    return Arrays.asList(Dispute.Verdict.values());
  }

  /** Today. */
  public LocalDate getToday() {
    return time.today();
  }
}
