package org.klantbrug.knowledge;

import org.klantbrug.shared.RuleBroken;

/**
 * What else a question is about, and who alone reads it.
 *
 * @param waveId the wave it is about; null if none
 * @param teamId the team that alone reads it; null unless it is for colleagues
 * @param linkedKind what it is about in a context that this one does not know, in small letters;
 *     null if nothing
 * @param linkedId key of that; null if nothing
 */
public record Links(Long waveId, Long teamId, String linkedKind, Long linkedId) {
  /** About nothing else, for all who may read it. */
  public static final Links NONE = new Links(null, null, null, null);

  Links checked(Audience audience) {
    if (teamId != null && audience != Audience.STAFF) {
      throw new RuleBroken("knowledge.team-of-colleagues");
    }
    if ((linkedKind == null) != (linkedId == null)
        || linkedKind != null && !linkedKind.matches("[a-z_]{1,40}")) {
      throw new RuleBroken("knowledge.linked");
    }
    return this;
  }
}
