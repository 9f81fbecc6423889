package org.klantbrug.cli.merger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.CommandRun;
import org.klantbrug.cli.FakeServer;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.cli.api.Profiles;

class EarlyWarningCommandTest {
  private static final String ALARMS =
      """
      [{"id":3,"waveDay":"2026-06-05","kind":"CONTACT","at":"2026-06-09T15:20:00Z","learnt":"WAVES","open":true,"answers":[],
        "figures":[{"series":{"kind":"CONTACT","cut":"TOPIC","value":"BILL"},"days":1,"counted":42,"expected":14.04,"most":31,"chance":1e-6}]}]""";
  private static final String PICTURE =
      """
      {"lookedAt":"2026-06-09T15:20:00Z","waves":[],"wave":{"id":5,"day":"2026-06-05"},"days":[],
       "lines":[{"series":{"kind":"CONTACT","cut":"ALL","value":""},
         "day":{"counted":80,"expected":60.5,"most":92},"week":{"counted":300,"expected":310.2,"most":390}}]}""";

  @TempDir private Path folder;
  private final FakeServer server = new FakeServer();

  @BeforeEach
  void somebodyHasAProfile() {
    CommandRun.profilesIn(folder);
    new Profiles(folder.resolve("profiles.json"))
        .keep("default", new Profile(server.address(), "joris", "kbt_joris"));
    server.answers("GET", "/api/mergers", 200, "[{\"id\":7,\"name\":\"Noord en Zuid\"}]");
    server.answers("GET", "/api/mergers/7/alarms", 200, ALARMS);
    server.answers("GET", "/api/mergers/7/alarms/picture", 200, PICTURE);
  }

  @AfterEach
  void stop() {
    server.close();
    CommandRun.profilesAsEver();
  }

  @Test
  void saysWhichAlarmsThereAreAndHowTheWaveStands() {
    var run = CommandRun.of("merger", "warning", "Noord en Zuid");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("CONTACT BILL")
        .contains("14.0")
        .contains("to answer")
        .contains("WAVE OF 2026-06-05")
        .contains("60.5");
  }

  @Test
  void asksForAllOfAnAnswer() {
    var run = CommandRun.of("merger", "warning", "Noord en Zuid", "--answer", "3");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--as-what");
  }
}
