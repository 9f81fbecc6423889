package org.klantbrug.crisis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.klantbrug.identity.Action;
import org.klantbrug.shared.OnDatabase;

/** How far each part of a crisis is, as its room says beside the way to it. */
@OnDatabase
class RoomStandTest {
  private final PlaybookFixture in = new PlaybookFixture();
  private final RoomStand stands = new RoomStand(in.database, in.clock);

  private RoomStand.Stand stand() {
    return stands.of(in.database.with(handle -> CrisisRows.read(handle, in.crisis)));
  }

  @Test
  void ofACrisisInWhichNothingWasDoneNothingIsCountedButWhoLeadsIt() {
    assertThat(stand())
        .isEqualTo(new RoomStand.Stand(new RoomStand.Counted(0, 0, 0, 0, false, 0, 0), false, 1));
  }

  @Test
  void stepsThatAreOpenAndThoseThatAreLateAreCounted() {
    in.playbook.choose(in.crisis, in.shipped("DOUBLE_DEBIT").id(), in.lead);
    in.at(Duration.ofMinutes(20));

    var counted = stand().counted();

    assertThat(counted.steps()).isPositive().isEqualTo(counted.stepsOpen());
    assertThat(counted.stepsLate()).isEqualTo(2);
  }

  @Test
  void aReportThatShouldHaveBeenThereIsSaidToBeLateUntilItIsWritten() {
    var daan = in.person("daan", "crisisMember", Action.CRISIS_WORK);
    in.at(Duration.ofMinutes(80));
    assertThat(stand().reportLate()).isTrue();

    in.reports.write(
        in.crisis,
        new SituationReports.Words("800 klanten", "Waarom", "Wie betaalt", "Gebeld", "Lijst", null),
        daan);

    assertThat(stand().reportLate()).isFalse();
    assertThat(stand().counted().reports()).isOne();
  }
}
