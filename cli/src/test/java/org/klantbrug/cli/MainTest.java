package org.klantbrug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "start",
        "stop",
        "status",
        "migrate",
        "admin",
        "token",
        "merger",
        "match",
        "generate"
      })
  void eachCommandExplainsItself(String command) {
    var run = CommandRun.of(command, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Usage: klantbrug " + command);
  }

  @Test
  void withoutACommandTheUseIsShownWithExitCodeTwo() {
    var run = CommandRun.of();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: klantbrug").contains("merger");
  }
}
