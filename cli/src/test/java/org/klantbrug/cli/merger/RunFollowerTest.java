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

/** Following a run: what is said, and how it ends. */
class RunFollowerTest {
  private static final String NO_WORK = "";

  @TempDir private Path folder;
  private final FakeServer server = new FakeServer();

  @BeforeEach
  void aMergerWithARun() {
    CommandRun.profilesIn(folder);
    System.setProperty("klantbrug.look-every-ms", "1");
    new Profiles(folder.resolve("profiles.json"))
        .keep("default", new Profile(server.address(), "sanne", "kbt_sanne"));
    server.answers("GET", "/api/mergers", 200, "[{\"id\":7,\"name\":\"NZ\",\"runId\":31}]");
  }

  @AfterEach
  void stop() {
    server.close();
    CommandRun.profilesAsEver();
    System.clearProperty("klantbrug.look-every-ms");
  }

  @Test
  void aRunThatCloses() {
    run("IMPORTING", true, job("RUNNING", 10), NO_WORK);
    run("IMPORTING", true, job("RUNNING", 12), NO_WORK);
    run("IMPORTING", true, job("COMPLETED", 100), NO_WORK);
    run("CLOSED", false, job("COMPLETED", 100), NO_WORK);

    var watched = CommandRun.of("merger", "watch", "NZ");

    assertThat(watched.exit()).isZero();
    assertThat(watched.out()).isEqualTo("Run 1 of NZ is closed.\n");
    assertThat(watched.err().lines().toList())
        .containsExactly(
            "Import master data                   running    10 % (10 of 100)",
            "Import master data                   completed 100 % (100 of 100) in 3.5 s");
  }

  @Test
  void aRunThatWaitsForAPersonEndsWithThree() {
    run("IMPORTING", true, job("COMPLETED", 100), task());

    var watched = CommandRun.of("merger", "watch", "NZ");

    assertThat(watched.exit()).isEqualTo(3);
    assertThat(watched.out())
        .contains("Approve the rehearsal")
        .contains("Migration lead")
        .contains("no");
    assertThat(watched.err()).contains("klantbrug merger answer TASK OUTCOME");
  }

  @Test
  void aTaskDoesNotStopTheWatchWhileAJobRuns() {
    run("IMPORTING", true, job("RUNNING", 10), task());
    run("IMPORTING", true, job("RUNNING", 20), task());
    run("IMPORTING", true, job("RUNNING", 30), task());
    run("IMPORTING", true, job("RUNNING", 40), task());
    run("CLOSED", false, job("COMPLETED", 100), NO_WORK);

    assertThat(CommandRun.of("merger", "watch", "NZ").exit()).isZero();
  }

  @Test
  void anAbandonedRunEndsWithOne() {
    run("ABANDONED", false, job("FAILED", 10), NO_WORK);

    var watched = CommandRun.of("merger", "watch", "NZ");

    assertThat(watched.exit()).isEqualTo(1);
    assertThat(watched.out()).contains("was abandoned");
    assertThat(watched.err()).contains("failed").contains("the disk is full");
  }

  @Test
  void aRunThatWasNotStartedSaysHowToStartIt() {
    run("OPEN", true, "", NO_WORK);

    var watched = CommandRun.of("merger", "watch", "NZ");

    assertThat(watched.exit()).isEqualTo(1);
    assertThat(watched.err()).contains("klantbrug merger run \"NZ\"");
  }

  @Test
  void startingAndWaitingIsOneCommand() {
    server.answers("POST", "/api/mergers/7/runs", 201, "{\"id\":7,\"runId\":31}");
    run("IMPORTING", true, job("RUNNING", 10), NO_WORK);
    run("CLOSED", false, job("COMPLETED", 100), NO_WORK);

    var started = CommandRun.of("merger", "run", "NZ", "--wait", "--json");

    assertThat(started.exit()).isZero();
    assertThat(started.out()).startsWith("{\"merger\":").contains("CLOSED");
    assertThat(started.out().lines()).hasSize(1);
  }

  private void run(String state, boolean open, String job, String task) {
    server.answers(
        "GET",
        "/api/runs/31",
        200,
        """
        {"merger":{"name":"NZ","runNo":1,"runState":"%s","openRun":%s},"jobs":[%s],"workItems":[%s]}"""
            .formatted(state, open, job, task));
  }

  private static String job(String state, int done) {
    return """
        {"id":1,"kind":"import-master-data","name":"Import master data","state":"%s","total":100,"done":%d,"seconds":3.5,
         "silent":false,"failure":"the disk is full"}"""
        .formatted(state, done);
  }

  private static String task() {
    return """
        {"id":4,"kind":"approveRehearsal","name":"Approve the rehearsal","subjectName":"NZ","role":"migrationLead","roleName":"Migration lead","state":"OPEN",
         "mayDo":false,"claimedBy":null,"outcomes":["approved","again"]}""";
  }
}
