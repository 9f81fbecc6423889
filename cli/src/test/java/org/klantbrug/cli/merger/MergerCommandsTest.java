package org.klantbrug.cli.merger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.CommandRun;
import org.klantbrug.cli.FakeServer;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.cli.api.Profiles;

class MergerCommandsTest {
  private static final String MERGERS =
      """
      [{"id":7,"name":"Noord en Zuid","acquirerName":"Noord","acquiredName":"Zuid",
        "state":"RUNNING","runId":31,"runNo":1,"runState":"IMPORTING","openRun":true}]""";
  private static final String PROPOSAL =
      """
      {"entity":"CUSTOMER","columns":[
        {"mapping":{"source":"Klantnr","use":"FIELDS","targets":[{"column":"source_key","strict":false}]},
         "confidence":0.98,"passing":["K1","K2","K3"],"failing":[]},
        {"mapping":{"source":"Zegel","use":"UNDECIDED","targets":[]},
         "confidence":0.0,"passing":[],"failing":[]}]}""";

  @TempDir private Path folder;
  private final FakeServer server = new FakeServer();

  @BeforeEach
  void twoPeopleHaveAProfile() {
    CommandRun.profilesIn(folder);
    var profiles = new Profiles(folder.resolve("profiles.json"));
    profiles.keep("default", new Profile(server.address(), "sanne", "kbt_sanne"));
    profiles.keep("steward", new Profile(server.address(), "fatima", "kbt_fatima"));
    server.answers("GET", "/api/mergers", 200, MERGERS);
  }

  @AfterEach
  void stop() {
    server.close();
    CommandRun.profilesAsEver();
  }

  @Test
  void aMergerIsRegisteredWithBothCompanies() throws IOException {
    server.answers(
        "POST", "/api/mergers", 201, "{\"id\":8,\"name\":\"B\",\"state\":\"PREPARING\"}");

    var run =
        CommandRun.of(
            "merger",
            "register",
            "B",
            "--acquirer",
            "NOORD=Noord Telecom",
            "--acquired",
            "ZUID=Zuid",
            "--basis",
            "share_deal",
            "--sector",
            "telecom",
            "--visible-from",
            "2027-01-01");

    assertThat(run.exit()).as(run.err()).isZero();
    var sent = new ObjectMapper().readTree(server.last().body());
    assertThat(sent.path("acquirerCode").asText()).isEqualTo("NOORD");
    assertThat(sent.path("acquirerName").asText()).isEqualTo("Noord Telecom");
    assertThat(sent.path("transferBasis").asText()).isEqualTo("SHARE_DEAL");
    assertThat(sent.path("visibleFrom").asText()).isEqualTo("2027-01-01");
  }

  @Test
  void whatTheServerRefusesIsSaidInItsWordsWithExitCodeOne() {
    server.answers(
        "POST",
        "/api/mergers/7/runs",
        409,
        "{\"key\":\"merger.no-customers-yet\",\"message\":\"Add it, then start.\"}");

    var run = CommandRun.of("merger", "run", "Noord en Zuid");

    assertThat(run).isEqualTo(new CommandRun(1, "", "Add it, then start.\n"));
  }

  @Test
  void wrongUseHasExitCodeTwo() {
    assertThat(CommandRun.of("merger", "register", "B").exit()).isEqualTo(2);
    assertThat(CommandRun.of("merger").exit()).isEqualTo(2);
    assertThat(CommandRun.of("merger", "map", "3", "--confirm").exit()).isEqualTo(2);
  }

  @Test
  void eachCommandWorksAsThePersonOfItsProfile() {
    server.answers("GET", "/api/work-items?view=mine", 200, "[]");

    CommandRun.of("merger", "tasks", "--as", "steward");

    assertThat(server.last().authorization()).isEqualTo("Bearer kbt_fatima");
  }

  @Test
  void jsonIsOneDocumentOnStandardOutput() throws IOException {
    var run = CommandRun.of("merger", "list", "--json");

    assertThat(run.err()).isEmpty();
    assertThat(new ObjectMapper().readTree(run.out()))
        .isEqualTo(new ObjectMapper().readTree(MERGERS));
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void aFileGoesUpAsItIsWithTheEndOfItsDay() throws IOException {
    var file = Files.writeString(folder.resolve("klanten é.csv"), "Klantnr;Naam\nK1;Zoë\n");
    server.answers(
        "POST",
        "/api/runs/31/files?company=ACQUIRED&entity=CUSTOMER&mode=FULL"
            + "&extractAsOf=2026-10-31T23%3A00%3A00Z&name=klanten+%C3%A9.csv",
        201,
        "{\"id\":5,\"fileName\":\"klanten é.csv\"}");

    var run =
        CommandRun.of(
            "merger",
            "add-file",
            "7",
            file.toString(),
            "--company",
            "acquired",
            "--entity",
            "customer",
            "--as-of",
            "2026-10-31");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(server.last().type()).isEqualTo("application/octet-stream");
    assertThat(server.last().body()).isEqualTo("Klantnr;Naam\nK1;Zoë\n");
  }

  @Test
  void whatDiffersIsExplainedOnceWhereItIsNotSigned() {
    server.answers(
        "GET",
        "/api/mergers/7/cutovers",
        200,
        """
        [{"cutover":{"id":2},"reconciliation":{"id":5,"signedAt":null,"lines":[
           {"entity":"INVOICE","measure":"CONTROL_COUNT","difference":-3,"differingRecords":3,"explanation":null},
           {"entity":"ROLE","measure":"CONTROL_COUNT","difference":-1,"differingRecords":1,"explanation":"x"},
           {"entity":"CUSTOMER","measure":"CARRIED","difference":0,"differingRecords":0,"explanation":null}]}},
         {"cutover":{"id":1},"reconciliation":null}]""");
    server.answers("PUT", "/api/reconciliations/5/explanation", 204, "");

    var run = CommandRun.of("merger", "explain", "7", "--text", "let go");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("INVOICE").doesNotContain("ROLE", "CUSTOMER");
    assertThat(server.last().body()).contains("CONTROL_COUNT", "let go");
    assertThat(CommandRun.of("merger", "explain", "7", "--text", "x", "--entity", "role").exit())
        .isEqualTo(1);
  }

  @Test
  void controlTotalsGoUpAsAFileOrOneByOne() throws IOException {
    var file = Files.writeString(folder.resolve("totalen.csv"), "Soort;Aantal\nklanten;4\n");
    var known = "[{\"entity\":\"CUSTOMER\",\"measure\":\"COUNT\",\"value\":4,\"source\":\"x\"}]";
    server.answers("POST", "/api/runs/31/control-totals?name=totalen.csv", 200, known);
    server.answers("PUT", "/api/runs/31/control-totals", 200, known);

    var taken = CommandRun.of("merger", "totals", "7", "--file", file.toString());

    assertThat(taken.exit()).as(taken.err()).isZero();
    assertThat(taken.out()).contains("CUSTOMER", "COUNT");
    assertThat(server.last().body()).isEqualTo("Soort;Aantal\nklanten;4\n");

    var entered =
        CommandRun.of(
            "merger",
            "totals",
            "7",
            "--entity",
            "invoice",
            "--measure",
            "SUM_amount",
            "--value",
            "12.50",
            "--source",
            "ledger");

    assertThat(entered.exit()).as(entered.err()).isZero();
    assertThat(new ObjectMapper().readTree(server.last().body()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "[{\"entity\":\"INVOICE\",\"measure\":\"SUM_amount\",\"value\":12.50,"
                        + "\"source\":\"ledger\"}]"));
    assertThat(CommandRun.of("merger", "totals", "7", "--entity", "INVOICE").exit()).isEqualTo(2);
  }

  @Test
  void whyAControlTotalComesLateGoesAlong() throws IOException {
    var file = Files.writeString(folder.resolve("totalen.csv"), "Soort;Aantal\nklanten;4\n");
    server.answers(
        "POST", "/api/runs/31/control-totals?name=totalen.csv&reason=counted+anew", 200, "[]");

    var taken =
        CommandRun.of(
            "merger", "totals", "7", "--file", file.toString(), "--reason", "counted anew");

    assertThat(taken.exit()).as(taken.err()).isZero();
  }

  @Test
  void aFileThatIsNotThereIsRefusedBeforeTheServerIsBothered() {
    var run =
        CommandRun.of(
            "merger",
            "add-file",
            "7",
            folder.resolve("none.csv").toString(),
            "--company",
            "acquired",
            "--entity",
            "CUSTOMER",
            "--as-of",
            "2026-10-31");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("There is no file");
    assertThat(server.requests()).noneMatch(request -> request.method().equals("POST"));
  }

  @Test
  void theProposalIsShownAsATableAndChangesNothing() {
    server.answers("GET", "/api/files/5/mapping-proposal", 200, PROPOSAL);

    var run = CommandRun.of("merger", "map", "5");

    assertThat(run.out().lines().toList())
        .containsExactly(
            "COLUMN   SURE  BECOMES     FOR EXAMPLE  NOT READABLE",
            "Klantnr  0.98  source_key  K1, K2",
            "Zegel    0.00  undecided");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void confirmingSavesTheProposalFirstWithWhatBecomesOfUnknownColumns() throws IOException {
    server
        .answers("GET", "/api/files/5/mapping-proposal", 200, PROPOSAL)
        .answers("PUT", "/api/files/5/mapping", 200, "{}")
        .answers(
            "PUT", "/api/files/5/mapping/confirmation", 200, "{\"id\":5,\"fileName\":\"k.csv\"}");

    var run =
        CommandRun.of(
            "merger",
            "map",
            "5",
            "--confirm",
            "--their-owner",
            "P. Zuid",
            "--undecided",
            "not_needed");

    assertThat(run.out()).isEqualTo("The mapping of file 5 k.csv is confirmed.\n");
    var saved = new ObjectMapper().readTree(server.requests().get(1).body());
    assertThat(saved.path("entity").asText()).isEqualTo("CUSTOMER");
    assertThat(saved.path("columns").findValuesAsText("use"))
        .containsExactly("FIELDS", "NOT_NEEDED");
    assertThat(server.last().body()).isEqualTo("{\"theirOwner\":\"P. Zuid\"}");
  }

  @Test
  void aMappingThatWasSavedIsConfirmedAsItIs() {
    server
        .answers("GET", "/api/files/5", 200, "{\"state\":\"MAPPED\"}")
        .answers(
            "PUT", "/api/files/5/mapping/confirmation", 200, "{\"id\":5,\"fileName\":\"k.csv\"}");

    CommandRun.of("merger", "map", "5", "--confirm", "--their-owner", "P. Zuid");

    assertThat(server.requests())
        .extracting(FakeServer.Request::path)
        .containsExactly("/api/files/5", "/api/files/5/mapping/confirmation");
  }

  @Test
  void anAnswerCarriesItsNote() {
    server.answers(
        "PUT",
        "/api/work-items/12/answer",
        200,
        "{\"id\":12,\"name\":\"Approve the rehearsal\",\"outcome\":\"approved\"}");

    var run = CommandRun.of("merger", "answer", "12", "approved", "--note", "looked at 20");

    assertThat(run.out()).isEqualTo("Task 12 Approve the rehearsal is answered: approved\n");
    assertThat(server.last().body())
        .isEqualTo("{\"outcome\":\"approved\",\"note\":\"looked at 20\"}");
  }

  @Test
  void aReportThatDoesNotBalanceEndsWithOne() {
    server.answers(
        "GET",
        "/api/mergers/7/cutovers",
        200,
        """
        [{"cutover":{"id":3,"kind":"TRANSFER","state":"LIVE","rehearsal":false},
          "reconciliation":{"id":9,"madeAt":"2026-11-01T10:00:00Z","balanced":false,"signedAt":null,
            "lines":[{"entity":"INVOICE","measure":"SUM_amount","sourceValue":100.00,"targetValue":99.99,
                      "difference":-0.01,"differingRecords":1,"explanation":null}]}}]""");

    var run = CommandRun.of("merger", "report", "7");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("DOES NOT BALANCE").contains("-0.01");
  }

  @Test
  void aVerdictNamesTheVersionThatWasSeen() {
    server
        .answers("GET", "/api/pairs/4", 200, "{\"id\":4,\"version\":2}")
        .answers("PUT", "/api/pairs/4/verdict", 200, "{\"id\":4}");

    var run = CommandRun.of("merger", "pairs", "decide", "4", "not_same", "--reason", "twins");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(server.last().body())
        .isEqualTo("{\"version\":2,\"verdict\":\"NOT_SAME\",\"reason\":\"twins\"}");
  }

  @Test
  void whenNoPairWaitsThatIsSaid() {
    server.answers("GET", "/api/runs/31/pairs/next", 204, "");

    var run = CommandRun.of("merger", "pairs", "next", "7");

    assertThat(run).isEqualTo(new CommandRun(0, "No pair waits for a verdict.\n", ""));
  }

  @Test
  void aPageOfRejectsBeginsBehindTheLineThatWasSeen() {
    server.answers(
        "GET",
        "/api/files/5/rejects?code=BAD_DATE&afterLine=812",
        200,
        "[{\"id\":1,\"line\":813,\"field\":\"birth_date\",\"code\":\"BAD_DATE\",\"expected\":\"a day\",\"raw\":\"31-02\"}]");

    var run =
        CommandRun.of(
            "merger", "rejects", "list", "5", "--code", "BAD_DATE", "--after-line", "812");

    assertThat(run.out()).contains("813").contains("birth_date").contains("31-02");
  }

  @Test
  void withoutAProfileThePersonReadsHowToMakeOne() {
    var run = CommandRun.of("merger", "list", "--as", "nobody");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("klantbrug token --login LOGIN --as nobody");
  }

  @Test
  void everyCommandHasHelp() {
    var commands =
        java.util.List.of(
            "register",
            "list",
            "add-file",
            "files",
            "map",
            "run",
            "watch",
            "tasks",
            "answer",
            "rejects",
            "pairs",
            "report",
            "undo");

    for (var command : commands) {
      var run = CommandRun.of("merger", command, "--help");
      assertThat(run.exit()).as(command).isZero();
      assertThat(run.out()).as(command).contains("Usage: klantbrug merger " + command);
    }
  }
}
