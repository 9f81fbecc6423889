package org.klantbrug.threat;

import java.time.Instant;
import org.klantbrug.shared.RuleBroken;

/**
 * What somebody saw.
 *
 * @param key of the form, or of the message of a program: what is sent twice is one report
 * @param severity 1 to 3, 3 the worst
 * @param text what was seen
 * @param who who said it or where it stands, in words; null if nobody knows
 * @param page where in the application it was reported from; null if nowhere
 * @param about what it has to do with
 * @param noticedAt since when it was to be seen; null for now
 */
public record NewThreat(
    String key,
    Source source,
    Integer severity,
    String text,
    String who,
    String page,
    About about,
    Instant noticedAt) {
  /** A longer story is told to who judges it. */
  public static final int LONGEST = 4_000;

  private static final int LONGEST_WHO = 400;
  private static final int LONGEST_PAGE = 200;
  private static final int WORST = 3;

  /**
   * What a report has to do with; each null if it has not.
   *
   * @param partyId customer
   */
  public record About(Long partyId, Long complaintId, Long mergerId, Long waveId, Long alarmId) {
    /** Nothing in particular. */
    public static final About NOTHING = new About(null, null, null, null, null);
  }

  /**
   * As it is kept.
   *
   * @throws RuleBroken {@code threat.*}: what is missing or too long
   */
  NewThreat checked(Instant now) {
    if (text == null || text.isBlank()) {
      throw new RuleBroken("threat.text");
    }
    if (severity == null || severity < 1 || severity > WORST) {
      throw new RuleBroken("threat.severity");
    }
    if (source == null) {
      throw new RuleBroken("threat.source");
    }
    refuseLonger("threat.too-long", text, LONGEST);
    refuseLonger("threat.who-too-long", who, LONGEST_WHO);
    if (noticedAt != null && noticedAt.isAfter(now)) {
      throw new RuleBroken("threat.noticed-later");
    }
    return new NewThreat(
        key,
        source,
        severity,
        text.strip(),
        who == null || who.isBlank() ? null : who.strip(),
        page == null || page.isBlank() || page.length() > LONGEST_PAGE ? null : page.strip(),
        about == null ? About.NOTHING : about,
        noticedAt == null ? now : noticedAt);
  }

  private static void refuseLonger(String rule, String typed, int longest) {
    if (typed != null && typed.strip().length() > longest) {
      throw new RuleBroken(rule, longest);
    }
  }
}
