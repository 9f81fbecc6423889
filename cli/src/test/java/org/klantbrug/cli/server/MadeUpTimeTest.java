package org.klantbrug.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.Refused;

/** The days of a demonstration go on as they are told, and never back. */
class MadeUpTimeTest {
  @TempDir private Path folder;

  @Test
  void theDaysOfAnInstallationAreRealUnlessTheyWereBegun() {
    assertThat(MadeUpTime.find(installation())).isEmpty();

    MadeUpTime.begin(installation());

    assertThat(MadeUpTime.find(installation())).isPresent();
  }

  @Test
  void whoBeginsAgainFindsTheDayThatItWas() {
    var time = MadeUpTime.begin(installation());
    var later = time.today().plusDays(40);
    time.set(later);

    assertThat(MadeUpTime.begin(installation()).today()).isEqualTo(later);
    assertThat(time.clock().today()).isEqualTo(later);
  }

  @Test
  void aDayThatIsOverDoesNotComeBack() {
    var time = MadeUpTime.begin(installation());

    assertThatThrownBy(() -> time.set(time.today())).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> time.set(time.today().minusDays(1))).isInstanceOf(Refused.class);
  }

  private Installation installation() {
    return new Installation(folder, folder.resolve("var"));
  }
}
