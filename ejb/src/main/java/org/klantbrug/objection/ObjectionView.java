package org.klantbrug.objection;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An objection as people see it.
 *
 * @param partyId the customer; null if nobody of ours is yet
 * @param customer his name; null if nobody knows
 * @param sourceKey his number at the acquired company
 * @param goesOn the day on which he would go over; null if none is planned
 * @param text his words; null if he wrote none
 * @param registeredBy null if he sent it himself
 * @param wentOver whether he had gone over when it reached us
 * @param handler his contact person; null if he has none
 * @param said what he said when it was decided
 * @param owes in euro; null unless he leaves
 * @param version to be given with each step
 */
public record ObjectionView(
    long id,
    String number,
    long identityId,
    Long partyId,
    String customer,
    String sourceKey,
    long mergerId,
    String merger,
    String acquired,
    String acquirer,
    LocalDate goesOn,
    Way way,
    About about,
    String text,
    String language,
    Instant receivedAt,
    String registeredBy,
    boolean wentOver,
    Stage stage,
    Long handlerId,
    String handler,
    Outcome outcome,
    String said,
    String decidedBy,
    Instant decidedAt,
    BigDecimal owes,
    String toldHow,
    Instant toldAt,
    Instant endedAt,
    int version) {
  /** Whether somebody still has something to do with it. */
  public boolean open() {
    return stage.open();
  }

  /** The same, answered in another language: {@code nl} or {@code en}. */
  public ObjectionView in(String other) {
    return new ObjectionView(
        id,
        number,
        identityId,
        partyId,
        customer,
        sourceKey,
        mergerId,
        merger,
        acquired,
        acquirer,
        goesOn,
        way,
        about,
        text,
        other,
        receivedAt,
        registeredBy,
        wentOver,
        stage,
        handlerId,
        handler,
        outcome,
        said,
        decidedBy,
        decidedAt,
        owes,
        toldHow,
        toldAt,
        endedAt,
        version);
  }
}
