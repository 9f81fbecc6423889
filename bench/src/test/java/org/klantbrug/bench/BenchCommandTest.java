package org.klantbrug.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.klantbrug.cli.Main;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theCommandLineKnowsItByItself() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString()).contains("bench");
  }

  @Test
  void itsHelpTellsWhatIsMeasuredAndHowLarge() {
    assertThat(run("bench", "--help")).isZero();

    assertThat(out.toString()).contains("--customers", "--contacts", "--json", "copy.1");
  }

  @Test
  void tooSmallASizeIsRefusedBeforeAnythingStarts() {
    assertThat(run("bench", "--customers", "10")).isEqualTo(2);

    assertThat(err.toString()).contains("Fewer than 1000 customers");
  }

  @Test
  void noRoundAtAllIsRefused() {
    assertThat(run("bench", "--rounds", "0")).isEqualTo(2);

    assertThat(err.toString()).contains("At least one round");
  }

  @Test
  void aMergerWithoutOneOfEachKindIsRefusedBeforeAnythingStarts() {
    assertThat(run("bench", "merger", "--customers", "10")).isEqualTo(2);

    assertThat(err.toString()).contains("not one of each kind");
  }

  @Test
  void tooFewAccountsToPlanAreRefusedBeforeAnythingStarts() {
    assertThat(run("bench", "planning", "--members", "10")).isEqualTo(2);

    assertThat(err.toString()).contains("say nothing about speed");
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
