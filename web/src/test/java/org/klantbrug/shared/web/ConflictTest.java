package org.klantbrug.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Conflict.Theirs;

/** Who is second is told so, and of no other rule that stops them. */
class ConflictTest {
  private static final List<Theirs> DONE = List.of(theirs(9), theirs(8), theirs(4));

  private final Conflict conflict = new Conflict();

  private static Theirs theirs(long key) {
    return new Theirs(key, Instant.EPOCH, "Emma", "Besloten", "Wij betalen het terug");
  }

  @Test
  void aColleagueWhoWasFasterIsAConflictAndAnotherRuleIsNone() {
    conflict.stopped(new RuleBroken("complaint.feedback-missing"));
    assertThat(conflict.isThere()).isFalse();

    conflict.stopped(new ChangedMeanwhile("complaint.changed-meanwhile", "K2026-000001"));
    assertThat(conflict.isThere()).isTrue();
  }

  @Test
  void theAddressSaysUpToWhereThePageWasRead() {
    assertThat(Conflict.seen(DONE)).isEqualTo("&seen=9");
    assertThat(Conflict.seen(List.of())).isEmpty();
  }

  @Test
  void whoDoesNotKnowWhenItWasReadIsShownTheLast() {
    assertThat(conflict.since(DONE)).containsExactly(theirs(9));
  }
}
