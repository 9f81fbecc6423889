package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.klantbrug.attachment.Place;
import org.klantbrug.attachment.web.AttachmentPiece;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.Assessment;
import org.klantbrug.complaint.Cause;
import org.klantbrug.complaint.ComplaintClocks;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintMail;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.complaint.DataLeaks;
import org.klantbrug.complaint.Decision;
import org.klantbrug.complaint.Elsewhere;
import org.klantbrug.complaint.Emotion;
import org.klantbrug.complaint.Experience;
import org.klantbrug.complaint.Feedbacks;
import org.klantbrug.complaint.Identifying;
import org.klantbrug.complaint.LinkKind;
import org.klantbrug.complaint.Pauses;
import org.klantbrug.complaint.Weight;
import org.klantbrug.customer.web.CustomerTexts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Conflict;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.work.web.NextTask;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One complaint: the customer's words, what was done with it, and the step it waits for. */
@Named
@RequestScoped
public class ComplaintPage {
  private static final int DAYS_OF_A_PAUSE = 14;

  /** Where the page goes on after a step that asks for more. */
  private static final Map<String, String> ONWARD =
      Map.of(
          "pause", "&write=yes#more",
          "split", "#parts",
          "answerPart", "#parts",
          "partDone", "#parts",
          "dropPart", "#parts");

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
  @Inject private Identifying identifying;
  @Inject private Pauses pauses;
  @Inject private DataLeaks leaks;
  @Inject private Elsewhere elsewhere;
  @Inject private ComplaintMail mail;
  @Inject private ComplaintMailing mailing;
  @Inject private ComplaintChoices choices;
  @Inject private Clocks clocks;
  @Inject private BusinessClock time;
  @Inject private Texts texts;
  @Inject private CustomerTexts shown;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private NextTask next;
  @Inject private AttachmentPiece attached;
  @Inject private ComplaintDisputePiece disputed;
  @Inject private ComplaintPartsPiece parts;
  @Inject @Param private Long id;

  private ComplaintDesk.Opened opened;
  private List<SlaClock> running;
  private Optional<Pauses.Pause> pause;

  /** A step, by the name of its button. */
  private interface Step {
    void take(long id, int version, Staff by);
  }

  private final Map<String, Step> steps =
      Map.ofEntries(
          Map.entry("acknowledge", this::acknowledge),
          Map.entry("mail", this::mail),
          Map.entry("assess", this::assess),
          Map.entry("fix", this::fix),
          Map.entry(
              "lookInto", (at, version, by) -> complaints.investigateInstead(at, version, by)),
          Map.entry("answered", this::answered),
          Map.entry("investigate", this::investigate),
          Map.entry("decide", this::decide),
          Map.entry("approve", this::approve),
          Map.entry("decline", this::approve),
          Map.entry("explain", this::explain),
          Map.entry("tell", this::tell),
          Map.entry("promise", this::promise),
          Map.entry("promiseTold", this::promiseTold),
          Map.entry("feedback", this::feedback),
          Map.entry("split", (at, version, by) -> parts.split(at, version, by)),
          Map.entry("answerPart", (at, version, by) -> parts.answer(at, version, by)),
          Map.entry("partDone", (at, version, by) -> parts.noteDone(at, version, by)),
          Map.entry("dropPart", (at, version, by) -> parts.drop(at, version, by)),
          Map.entry("close", (at, version, by) -> complaints.close(at, version, by)),
          Map.entry("reopen", this::reopen),
          Map.entry("withdraw", this::withdraw),
          Map.entry("identify", this::identify),
          Map.entry("attach", (at, version, by) -> attached.add(placeOf(at), by)),
          Map.entry("release", (at, version, by) -> attached.decide(placeOf(at), true)),
          Map.entry("refuse", (at, version, by) -> attached.decide(placeOf(at), false)),
          Map.entry("emptyFile", (at, version, by) -> attached.empty(placeOf(at))),
          Map.entry("readReply", (at, version, by) -> complaints.replyRead(at, version, by)),
          Map.entry("news", (at, v, by) -> complaints.newsRead(at, v, post.text("news"), by)),
          Map.entry("pause", this::pause),
          Map.entry("goOn", (at, version, by) -> pauses.end(at, version, by)),
          Map.entry("dispute", (at, version, by) -> disputed.begin(at, version, by)),
          Map.entry("disputeFile", (at, version, by) -> disputed.sendFile(at, version, by)),
          Map.entry("disputeVerdict", (at, version, by) -> disputed.noteVerdict(at, version, by)),
          Map.entry("disputeDone", (at, version, by) -> disputed.carryOut(at, version, by)),
          Map.entry("leak", this::leak),
          Map.entry("passOn", this::passOn),
          Map.entry("double", this::endAsDouble),
          Map.entry("link", this::link));

  /** Opens the complaint, or takes the step whose button was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (!post.isSent() || post.has("newLink") || mailing.isTurned()) {
      opened = desk.open(id, current.get());
      return;
    }
    var pressed = steps.keySet().stream().filter(post::has).findFirst().orElseThrow(NotThere::new);
    if (notices.tryTo(() -> take(pressed), "complaint.done." + pressed)) {
      Faces.redirect(
          "/complaint?id=" + id + next.getCarried() + ONWARD.getOrDefault(pressed, ""));
    } else {
      opened = desk.open(id, current.get());
    }
  }

  private void take(String pressed) {
    var by =
        current.need(
            List.of("approve", "decline").contains(pressed)
                ? Action.COMPLAINT_APPROVE
                : Action.COMPLAINT_HANDLE);
    steps.get(pressed).take(id, (int) post.key("version"), by);
  }

  private Place placeOf(long at) {
    desk.needSeen(at, current.get());
    return Place.of(Complaints.SUBJECT, at);
  }

  private void identify(long at, int version, Staff by) {
    current.need(Action.CUSTOMER_READ);
    identifying.identify(at, version, post.key("identify"), by);
  }

  private void acknowledge(long at, int version, Staff by) {
    complaints.acknowledge(
        at, version, choices.chosen(Channel.class, "confirmedHow"), post.text("confirmed"), by);
  }

  private void mail(long at, int version, Staff by) {
    mail.write(
        at,
        version,
        new ComplaintMail.Wanted(
            choices.chosen(ComplaintMail.Purpose.class, "mail"),
            post.text("to"),
            mailing.getLanguage(),
            post.text("subject"),
            post.text("letter")),
        by);
  }

  private void assess(long at, int version, Staff by) {
    var judged =
        new Assessment(
            choices.chosen(Weight.class, "severity"),
            choices.chosen(Weight.class, "impact"),
            choices.chosen(Emotion.class, "emotion"),
            post.text("product"),
            post.text("topic"),
            post.text("remedy"),
            post.has("threat"),
            post.text("regime").isEmpty() ? null : post.text("regime"),
            post.text("assess").equals("simple"));
    complaints.assess(at, version, judged, by);
  }

  private void fix(long at, int version, Staff by) {
    complaints.fixAtOnce(
        at,
        version,
        choices.chosen(Cause.class, "fixCause"),
        post.text("fixed"),
        post.text("fixedWhy"),
        by);
  }

  private void answered(long at, int version, Staff by) {
    complaints.departmentAnswered(at, version, post.text("department"), post.text("question"), by);
  }

  private void investigate(long at, int version, Staff by) {
    complaints.investigate(
        at, version, choices.chosen(Cause.class, "cause"), post.text("findings"), by);
  }

  private void decide(long at, int version, Staff by) {
    complaints.decide(
        at,
        version,
        choices.chosen(Decision.class, "decision"),
        choices.chosen(Cause.class, "cause"),
        post.text("reasons"),
        choices.amount("leniency"),
        by);
  }

  private void approve(long at, int version, Staff by) {
    complaints.approve(at, version, post.has("approve"), post.text("approvalNote"), by);
  }

  private void explain(long at, int version, Staff by) {
    complaints.explain(
        at, version, choices.chosen(Cause.class, "cause"), post.text("explanation"), by);
  }

  private void tell(long at, int version, Staff by) {
    complaints.tellOutcome(
        at,
        version,
        choices.chosen(Channel.class, "toldHow"),
        choices.chosen(Experience.class, "experience"),
        post.text("told"),
        by);
  }

  private void promise(long at, int version, Staff by) {
    feedbacks.promise(at, version, post.text("promised"), choices.day("promisedOn"), by);
  }

  private void promiseTold(long at, int version, Staff by) {
    feedbacks.promiseTold(
        at, version, choices.chosen(Channel.class, "promiseHow"), post.text("promiseWords"), by);
  }

  private void feedback(long at, int version, Staff by) {
    feedbacks.give(at, version, post.text("given"), by);
  }

  private void reopen(long at, int version, Staff by) {
    complaints.reopen(at, version, post.text("reopenWhy"), by);
  }

  private void withdraw(long at, int version, Staff by) {
    complaints.withdraw(at, version, post.text("withdrawWhy"), by);
  }

  private void passOn(long at, int version, Staff by) {
    var letter =
        new ComplaintMail.Wanted(
            ComplaintMail.Purpose.PASSED_ON,
            post.text("passTo"),
            mailing.getLanguage(),
            post.text("passSubject"),
            post.text("passLetter"));
    elsewhere.passOn(
        at,
        version,
        new Elsewhere.Passing(
            post.text("company"),
            post.text("consent"),
            choices.chosen(Channel.class, "passHow"),
            letter),
        by);
  }

  private void endAsDouble(long at, int version, Staff by) {
    elsewhere.endAsDouble(at, version, post.text("firstNumber"), by);
  }

  private void leak(long at, int version, Staff by) {
    leaks.report(at, version, post.text("leaked"), choices.moment("leakKnown"), by);
  }

  private void pause(long at, int version, Staff by) {
    pauses.begin(at, version, post.text("asked"), choices.day("pauseUntil"), by);
  }

  private void link(long at, int version, Staff by) {
    complaints.link(
        at, version, choices.chosen(LinkKind.class, "linkKind"), post.text("linkNumber"), by);
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
                    texts.code("complaint.event.", event.kind()) + " " + how(event),
                    words(event)))
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

  /** What was said or written; of one that came over, the day that was promised there. */
  public String words(ComplaintDesk.Event event) {
    var words = event.words() == null ? "" : event.words();
    return event.kind().equals("cameOver") && !words.isEmpty()
        ? texts.say("complaint.promised-there", texts.day(LocalDate.parse(words)))
        : words;
  }

  /** How something was done, in words: a channel, a decision, a cause; else as it was kept. */
  public String how(ComplaintDesk.Event event) {
    var how = event.how() == null ? "" : event.how();
    return switch (event.kind()) {
      case "received",
          "passedOn",
          "acknowledged",
          "outcomeTold",
          "promiseTold",
          "customerReplied",
          "withdrawalAsked" ->
          texts.value("channel", how);
      case "assessed" -> texts.code("complaint.weight.", how);
      case "fixedAtOnce", "investigated" -> texts.code("complaint.cause.", how);
      case "decided", "partAnswered" -> texts.code("complaint.decision.", how);
      case "disputed" -> texts.day(LocalDate.parse(how));
      case "verdictGiven" -> texts.code("complaint.verdict.", how);
      case "cameOver" -> texts.code("complaint.stage.", how);
      case "mailWritten", "mailSent" -> texts.code("mail.purpose.", how);
      case "linked" -> texts.code("complaint.link.", how);
      case "feedbackPromised" -> texts.day(LocalDate.parse(how));
      case "leniencyApproved", "leniencyDeclined" -> shown.euro(new BigDecimal(how));
      case "feedbackGiven" -> how.isEmpty() ? how : texts.value("channel", how);
      case "paused" -> texts.say("complaint.pause-until", texts.day(LocalDate.parse(how)));
      case "resumed" -> texts.code("complaint.resumed.", how);
      case "partWentOn", "wholeWentOn" -> texts.code("complaint.event.", how);
      case "newsRead" -> texts.code("step.", how);
      default -> how;
    };
  }
}
