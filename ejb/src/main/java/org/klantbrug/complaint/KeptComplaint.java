package org.klantbrug.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.klantbrug.calendar.Channel;

/**
 * What is kept of a complaint, by its columns, and which of them changed since it was read. What
 * may change says {@link Complaint}, and nobody else writes here.
 */
abstract class KeptComplaint {
  long id;
  String number;
  Long identityId;
  Channel channel;
  Instant receivedAt;
  String product;
  String topic;
  String remedySought;
  String regimeCode;
  Stage stage;
  String processId;
  Long handlerId;
  Instant acknowledgedAt;
  Long acknowledgedBy;
  Weight severity;
  Weight impact;
  Emotion emotion;
  boolean threat;
  String findings;
  Cause cause;
  Boolean firstTimeFix;
  Decision decision;
  String decisionReasons;
  String explanation;
  Instant toldAt;
  Channel toldHow;
  Experience experience;
  LocalDate feedbackDueOn;
  String feedbackPromised;
  Instant feedbackGivenAt;
  String feedbackGiven;
  Instant closedAt;
  EndedAs endedAs;
  int reopened;
  int version;

  /** The columns as they are stored, since it was read. */
  private Map<String, Object> stored = Map.of();

  /** What is kept of it, by column. */
  Map<String, Object> columns() {
    var columns = new HashMap<String, Object>();
    columns.put("identity_id", identityId);
    columns.put("product", product);
    columns.put("topic", topic);
    columns.put("remedy_sought", remedySought);
    columns.put("regime_code", regimeCode);
    columns.put("stage", stage);
    columns.put("process_id", processId);
    columns.put("handler_id", handlerId);
    columns.put("acknowledged_at", acknowledgedAt);
    columns.put("acknowledged_by", acknowledgedBy);
    columns.put("severity", severity);
    columns.put("impact", impact);
    columns.put("emotion", emotion);
    columns.put("threat", threat);
    columns.put("findings", findings);
    columns.put("cause", cause);
    columns.put("first_time_fix", firstTimeFix);
    columns.put("decision", decision);
    columns.put("decision_reasons", decisionReasons);
    columns.put("explanation", explanation);
    columns.put("told_at", toldAt);
    columns.put("told_how", toldHow);
    columns.put("experience", experience);
    columns.put("feedback_due_on", feedbackDueOn);
    columns.put("feedback_promised", feedbackPromised);
    columns.put("feedback_given_at", feedbackGivenAt);
    columns.put("feedback_given", feedbackGiven);
    columns.put("closed_at", closedAt);
    columns.put("ended_as", endedAs);
    columns.put("reopened", reopened);
    return columns;
  }

  /** As it is now, it is stored. */
  void isStored() {
    stored = columns();
  }

  /** What was changed since it was stored, by column, in one order. */
  SortedMap<String, Object> changes() {
    var changes = new TreeMap<>(columns());
    changes.entrySet().removeIf(each -> Objects.equals(each.getValue(), stored.get(each.getKey())));
    return changes;
  }

  /** Whether it now is of somebody else or about something else, or began or ended to be open. */
  boolean countsOtherwise() {
    var changes = changes().keySet();
    return changes.contains("identity_id")
        || changes.contains("product")
        || changes.contains("stage") && !(stage.open() && ((Stage) stored.get("stage")).open());
  }

  long id() {
    return id;
  }

  String number() {
    return number;
  }

  Stage stage() {
    return stage;
  }

  Long identityId() {
    return identityId;
  }

  /** Whether we told the customer that he is not, or not wholly, right. */
  boolean isDecidedAgainst() {
    return toldAt != null && decision != null && decision != Decision.ACCEPTED;
  }

  /** Whether the customer heard the outcome. */
  boolean isTold() {
    return toldAt != null;
  }

  Instant closedAt() {
    return closedAt;
  }

  int timesReopened() {
    return reopened;
  }

  Cause cause() {
    return cause;
  }

  Long handlerId() {
    return handlerId;
  }

  String regime() {
    return regimeCode;
  }

  Channel channel() {
    return channel;
  }

  String product() {
    return product;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  LocalDate feedbackDueOn() {
    return feedbackDueOn;
  }

  Boolean firstTimeFix() {
    return firstTimeFix;
  }

  String processId() {
    return processId;
  }

  int version() {
    return version;
  }

  boolean isAcknowledged() {
    return acknowledgedAt != null;
  }
}
