package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.Conflict;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.signal.Kind;
import org.klantbrug.signal.Mailing;
import org.klantbrug.signal.Mailings;
import org.klantbrug.signal.Purpose;
import org.klantbrug.signal.SignalDesk;
import org.klantbrug.signal.SignalView;
import org.klantbrug.signal.Signals;
import org.klantbrug.signal.State;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Servlets;

/** One signal: what was heard, what the department does with it, and who was told. */
@Named
@RequestScoped
public class SignalPage {
  private static final List<State> LINE =
      List.of(State.NEW, State.TRIAGED, State.ASKED, State.ANSWERED, State.CLOSED);

  private static final List<State> LINE_OF_QUESTION = List.of(State.ASKED, State.ANSWERED);

  private static final Map<String, String> FIELDS =
      Map.of(
          "done", "signal.answer",
          "outcome", "signal.outcome",
          "missing", "signal.missing",
          "reason", "signal.reason",
          "heard", "signal.outcome",
          "said", "signal.said",
          "why", "signal.why");

  @Inject private CurrentStaff current;
  @Inject private SignalDesk desk;
  @Inject private Signals signals;
  @Inject private SignalChoices choices;
  @Inject private Texts texts;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private SignalTold told;
  @Inject private Mailings mailings;
  @Inject @Param private Long id;
  @Inject @Param private String after;
  @Inject @Param private String before;

  private SignalDesk.Opened opened;
  private SignalDesk.Events events;

  /** A step, and who may take it. */
  private record Step(Action action, Taking taking) {}

  private interface Taking {
    void take(int version, Staff by);
  }

  private final Map<String, Step> steps =
      Map.of(
          "ask",
          new Step(
              Action.SIGNAL_TRIAGE,
              (version, by) -> signals.triage(id, version, choices.judged(), true, by)),
          "triage",
          new Step(
              Action.SIGNAL_TRIAGE,
              (version, by) -> signals.triage(id, version, choices.judged(), false, by)),
          "answer",
          new Step(
              Action.SIGNAL_ANSWER,
              (version, by) -> signals.answer(id, version, post.text("done"), by)),
          "askAgain",
          new Step(
              Action.SIGNAL_TRIAGE,
              (version, by) -> signals.askAgain(id, version, post.text("missing"), by)),
          "close",
          new Step(
              Action.SIGNAL_TRIAGE,
              (version, by) -> signals.close(id, version, post.text("outcome"), by)),
          "decline",
          new Step(
              Action.SIGNAL_TRIAGE,
              (version, by) ->
                  signals.decline(id, version, post.text("reason"), post.text("heard"), by)));

  /** Opens the signal, or takes the step whose button was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent() && taken()) {
      Faces.redirect("/signal?id=" + id + getPassed());
    } else {
      opened = desk.open(id, after, current.get());
    }
  }

  private boolean taken() {
    if (told.isPressed()) {
      return told.press(id);
    }
    var pressed = steps.keySet().stream().filter(post::has).findFirst().orElseThrow(NotThere::new);
    var step = steps.get(pressed);
    return notices
        .attempt(
            () -> {
              var by = current.need(step.action());
              step.taking().take((int) post.key("version"), by);
              return desk.look(id, by).heard().waiting();
            })
        .map(waiting -> saidDone(pressed, waiting))
        .orElse(false);
  }

  /** What was done; after the last step whether somebody waits to hear of it. */
  private boolean saidDone(String pressed, long waiting) {
    var last = List.of("close", "decline").contains(pressed);
    notices.done((last && waiting == 0 ? "signal.over." : "signal.done.") + pressed);
    return true;
  }

  /** What the address says of the page of customers that is shown; empty for the first. */
  public String getPassed() {
    return after == null ? "" : "&" + Servlets.toQueryString(Map.of("after", List.of(after)));
  }

  /** As {@link #getPassed}, of the page after it; null on the last one. */
  public String getNext() {
    return opened.more() == null ? null : "&after=" + opened.more();
  }

  /** What was done, the last on top; from some moment back if that was asked for. */
  public SignalDesk.Events getEvents() {
    if (events == null) {
      events =
          before == null
              ? new SignalDesk.Events(opened.events(), opened.earlier())
              : desk.earlier(id, before, current.get());
    }
    return events;
  }

  /** The fields in which people write, with their labels. */
  public Map<String, String> getFields() {
    return FIELDS;
  }

  /** What was done with it last, as two who save at once are told. */
  public List<Conflict.Theirs> getDone() {
    return opened.events().stream()
        .map(
            event ->
                new Conflict.Theirs(
                    event.id(),
                    event.at(),
                    event.who(),
                    texts.code("signal.event.", event.kind()) + " " + how(event),
                    event.words()))
        .toList();
  }

  /** The address of its forms: they say up to where the page was read. */
  public String getHere() {
    return "/signal?id=" + id + getPassed() + Conflict.seen(getDone());
  }

  /** The signal. */
  public SignalView getSignal() {
    return opened.signal();
  }

  /** The signal with all that belongs to it. */
  public SignalDesk.Opened getOpened() {
    return opened;
  }

  /**
   * How far it has come: each state with {@code passed}, {@code now}, {@code ahead} or {@code
   * dropped}.
   */
  public List<Map.Entry<String, String>> getLine() {
    var line = isQuestion() ? LINE_OF_QUESTION : LINE;
    return line.stream().map(each -> Map.entry(each.name(), standing(line, each))).toList();
  }

  private String standing(List<State> line, State each) {
    var now = getSignal().state();
    if (now == State.DECLINED) {
      return each == line.get(0) ? "passed" : "dropped";
    }
    if (now == State.CLOSED) {
      return "passed";
    }
    var done = line.indexOf(now);
    return line.indexOf(each) <= done ? "passed" : line.indexOf(each) == done + 1 ? "now" : "ahead";
  }

  /** Whether it is a question about a complaint, of which no customer hears. */
  public boolean isQuestion() {
    return getSignal().kind() == Kind.QUESTION;
  }

  /** Whether the reader judges signals. */
  public boolean isCoordinated() {
    return current.get().may(Action.SIGNAL_TRIAGE);
  }

  /** Whether the reader may answer now. */
  public boolean isAnswerable() {
    return opened.mayAnswer() && current.get().may(Action.SIGNAL_ANSWER);
  }

  /** What there is to tell customers now: that we pass it on, or what was done with it. */
  public Purpose getPurpose() {
    return getSignal().open() ? Purpose.PASSED_ON : Purpose.DONE;
  }

  /** The mail to many that waits for a second person or goes on; null if there is none. */
  public Mailing getMailing() {
    return mailings.of(id).stream().filter(each -> each.state().open()).findFirst().orElse(null);
  }

  /** What customers hear, as far as it is known: the words it was closed with, else the answer. */
  public String getHeard() {
    if (getSignal().outcome() != null) {
      return getSignal().outcome();
    }
    return getSignal().answer() == null ? "" : getSignal().answer();
  }

  /** How something was done, in words. */
  public String how(SignalDesk.Event event) {
    var how = event.how() == null ? "" : event.how();
    return switch (event.kind()) {
      case "told" -> told(how);
      case "mailed",
          "mailAsked",
          "mailReleased",
          "mailStopped",
          "lettersMade",
          "lettersPrinted",
          "lettersOut",
          "lettersDropped" ->
          texts.say("signal.customers-count", Long.valueOf(how));
      case "triaged", "asked", "askedAgain" ->
          "en".equals(texts.locale().getLanguage()) ? event.departmentEn() : event.departmentNl();
      case "linked" -> texts.code("signal.origin.", how);
      case "late" -> texts.code("role.", how);
      default -> how;
    };
  }

  /** {@code PHONE 12}: twelve customers, by telephone. */
  private String told(String how) {
    var parts = how.split(" ");
    var way =
        parts[0].equals("COMPLAINT")
            ? texts.say("signal.with-complaint")
            : texts.value("channel", parts[0]);
    return parts.length == 1
        ? way
        : way + ", " + texts.say("signal.customers-count", Long.valueOf(parts[1]));
  }
}
