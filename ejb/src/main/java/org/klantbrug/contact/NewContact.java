package org.klantbrug.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.klantbrug.shared.RuleBroken;

/**
 * A contact with a customer, as a colleague notes it.
 *
 * @param key of the form it was typed in: what comes twice under one key is noted once
 * @param channel one of {@link ContactChoices#CHANNELS}
 * @param direction one of {@link ContactChoices#DIRECTIONS}
 * @param startedAt when it began; null for now
 * @param identityId the customer at the company it is about; null to take ours, else the first
 * @param questions what was asked; blank ones are passed over
 * @param emotion one of {@link ContactChoices#EMOTIONS}; null if nothing was noticed
 * @param experience one of {@link ContactChoices#EXPERIENCES}; null is NOT_ASKED
 * @param preferredChannel what the customer said in this contact, one of {@link
 *     ContactChoices#PREFERRED}; null if nothing
 * @param note anything else; null if nothing
 */
public record NewContact(
    UUID key,
    String channel,
    String direction,
    Instant startedAt,
    Long identityId,
    List<NewQuestion> questions,
    String emotion,
    String experience,
    String preferredChannel,
    String note) {
  private static final int MOST_QUESTIONS = 10;
  private static final Duration LONGEST_AGO = Duration.ofDays(366);

  /** No questions is an empty list. */
  public NewContact {
    questions = questions == null ? List.of() : List.copyOf(questions);
  }

  /**
   * As it is kept.
   *
   * @param besides whether something else is noted with it, so that it may have no question
   * @throws RuleBroken {@code contact.*}: what is missing, too long or not possible
   */
  NewContact checked(List<String> topics, Instant now, boolean besides) {
    var channelSaid = Said.code(channel, ContactChoices.CHANNELS);
    var directionSaid = Said.code(direction, ContactChoices.DIRECTIONS);
    if (channelSaid == null || directionSaid == null) {
      throw new RuleBroken("contact.channel-missing");
    }
    var asked =
        questions.stream()
            .filter(question -> !question.isBlank())
            .map(question -> question.checked(topics))
            .toList();
    var text = Said.bounded(note);
    if (asked.isEmpty() && text == null && !besides) {
      throw new RuleBroken("contact.says-nothing");
    }
    if (asked.size() > MOST_QUESTIONS) {
      throw new RuleBroken("contact.too-many-questions", MOST_QUESTIONS);
    }
    var experienced = Said.code(experience, ContactChoices.EXPERIENCES);
    return new NewContact(
        key == null ? UUID.randomUUID() : key,
        channelSaid,
        directionSaid,
        begun(now),
        identityId,
        asked,
        Said.code(emotion, ContactChoices.EMOTIONS),
        experienced == null ? "NOT_ASKED" : experienced,
        Said.code(preferredChannel, ContactChoices.PREFERRED),
        text);
  }

  private Instant begun(Instant now) {
    if (startedAt == null) {
      return now;
    }
    if (startedAt.isAfter(now.plus(Duration.ofMinutes(1)))) {
      throw new RuleBroken("contact.not-begun");
    }
    if (startedAt.isBefore(now.minus(LONGEST_AGO))) {
      throw new RuleBroken("contact.too-long-ago");
    }
    return startedAt;
  }
}
