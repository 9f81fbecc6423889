package org.klantbrug.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.klantbrug.bench.DiscardingMail;
import org.klantbrug.bench.PlayedBank;
import org.klantbrug.bench.PlayedMerger;
import org.klantbrug.bench.PlayedObjections;
import org.klantbrug.bench.PlayedOutcomes;
import org.klantbrug.bench.PlayedPeople;
import org.klantbrug.bench.PlayedTime;
import org.klantbrug.cli.server.DemonstrationMerger;

/** A small merger is played from its files until its run is closed. */
@Tag("reliability")
class PlayedMergerIT {
  private static final int CUSTOMERS = 60;

  @Test
  void everybodyHearsOfItAndFaresAsHeWasToUntilTheRunIsClosed() throws Exception {
    var folder = Files.createDirectories(Bridge.folder("played-time"));
    var time =
        new PlayedTime(folder, DemonstrationMerger.GENERATED_AS_OF.plusDays(2), LocalTime.of(9, 0));
    try (var mail = DiscardingMail.start();
        var bridge =
            Bridge.of(
                "played",
                environment(time, mail),
                "--expected",
                "--customers=" + CUSTOMERS,
                "--contacts=" + 2 * CUSTOMERS,
                "--billing-days=1")) {
      var people = new PlayedPeople(bridge.database(), folder, time, bridge.front().address());
      var merger = new PlayedMerger(people, time, Bridge::tell);
      var files = bridge.files();
      var outcomes = new PlayedOutcomes(merger, PlayedOutcomes.read(files.resolve("expected.csv")));
      merger.standReady();
      merger.planAndTell(CUSTOMERS, files.resolve("letters_that_come_back.csv"));
      var bank = new PlayedBank(merger, folder, files);
      bank.billForTrial(files.resolve("trial_bills.csv"));
      var objections = new PlayedObjections(merger);
      objections.register(files.resolve("objections.csv"));
      merger.check();
      outcomes.lookAtGuards();
      objections.decide();
      merger.check();
      merger.goOver(bank);
      outcomes.noteEnd();
      var withoutOutcome = merger.close(outcomes.left());

      assertThat(outcomes.differences()).isEmpty();
      assertThat(outcomes.difference()).isZero();
      assertThat(bank.wrong()).isZero();
      assertThat(withoutOutcome).isZero();
      assertThat(mail.taken()).isPositive();
    }
  }

  private static Map<String, String> environment(PlayedTime time, DiscardingMail mail) {
    var environment = new HashMap<>(time.environment());
    environment.putAll(mail.environment());
    return environment;
  }
}
