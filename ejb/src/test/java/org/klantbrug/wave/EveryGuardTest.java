package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.klantbrug.billing.Arrangements;
import org.klantbrug.billing.DifferingBills;
import org.klantbrug.billing.PreNotifications;
import org.klantbrug.billing.UnconfirmedLabels;
import org.klantbrug.notice.HasContactPerson;
import org.klantbrug.notice.NothingReturned;
import org.klantbrug.notice.ToldInTime;
import org.klantbrug.notice.ToldTheDay;
import org.klantbrug.objection.OpenObjections;
import org.klantbrug.privacy.HeldMembers;
import org.klantbrug.programme.MissingAgreements;
import org.klantbrug.programme.MissingSignatures;
import org.klantbrug.programme.OpenItems;
import org.klantbrug.programme.UnreadBriefing;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.transfer.SmallTakeover;

/** All guards together, as the running server looks at them: one that cannot be read stops all. */
@OnDatabase
class EveryGuardTest {
  private static final List<GuardOfOthers> OTHERS =
      List.of(
          new HeldMembers(),
          new Arrangements(),
          new DifferingBills(),
          new PreNotifications(),
          new UnconfirmedLabels(),
          new HasContactPerson(),
          new NothingReturned(),
          new ToldInTime(),
          new ToldTheDay(),
          new OpenObjections(),
          new OpenItems(),
          new UnreadBriefing(),
          new MissingSignatures(),
          new MissingAgreements());

  @Test
  void allOfThemAreLookedAtWhenAMergerIsPlanned() {
    try (var on = new WaveFixture(SmallTakeover.live(), OTHERS.toArray(GuardOfOthers[]::new))) {
      on.plan();

      assertThat(on.waves.of(on.in.merger)).hasSize(2).allMatch(wave -> wave.checkedAt() != null);
    }
  }

  @Test
  void everyGuardWithoutAStatementOfItsOwnHasSomebodyWhoKnowsItsFacts() {
    assertThat(OTHERS.stream().map(GuardOfOthers::guard))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Guard.values())
                .filter(guard -> guard.rows() == null)
                .collect(Collectors.toList()));
  }
}
