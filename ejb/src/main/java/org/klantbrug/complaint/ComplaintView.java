package org.klantbrug.complaint;

import java.time.Instant;
import java.time.LocalDate;
import org.klantbrug.calendar.Channel;

/**
 * A complaint as people see it.
 *
 * @param partyId the customer; null while nobody knows who it is
 * @param customerNumber our number of the customer
 * @param company under which company's number the customer complains
 * @param contactGiven how to reach somebody we do not know
 * @param mayPause whether its time may stand still while we wait for the customer
 * @param toldHow by which way the outcome was told
 * @param endedAs how it ended without being handled here; null if it did not
 * @param version to be given with each step
 */
public record ComplaintView(
    long id,
    String number,
    Long partyId,
    String customerNumber,
    String customerName,
    String company,
    String contactGiven,
    Channel channel,
    Instant receivedAt,
    String registeredBy,
    String text,
    String product,
    String topic,
    String remedySought,
    String regimeCode,
    String bodyNl,
    String bodyEn,
    boolean mayPause,
    Stage stage,
    String processId,
    Long handlerId,
    String handler,
    Instant acknowledgedAt,
    String acknowledgedBy,
    Weight severity,
    Weight impact,
    Emotion emotion,
    boolean threat,
    String findings,
    Cause cause,
    Boolean firstTimeFix,
    Decision decision,
    String decisionReasons,
    String explanation,
    Instant toldAt,
    Channel toldHow,
    Experience experience,
    LocalDate feedbackDueOn,
    String feedbackPromised,
    Instant feedbackGivenAt,
    String feedbackGiven,
    Instant closedAt,
    EndedAs endedAs,
    int reopened,
    int version) {

  /** Whether the customer was told that we have it. */
  public boolean acknowledged() {
    return acknowledgedAt != null;
  }

  /** Whether somebody still has something to do with it. */
  public boolean open() {
    return stage.open();
  }
}
