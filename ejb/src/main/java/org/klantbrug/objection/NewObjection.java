package org.klantbrug.objection;

import java.time.Instant;
import java.util.UUID;
import org.klantbrug.shared.RuleBroken;

/**
 * An objection as it is registered.
 *
 * @param key of the form it was typed in: what comes twice under one key is registered once
 * @param identityId who objects, as the acquired company knows him
 * @param mergerId against which
 * @param text in his own words; null if he wrote none, which only the link allows
 * @param language {@code nl} or {@code en}: in which he is answered
 * @param receivedAt when it reached us; null for now
 */
public record NewObjection(
    UUID key,
    long identityId,
    long mergerId,
    Way way,
    About about,
    String text,
    String language,
    Instant receivedAt) {
  /** What a customer may write at once, in characters. */
  public static final int LONGEST = Words.OF_CUSTOMER;

  /** Says what is missing or too long, or gives the same without blanks around its words. */
  NewObjection checked(Instant now) {
    if (way == null) {
      throw new RuleBroken("objection.way-missing");
    }
    if (about == null) {
      throw new RuleBroken("objection.about-missing");
    }
    var said = Words.orNull(text, Words.OF_CUSTOMER);
    if (said == null && way != Way.LINK) {
      throw new RuleBroken("objection.text-missing");
    }
    if (receivedAt != null && receivedAt.isAfter(now)) {
      throw new RuleBroken("objection.received-later");
    }
    return new NewObjection(
        key == null ? UUID.randomUUID() : key,
        identityId,
        mergerId,
        way,
        about,
        said,
        "en".equals(language) ? "en" : "nl",
        receivedAt == null ? now : receivedAt);
  }

  /** What it waits for first: who spoke to us already, or only wants no offers, is not called. */
  Stage first(boolean wentOver) {
    if (wentOver) {
      return Stage.APOLOGY;
    }
    return way.isSpoken() || about == About.DATA ? Stage.DECISION : Stage.CALL;
  }
}
