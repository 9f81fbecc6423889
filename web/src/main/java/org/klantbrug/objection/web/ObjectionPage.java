package org.klantbrug.objection.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.objection.Ending;
import org.klantbrug.objection.ObjectionDesk;
import org.klantbrug.objection.ObjectionMail;
import org.klantbrug.objection.ObjectionPrint;
import org.klantbrug.objection.ObjectionView;
import org.klantbrug.objection.Objections;
import org.klantbrug.objection.Outcome;
import org.klantbrug.objection.Stage;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Conflict;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.sla.SlaClock;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One objection: what the customer wants, what was decided, and whether he has it in writing. */
@Named
@RequestScoped
public class ObjectionPage {
  private static final List<Stage> LINE =
      List.of(Stage.CALL, Stage.DECISION, Stage.CONFIRMATION, Stage.CLOSED);

  private static final List<Stage> LINE_AFTER =
      List.of(Stage.APOLOGY, Stage.DECISION, Stage.CONFIRMATION, Stage.CLOSED);

  private static final Map<String, String> FIELDS =
      Map.of(
          "note", "objection.note",
          "heard", "objection.said",
          "said", "objection.said",
          "letter", "objection.letter",
          "why", "objection.withdraw-why");

  @Inject private CurrentStaff current;
  @Inject private ObjectionDesk desk;
  @Inject private Objections objections;
  @Inject private ObjectionMail mail;
  @Inject private Texts texts;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private BusinessClock time;
  @Inject @Param private Long id;
  @Inject @Param private String wished;

  private ObjectionDesk.Opened opened;

  /** A step, and who may take it. */
  private record Step(Action action, Taking taking) {}

  private interface Taking {
    void take(int version, Staff by);
  }

  private final Map<String, Step> steps =
      Map.of(
          "notReached",
          new Step(
              Action.OBJECTION_REGISTER,
              (version, by) -> objections.notReached(id, version, post.text("note"), by)),
          "reached",
          new Step(
              Action.OBJECTION_REGISTER,
              (version, by) -> objections.reached(id, version, post.text("heard"), by)),
          "decide",
          new Step(
              Action.OBJECTION_DECIDE,
              (version, by) ->
                  objections.decide(
                      id,
                      version,
                      ObjectionSearch.find(Outcome.class, post.text("outcome")),
                      post.text("said"),
                      ObjectionSearch.day(post.text("wished")),
                      by)),
          "withdraw",
          new Step(
              Action.OBJECTION_REGISTER,
              (version, by) -> objections.withdraw(id, version, post.text("why"), by)),
          "mail",
          new Step(
              Action.OBJECTION_REGISTER,
              (version, by) ->
                  mail.write(
                      id,
                      version,
                      post.text("to"),
                      post.text("subject"),
                      post.text("letter"),
                      post.text("language"),
                      by)),
          "byLetter",
          new Step(Action.OBJECTION_REGISTER, (version, by) -> byOtherWay("LETTER", version, by)),
          "byPhone",
          new Step(Action.OBJECTION_REGISTER, (version, by) -> byOtherWay("PHONE", version, by)));

  private void byOtherWay(String how, int version, Staff by) {
    var words = post.text("letter");
    switch (desk.look(id, by).objection().stage()) {
      case CALL -> objections.lettered(id, version, words, by);
      case APOLOGY -> objections.apologised(id, version, how, words, by);
      default -> objections.toldByLetter(id, version, words, by);
    }
  }

  /** Opens the objection, or takes the step whose button was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent() && !post.has("turn") && taken()) {
      Faces.redirect("/objection?id=%s", id);
    } else {
      opened = desk.open(id, getWishedDay(), current.get());
    }
  }

  private boolean taken() {
    var pressed = steps.keySet().stream().filter(post::has).findFirst().orElseThrow(NotThere::new);
    var step = steps.get(pressed);
    return notices.tryTo(
        () -> step.taking().take((int) post.key("version"), current.need(step.action())),
        "objection.done." + pressed);
  }

  private LocalDate getWishedDay() {
    return ObjectionSearch.day(wished);
  }

  /** The day that the customer would rather leave on, as it was typed; empty for none. */
  public String getWished() {
    return getWishedDay() == null ? "" : getWishedDay().toString();
  }

  /** The objection. */
  public ObjectionView getObjection() {
    return opened.objection();
  }

  /** The objection with all that belongs to it. */
  public ObjectionDesk.Opened getOpened() {
    return opened;
  }

  /** How far it has come: each stage with {@code passed}, {@code now}, {@code ahead}. */
  public List<Map.Entry<String, String>> getLine() {
    var line = getObjection().wentOver() ? LINE_AFTER : LINE;
    return line.stream().map(each -> Map.entry(each.name(), standing(line, each))).toList();
  }

  private String standing(List<Stage> line, Stage each) {
    var now = getObjection().stage();
    if (now == Stage.WITHDRAWN) {
      return "dropped";
    }
    if (now == Stage.CLOSED) {
      return "passed";
    }
    return each == now ? "now" : line.indexOf(each) < line.indexOf(now) ? "passed" : "ahead";
  }

  /** Outcomes to choose from. */
  public List<Outcome> getOutcomes() {
    return Arrays.asList(Outcome.values());
  }

  /** Whether the reader may decide. */
  public boolean isDeciding() {
    return current.get().may(Action.OBJECTION_DECIDE);
  }

  /** Whether the reader may speak and write to the customer. */
  public boolean isHandling() {
    return current.get().may(Action.OBJECTION_REGISTER);
  }

  /** Why a contract ends on that day, in words. */
  public String because(Ending.OfContract contract) {
    return contract.end().because(texts.locale());
  }

  /** Whether a date is in danger or over. */
  public String standing(SlaClock clock) {
    return clock.standing(time.now()).name();
  }

  /** The fields in which people write, with their labels. */
  public Map<String, String> getFields() {
    return FIELDS;
  }

  /** What was done with it, as two who save at once are told. */
  public List<Conflict.Theirs> getDone() {
    return opened.events().stream()
        .map(
            event ->
                new Conflict.Theirs(
                    event.id(),
                    event.at(),
                    event.who(),
                    texts.code("objection.event.", event.kind()) + " " + how(event),
                    event.words()))
        .toList();
  }

  /** The address of its forms: they say up to where the page was read. */
  public String getHere() {
    return "/objection?id=" + id + Conflict.seen(getDone());
  }

  /** Whether the reader may print a letter that was written. */
  public boolean printed(ObjectionDesk.Event event) {
    return isHandling() && ObjectionPrint.isLetter(event);
  }

  /** How something was done, in words. */
  public String how(ObjectionDesk.Event event) {
    var how = event.how() == null ? "" : event.how();
    return switch (event.kind()) {
      case "received", "moreSaid" -> texts.code("objection.way.", how);
      case "decided" -> texts.code("objection.outcome.", how);
      case "mailWritten", "mailSent" -> texts.code("objection.mail.", how);
      case "told", "apologised", "lettered" -> how.isEmpty() ? "" : texts.value("channel", how);
      default -> how;
    };
  }
}
