package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.klantbrug.attachment.Place;
import org.klantbrug.attachment.web.AttachmentPiece;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.Assessment;
import org.klantbrug.complaint.Cause;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintMail;
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
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.work.web.NextTask;
import org.omnifaces.util.Faces;

/** The steps that can be taken on the page of a complaint, by the buttons that take them. */
@RequestScoped
public class ComplaintButtons {
  /** Where the page goes on after a step that asks for more. */
  private static final Map<String, String> ONWARD =
      Map.of(
          "pause", "&write=yes#more",
          "split", "#parts",
          "answerPart", "#parts",
          "partDone", "#parts",
          "dropPart", "#parts");

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
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private NextTask next;
  @Inject private AttachmentPiece attached;
  @Inject private ComplaintDisputePiece disputed;
  @Inject private ComplaintPartsPiece parts;

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

  /**
   * Takes the step whose button was pressed, and goes on to where the page shows what came of it.
   *
   * @return false if a rule stopped it: what was typed stays
   */
  boolean press(long id) {
    var pressed = steps.keySet().stream().filter(post::has).findFirst().orElseThrow(NotThere::new);
    var taken = notices.tryTo(() -> take(id, pressed), "complaint.done." + pressed);
    if (taken) {
      Faces.redirect("/complaint?id=" + id + next.getCarried() + ONWARD.getOrDefault(pressed, ""));
    }
    return taken;
  }

  private void take(long id, String pressed) {
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
            mailing.to(at),
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
}
