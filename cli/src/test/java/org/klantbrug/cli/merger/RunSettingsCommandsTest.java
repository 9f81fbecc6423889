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

/** What a run allows, who sees whom from when, and who is no longer delivered. */
class RunSettingsCommandsTest {
  @TempDir private Path folder;
  private final FakeServer server = new FakeServer();

  @BeforeEach
  void somebodyHasAProfile() {
    CommandRun.profilesIn(folder);
    new Profiles(folder.resolve("profiles.json"))
        .keep("default", new Profile(server.address(), "sanne", "kbt_sanne"));
    server.answers(
        "GET",
        "/api/mergers",
        200,
        """
        [{"id":7,"name":"Noord en Zuid","visibleFrom":"2027-01-01","runId":31}]""");
  }

  @AfterEach
  void stop() {
    server.close();
    CommandRun.profilesAsEver();
  }

  @Test
  void theLimitOfRejectsIsShown() {
    server.answers("GET", "/api/runs/31/reject-limit", 200, "{\"most\":50000}");

    assertThat(CommandRun.of("merger", "reject-limit", "7"))
        .isEqualTo(new CommandRun(0, "At most 50000 rejects in one file\n", ""));
  }

  @Test
  void theLimitOfRejectsIsSet() {
    server.answers("PUT", "/api/runs/31/reject-limit", 200, "{\"most\":12}");

    var run = CommandRun.of("merger", "reject-limit", "Noord en Zuid", "--set", "12");

    assertThat(run.out()).isEqualTo("At most 12 rejects in one file\n");
    assertThat(server.last().body()).isEqualTo("{\"most\":12}");
  }

  @Test
  void theDayOfVisibilityIsShownWithWhatWasAskedAboutIt() {
    server.answers(
        "GET",
        "/api/mergers/7/visible-from",
        200,
        """
        [{"before":"2026-12-01","after":"2027-01-01","state":"APPROVED","askedBy":"Sanne",
          "askedAt":"2026-11-01T10:00:00Z","decidedBy":"Joris","reason":"later"}]""");

    var run = CommandRun.of("merger", "visible-from", "7");

    assertThat(run.out())
        .startsWith("Visible to everybody from 2027-01-01\n")
        .contains("2026-12-01", "APPROVED", "Sanne", "Joris", "later");
  }

  @Test
  void movingTheDayIsAskedWithAReason() {
    server.answers("POST", "/api/mergers/7/visible-from", 200, "[]");

    var run =
        CommandRun.of(
            "merger", "visible-from", "7", "--ask", "2027-02-01", "--reason", "not ready");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(server.last().body()).contains("\"day\":\"2027-02-01\"", "\"reason\":\"not ready\"");
    assertThat(CommandRun.of("merger", "visible-from", "7", "--ask", "2027-02-01").exit())
        .isEqualTo(2);
  }

  @Test
  void wavesArePlannedAndShown() {
    server.answers(
        "POST",
        "/api/mergers/7/waves/plan",
        200,
        "{\"accounts\":12,\"added\":3,\"moved\":1,\"gone\":0,\"without\":2}");
    server.answers(
        "GET",
        "/api/mergers/7/waves",
        200,
        """
        [{"id":4,"day":"2027-02-28","billingDay":31,"phase":"REST","members":10,"stopped":2,"state":"PLANNED"}]""");

    var run = CommandRun.of("merger", "waves", "7", "--plan");

    assertThat(run.err())
        .isEqualTo("12 accounts: 3 new, 1 on another day, 0 gone, 2 without a wave\n");
    assertThat(run.out()).contains("2027-02-28", "31", "REST", "10", "PLANNED");
  }

  @Test
  void aMergerIsHeldWithAReasonAndSaysWhatWaits() {
    server.answers("POST", "/api/mergers/7/brake/hold", 200, "{}");
    server.answers(
        "GET",
        "/api/mergers/7/brake",
        200,
        """
        {"on":true,"waiting":[{"code":"mails","count":12}],
         "holds":[{"heldAt":"2027-01-04T09:00:00Z","heldBy":"Joris","reason":"wrong letter"}]}""");

    server.answers(
        "GET",
        "/api/mergers/7/programme",
        200,
        """
        {"items":[{"id":3,"code":"BANK_TOLD","title":null,"required":true,"role":"finance","owner":null,
                   "dueOn":"2027-02-01","state":"OPEN"}]}""");

    var run = CommandRun.of("merger", "programme", "7", "--hold", "wrong letter");

    assertThat(run.out())
        .startsWith("Held since 2027-01-04T09:00:00Z by Joris: wrong letter\nWaiting: 12 mails\n")
        .contains("BANK_TOLD", "finance", "2027-02-01");
    assertThat(server.requests()).anyMatch(one -> one.path().equals("/api/mergers/7/brake/hold"));
    assertThat(CommandRun.of("merger", "programme", "7", "--hold", "a", "--release", "b").exit())
        .isEqualTo(2);
  }

  @Test
  void whoVanishedIsNamedByCompanyAndSort() {
    server.answers(
        "GET",
        "/api/runs/31/vanished?most=2",
        200,
        """
        [{"company":"ACQUIRED","entity":"CUSTOMER","records":3,"keys":["K1","K2"]}]""");

    var run = CommandRun.of("merger", "vanished", "7", "--most", "2");

    assertThat(run.out().lines().toList())
        .containsExactly(
            "COMPANY   KIND      RECORDS  NUMBERS",
            "ACQUIRED  CUSTOMER  3        K1, K2, and 1 more");
  }

  @Test
  void thatNothingVanishedIsSaid() {
    server.answers("GET", "/api/runs/31/vanished?most=20", 200, "[]");

    assertThat(CommandRun.of("merger", "vanished", "7").out()).startsWith("Nothing vanished");
  }

  @Test
  void eachHasHelp() {
    for (var command : new String[] {"reject-limit", "visible-from", "vanished"}) {
      assertThat(CommandRun.of("merger", command, "--help").out())
          .contains("Usage: klantbrug merger " + command);
    }
  }
}
