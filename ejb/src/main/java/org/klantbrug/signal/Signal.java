package org.klantbrug.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.klantbrug.complaint.Weight;
import org.klantbrug.complaint.Written;
import org.klantbrug.shared.RuleBroken;

/**
 * A signal and its rules. Raised, it is judged; the department is asked and answers what it does
 * with it; then it is closed, with the words that customers hear. Until then it can be declined,
 * for a reason.
 */
public class Signal {
  private long id;
  private String number;
  private Kind kind;
  private String topic;
  private String product;
  private Weight value;
  private Weight urgency;
  private long departmentId;
  private State state;
  private long raisedBy;
  private LocalDate dueOn;
  private String answer;
  private Long answeredBy;
  private Instant answeredAt;
  private String outcome;
  private String declineReason;
  private Instant endedAt;
  private int version;

  /** For the rows. */
  protected Signal() {}

  /** A signal of which only the state matters. */
  Signal(String number, State state) {
    this.number = number;
    this.state = state;
  }

  /** Judged by who knows the departments; may be said once more while nobody was asked. */
  void triage(Judged judged) {
    need(State.NEW, State.TRIAGED);
    judged.check();
    Written.atMost(200, judged.product());
    kind = judged.kind();
    value = judged.value();
    urgency = judged.urgency();
    departmentId = judged.departmentId();
    topic = judged.topic();
    product = Written.orNull(judged.product());
    state = State.TRIAGED;
  }

  /** The department must answer by a day. */
  void ask(LocalDate on) {
    need(State.TRIAGED);
    dueOn = on;
    state = State.ASKED;
  }

  /** A question is answered, and with that over. */
  void answerQuestion(String said, long by, Instant at) {
    answer(said, by, at);
    close(answer, at);
  }

  /** The answer was not what was asked for; what it said stays in what was done. */
  void askAgain(LocalDate on) {
    need(State.ANSWERED);
    answer = null;
    answeredBy = null;
    answeredAt = null;
    dueOn = on;
    state = State.ASKED;
  }

  /** What the department does with it. */
  void answer(String done, long by, Instant at) {
    need(State.ASKED);
    answer = Written.needed(done, "signal.answer-missing");
    answeredBy = by;
    answeredAt = at;
    state = State.ANSWERED;
  }

  /**
   * It is over.
   *
   * @param heard what customers hear of it
   */
  void close(String heard, Instant at) {
    need(State.ANSWERED);
    outcome = Written.needed(heard, "signal.outcome-missing");
    state = State.CLOSED;
    endedAt = at;
  }

  /**
   * Nothing is done with it.
   *
   * @param heard what customers hear of it
   */
  void decline(String reason, String heard, Instant at) {
    if (!state.open()) {
      throw otherState();
    }
    declineReason = Written.needed(reason, "signal.decline-reason-missing");
    outcome = Written.needed(heard, "signal.outcome-missing");
    state = State.DECLINED;
    endedAt = at;
  }

  private void need(State... expected) {
    for (var each : expected) {
      if (state == each) {
        return;
      }
    }
    throw otherState();
  }

  private RuleBroken otherState() {
    return new RuleBroken("signal.other-state", number, new StateName(state));
  }

  /** What is kept of it, by column. */
  Map<String, Object> columns() {
    var columns = new HashMap<String, Object>();
    columns.put("kind", kind);
    columns.put("topic", topic);
    columns.put("product", product);
    columns.put("value", value);
    columns.put("urgency", urgency);
    columns.put("department_id", departmentId);
    columns.put("state", state);
    columns.put("due_on", dueOn);
    columns.put("answer", answer);
    columns.put("answered_by", answeredBy);
    columns.put("answered_at", answeredAt);
    columns.put("outcome", outcome);
    columns.put("decline_reason", declineReason);
    columns.put("ended_at", endedAt);
    return columns;
  }

  long id() {
    return id;
  }

  String number() {
    return number;
  }

  Kind kind() {
    return kind;
  }

  State state() {
    return state;
  }

  long departmentId() {
    return departmentId;
  }

  long raisedBy() {
    return raisedBy;
  }

  String outcome() {
    return outcome;
  }

  int version() {
    return version;
  }
}
