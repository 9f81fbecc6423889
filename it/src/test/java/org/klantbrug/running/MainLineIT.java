package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.cli.api.Api;

/**
 * The demonstration's merger from delivered files to one timeline, each step by the person whose it
 * is. First of all, so that the screens have something to show.
 */
@Order(1)
@ExtendWith(OneKlantbrug.class)
class MainLineIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<String> TEAM = List.of("sanne", "fatima", "joris", "willem");

  private final Klantbrug klantbrug;
  private final Api operator;
  private final Api steward;

  MainLineIT(Klantbrug klantbrug) {
    this.klantbrug = klantbrug;
    operator = klantbrug.api("sanne");
    steward = klantbrug.api("fatima");
  }

  @Test
  void aMergerGoesFromFilesToOneTimeline() {
    var merger = operator.get("mergers").path(0);
    var run = merger.path("runId").asLong();
    operator.post("mergers/" + merger.path("id").asLong() + "/runs", null);

    var end = Instant.now().plus(PATIENCE);
    while (!"SIGNED".equals(operator.get("mergers").path(0).path("state").asText())) {
      assertThat(Instant.now()).as("Not signed in time: " + open(run)).isBefore(end);
      if (!somebodyAnswers(run)) {
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
    }

    assertThat(open(run)).isEmpty();
    adviserReadsOneTimeline();
  }

  /** True if there was something for somebody. */
  private boolean somebodyAnswers(long run) {
    for (var login : TEAM) {
      var api = klantbrug.api(login);
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
    assertThat(kind).as("A job failed: " + item).doesNotStartWith("repair");
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
      case "signReconciliation", "signHistory" -> explainWhatWasLeftBehind();
      default -> {}
    }
  }

  private JsonNode files(long run) {
    return operator.get("runs/" + run + "/files");
  }

  private void confirmMapping(long file) {
    var proposal = steward.get("files/" + file + "/mapping-proposal");
    var columns =
        StreamSupport.stream(proposal.path("columns").spliterator(), false)
            .map(column -> column.path("mapping"))
            .toList();
    steward.put(
        "files/" + file + "/mapping",
        Map.of("entity", proposal.path("entity"), "columns", columns));
    steward.put("files/" + file + "/mapping/confirmation", Map.of("theirOwner", "Karin Peters"));
  }

  private void letGo(long file) {
    var rejects = operator.get("files/" + file + "/rejects");
    while (!rejects.isEmpty()) {
      for (var reject : rejects) {
        operator.put(
            "rejects/" + reject.path("id").asLong() + "/let-go",
            Map.of("reason", "Zo aangeleverd; de gever herstelt het later"));
      }
      rejects = operator.get("files/" + file + "/rejects");
    }
  }

  /** The ledger of the old company counts the records that were let go too. */
  private void explainWhatWasLeftBehind() {
    for (var cutover : operator.get("mergers/" + mergerId() + "/cutovers")) {
      var statement = cutover.path("reconciliation");
      for (var line : statement.path("lines")) {
        var measure = line.path("measure").asText();
        if (measure.startsWith("CONTROL_")
            && line.path("sourceValue").decimalValue().compareTo(line.path("targetValue").decimalValue())
                != 0
            && statement.path("signedAt").isNull()) {
          operator.put(
              "reconciliations/" + statement.path("id").asLong() + "/explanation",
              Map.of(
                  "entity", line.path("entity").asText(),
                  "measure", measure,
                  "text", "De losgelaten regels staan ook in hun boekhouding"));
        }
      }
    }
  }

  private long mergerId() {
    return operator.get("mergers").path(0).path("id").asLong();
  }

  private void decidePairs(long run) {
    var pair = steward.get("runs/" + run + "/pairs/next");
    while (pair != null && pair.has("id")) {
      steward.put(
          "pairs/" + pair.path("id").asLong() + "/verdict",
          Map.of(
              "version", pair.path("version").asInt(),
              "verdict", "NOT_SAME",
              "reason", "Twee mensen"));
      pair = steward.get("runs/" + run + "/pairs/next");
    }
  }

  private List<String> open(long run) {
    return StreamSupport.stream(operator.get("runs/" + run).path("workItems").spliterator(), false)
        .filter(item -> item.path("state").asText().equals("OPEN"))
        .map(item -> item.path("kind").asText())
        .toList();
  }

  /** Somebody who was a customer of both, with contacts that came over. */
  private void adviserReadsOneTimeline() {
    var customer =
        klantbrug
            .asOwner()
            .<Long>with(
                handle ->
                    handle
                        .createQuery(
                            """
                            select l.party_id from customer_party_link l
                              join customer_identity i on i.id = l.identity_id
                             where l.ended_at is null
                             group by l.party_id
                            having count(distinct i.company_id) = 2
                               and count(*) filter (where exists
                                     (select from contact_contact c where c.identity_id = i.id)) > 0
                             order by l.party_id limit 1\
                            """)
                        .mapTo(Long.class)
                        .one());
    var adviser = klantbrug.api("lotte");
    adviser.post(
        "customers/" + customer + "/identity-checks",
        Map.of(
            "purpose", "CUSTOMER_CONTACT",
            "question", "ADDRESS",
            "how", "ANSWERED",
            "recognised", true));

    var timeline = adviser.get("customers/" + customer + "/timeline").path("items");
    assertThat(timeline.isEmpty()).isFalse();
    assertThat(adviser.get("customers/" + customer).toString())
        .contains("Noorderlicht Telecom")
        .contains("Zuidkabel");
  }
}
