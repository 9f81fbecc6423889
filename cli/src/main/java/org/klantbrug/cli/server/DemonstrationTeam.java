package org.klantbrug.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.klantbrug.cli.api.Api;

/** The people who lead a merger over REST: each answers what is theirs, and agrees. */
public final class DemonstrationTeam {
  private static final List<String> MEMBERS = List.of("sanne", "fatima", "joris", "willem");

  private final Function<String, Api> people;

  /**
   * @param people the server as seen by a member of the demonstration's staff
   */
  public DemonstrationTeam(Function<String, Api> people) {
    this.people = people;
  }

  /**
   * Answers the first task that waits for somebody.
   *
   * @return whether there was one
   * @throws IllegalStateException if a job failed and asks to be repaired
   */
  public boolean answersOne(long run) {
    for (var login : MEMBERS) {
      var api = people.apply(login);
      for (var item : api.get("work-items?view=mine")) {
        if (item.path("mayDo").asBoolean()) {
          prepare(item.path("kind").asText(), run);
          api.put("work-items/" + item.path("id").asLong() + "/answer", answer(item));
          return true;
        }
      }
    }
    return false;
  }

  private static Map<String, String> answer(JsonNode item) {
    var kind = item.path("kind").asText();
    if (kind.startsWith("repair")) {
      throw new IllegalStateException("A job failed: " + item);
    }
    var answer = new LinkedHashMap<String, String>();
    answer.put("outcome", item.path("outcomes").path(0).asText());
    answer.put("note", "Gezien en in orde");
    return answer;
  }

  private void prepare(String kind, long run) {
    switch (kind) {
      case "confirmMapping" -> files(run).forEach(file -> confirmMapping(file.path("id").asLong()));
      case "resolveRejects" -> files(run).forEach(file -> letGo(file.path("id").asLong()));
      case "reviewMatches" -> decidePairs(run);
      case "signReconciliation", "signHistory" -> explainWhatWasLeftBehind(run);
      default -> {}
    }
  }

  private JsonNode files(long run) {
    return people.apply("sanne").get("runs/" + run + "/files");
  }

  private void confirmMapping(long file) {
    var proposal = people.apply("fatima").get("files/" + file + "/mapping-proposal");
    var columns =
        StreamSupport.stream(proposal.path("columns").spliterator(), false)
            .map(column -> column.path("mapping"))
            .toList();
    people
        .apply("fatima")
        .put(
            "files/" + file + "/mapping",
            Map.of("entity", proposal.path("entity"), "columns", columns));
    people
        .apply("fatima")
        .put("files/" + file + "/mapping/confirmation", Map.of("theirOwner", "Karin Peters"));
  }

  private void letGo(long file) {
    var rejects = people.apply("sanne").get("files/" + file + "/rejects");
    while (!rejects.isEmpty()) {
      for (var reject : rejects) {
        people
            .apply("sanne")
            .put(
                "rejects/" + reject.path("id").asLong() + "/let-go",
                Map.of("reason", "Zo aangeleverd; de gever herstelt het later"));
      }
      rejects = people.apply("sanne").get("files/" + file + "/rejects");
    }
  }

  /** The ledger of the old company counts the records that were let go too. */
  private void explainWhatWasLeftBehind(long run) {
    var operator = people.apply("sanne");
    var merger = operator.get("runs/" + run).path("merger").path("id").asLong();
    for (var cutover : operator.get("mergers/" + merger + "/cutovers")) {
      var statement = cutover.path("reconciliation");
      for (var line : statement.path("lines")) {
        if (statement.path("signedAt").isNull() && differsFromTheLedger(line)) {
          operator.put(
              "reconciliations/" + statement.path("id").asLong() + "/explanation",
              Map.of(
                  "entity", line.path("entity").asText(),
                  "measure", line.path("measure").asText(),
                  "text", "De losgelaten regels staan ook in hun boekhouding"));
        }
      }
    }
  }

  private static boolean differsFromTheLedger(JsonNode line) {
    return line.path("measure").asText().startsWith("CONTROL_")
        && line.path("difference").decimalValue().signum() != 0;
  }

  private void decidePairs(long run) {
    var pair = people.apply("fatima").get("runs/" + run + "/pairs/next");
    while (pair != null && pair.has("id")) {
      people
          .apply("fatima")
          .put(
              "pairs/" + pair.path("id").asLong() + "/verdict",
              Map.of(
                  "version", pair.path("version").asInt(),
                  "verdict", "NOT_SAME",
                  "reason", "Twee mensen"));
      pair = people.apply("fatima").get("runs/" + run + "/pairs/next");
    }
  }
}
