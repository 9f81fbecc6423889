package org.klantbrug.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.mapper.Nested;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/**
 * A question and its answer, from the first draft to the day on which it is hidden.
 *
 * @param company name of the company whose customers it is for; null if it is for others
 * @param merger name of the merger it is about; null if none
 * @param team name of the team that alone reads it; null for all
 * @param waveDay day of the wave it is about; null if none
 * @param owner name of who keeps it right
 * @param validUntil last day on which it is shown
 * @param state of the newest text
 * @param shownVersion text version that readers see now; null if they see none
 * @param shownUntil last day of the text that readers see now; null if they see none
 * @param textVersion of the newest text
 * @param version grows with each step
 */
public record QaItem(
    long id,
    String topic,
    Audience audience,
    Long companyId,
    String company,
    Long mergerId,
    String merger,
    String product,
    @Nested Wording wording,
    @Nested Links links,
    String team,
    LocalDate waveDay,
    long ownerId,
    String owner,
    String checker,
    LocalDate validUntil,
    State state,
    long writtenById,
    String writtenBy,
    Instant writtenAt,
    String checkedBy,
    Instant checkedAt,
    String publishedBy,
    Instant publishedAt,
    Integer shownVersion,
    LocalDate shownUntil,
    int textVersion,
    int version) {

  /** What people call it. */
  public String name() {
    return wording.name();
  }

  /** Whether readers see it, in its newest text or an earlier one. */
  public boolean shown() {
    return shownVersion != null;
  }

  /** Whether readers see an earlier text while a newer one is being worked on. */
  public boolean rewritten() {
    return shown() && shownVersion != textVersion;
  }

  /**
   * Whether somebody may check the newest text: one of those who were asked, and not its writer.
   *
   * @param by who would, with the right to check
   */
  public boolean checkable(Staff by) {
    return state == State.DRAFT && writtenById != by.id() && by.is(checker);
  }

  /** Whether somebody may say that what was published is still right: its owner, or an editor. */
  public boolean renewable(Staff by) {
    return renewable() && keptBy(by);
  }

  /** The newest text is published or only its day went by; or readers still see the one before. */
  private boolean renewable() {
    return state == State.PUBLISHED || state == State.EXPIRED || rewritten();
  }

  private boolean keptBy(Staff by) {
    return ownerId == by.id() || by.may(Action.KNOWLEDGE_PUBLISH);
  }

  /** Whether there is something to take away from readers, or to keep from them for good. */
  public boolean withdrawable() {
    return shown() || state == State.PUBLISHED || state == State.EXPIRED;
  }

  void mustBe(int seen) {
    if (version != seen) {
      throw new ChangedMeanwhile("knowledge.changed-meanwhile");
    }
  }

  void mustBeCheckable(Staff by) {
    if (state != State.DRAFT) {
      throw new RuleBroken("knowledge.nothing-to-check");
    }
    if (writtenById == by.id()) {
      throw new RuleBroken("knowledge.own-text");
    }
    if (!by.is(checker)) {
      throw new RuleBroken("knowledge.other-checker");
    }
  }

  void mustBePublishable() {
    if (state != State.CHECKED) {
      throw new RuleBroken("knowledge.not-checked");
    }
  }

  void mustBeWithdrawable() {
    if (!withdrawable()) {
      throw new RuleBroken("knowledge.not-shown");
    }
  }

  void mustBeRenewable(Staff by) {
    if (!renewable()) {
      throw new RuleBroken("knowledge.publish-instead");
    }
    if (!keptBy(by)) {
      throw new RuleBroken("knowledge.not-its-owner");
    }
  }
}
