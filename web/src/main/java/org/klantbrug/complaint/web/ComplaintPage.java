package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.klantbrug.complaint.ClosingPoint;
import org.klantbrug.complaint.ComplaintClocks;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.complaint.Feedbacks;
import org.klantbrug.complaint.Pauses;
import org.klantbrug.complaint.Stage;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Conflict;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.work.web.NextTask;
import org.omnifaces.cdi.Param;

/** One complaint: the customer's words, what was done with it, and the step it waits for. */
@Named
@RequestScoped
public class ComplaintPage {
  private static final int DAYS_OF_A_PAUSE = 14;

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("confirmed", "complaint.confirmed-words"),
          Map.entry("remedy", "complaint.remedy"),
          Map.entry("fixed", "complaint.fixed"),
          Map.entry("fixedWhy", "complaint.explanation"),
          Map.entry("question", "complaint.question"),
          Map.entry("findings", "complaint.findings"),
          Map.entry("reasons", "complaint.reasons"),
          Map.entry("approvalNote", "complaint.approval-note"),
          Map.entry("explanation", "complaint.explanation"),
          Map.entry("told", "complaint.told"),
          Map.entry("letter", "mail.text"),
          Map.entry("leaked", "complaint.leak-what"),
          Map.entry("consent", "complaint.pass-consent"),
          Map.entry("passLetter", "mail.text"),
          Map.entry("outsideAsked", "complaint.dispute-asked"),
          Map.entry("filed", "complaint.dispute-file"),
          Map.entry("verdictWords", "complaint.dispute-verdict-words"),
          Map.entry("carriedOut", "complaint.dispute-done"),
          Map.entry("asked", "complaint.pause-asked"),
          Map.entry("promiseWords", "complaint.told"),
          Map.entry("grievance1", "complaint.grievance"),
          Map.entry("grievance2", "complaint.grievance"),
          Map.entry("grievance3", "complaint.grievance"),
          Map.entry("partReasons", "complaint.reasons"),
          Map.entry("partExplanation", "complaint.explanation"),
          Map.entry("partDoneWords", "complaint.part-done-words"),
          Map.entry("partDropWhy", "complaint.part-drop-why"),
          Map.entry("given", "complaint.given"),
          Map.entry("reopenWhy", "complaint.reopen-why"),
          Map.entry("withdrawWhy", "complaint.withdraw-why"));

  @Inject private CurrentStaff current;
  @Inject private ComplaintDesk desk;
  @Inject private Complaints complaints;
  @Inject private Feedbacks feedbacks;
  @Inject private Pauses pauses;
  @Inject private ComplaintMailing mailing;
  @Inject private Clocks clocks;
  @Inject private BusinessClock time;
  @Inject private Texts texts;
  @Inject private ComplaintButtons buttons;
  @Inject private ComplaintEvents told;
  @Inject private Post post;
  @Inject private NextTask next;
  @Inject @Param private Long id;

  private ComplaintDesk.Opened opened;
  private List<SlaClock> running;
  private Optional<Pauses.Pause> pause;

  /** Opens the complaint, or takes the step whose button was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    var shown = !post.isSent() || post.has("newLink") || mailing.isTurned();
    if (shown || !buttons.press(id)) {
      opened = desk.open(id, current.get());
    }
  }

  /** The complaint. */
  public ComplaintView getComplaint() {
    return opened.complaint();
  }

  /** The complaint with all that belongs to it. */
  public ComplaintDesk.Opened getOpened() {
    return opened;
  }

  /** The fields in which people write, with their labels. */
  public Map<String, String> getFields() {
    return FIELDS;
  }

  /** All that was done with it, as two who save at once are told. */
  public List<Conflict.Theirs> getDone() {
    return opened.events().stream()
        .map(
            event ->
                new Conflict.Theirs(
                    event.id(),
                    event.at(),
                    event.who(),
                    texts.code("complaint.event.", event.kind()) + " " + told.how(event),
                    told.words(event)))
        .toList();
  }

  /** The address of its forms: they say up to where the page was read. */
  public String getHere() {
    return "/complaint?id=" + id + next.getCarried() + Conflict.seen(getDone());
  }

  /** How far it has come. */
  public List<ComplaintLine.Step> getLine() {
    return ComplaintLine.of(getComplaint().stage(), getComplaint().acknowledged());
  }

  /** What it waits for, by its code. */
  public String getWaits() {
    return getComplaint().stage().name();
  }

  /** Whether the customer said something that nobody read yet. */
  public boolean isReplyWaiting() {
    return complaints.replyWaits(id);
  }

  /** What else nobody read yet: that the whole it is a part of went on, for one. */
  public List<String> getUnread() {
    return complaints.unread(id);
  }

  /** Whether the customer is still to be told what we promised after the outcome. */
  public boolean isPromiseUntold() {
    return feedbacks.promiseUntold(id);
  }

  /** What must be there before it is closed; none while it is still looked into. */
  public List<ClosingPoint> getClosing() {
    var stage = getComplaint().stage();
    return stage.open() && stage.compareTo(Stage.DECISION) >= 0
        ? ClosingPoint.of(getComplaint(), isPromiseUntold())
        : List.of();
  }

  /** Whether all of that is there. */
  public boolean isReadyToClose() {
    return getClosing().stream().allMatch(ClosingPoint::there);
  }

  /** For what of the customer we wait; null if the time runs. */
  public Pauses.Pause getPause() {
    if (pause == null) {
      pause = pauses.standing(id);
    }
    return pause.orElse(null);
  }

  /** The day up to which we wait if nobody says otherwise. */
  public LocalDate getPauseDay() {
    return time.today().plusDays(DAYS_OF_A_PAUSE);
  }

  /** Whether the reader may take steps. */
  public boolean isHandled() {
    return current.get().may(Action.COMPLAINT_HANDLE);
  }

  /** Whether the reader may decide about the leniency that waits. */
  public boolean isApprovable() {
    return opened.mayApprove() && current.get().may(Action.COMPLAINT_APPROVE);
  }

  /** What the last letter says of the body outside, in the reader's language. */
  public String getBody() {
    return texts.locale().getLanguage().equals(Locale.ENGLISH.getLanguage())
        ? getComplaint().bodyEn()
        : getComplaint().bodyNl();
  }

  /** What the customer waits for, each with its date. */
  public List<SlaClock> getClocks() {
    if (running == null) {
      running =
          clocks.of(ComplaintClocks.SUBJECT, id).stream()
              .filter(clock -> clock.state().open())
              .toList();
    }
    return running;
  }

  /** How a clock stands now. */
  public String standing(SlaClock clock) {
    return clock.standing(time.now()).name();
  }
}
