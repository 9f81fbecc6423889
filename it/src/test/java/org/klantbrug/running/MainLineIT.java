package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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

  private final Klantbrug klantbrug;
  private final Api operator;
  private final Team team;

  MainLineIT(Klantbrug klantbrug) {
    this.klantbrug = klantbrug;
    operator = klantbrug.api("sanne");
    team = new Team(klantbrug::api);
  }

  @Test
  void aMergerGoesFromFilesToOneTimeline() {
    var merger = operator.get("mergers").path(0);
    var run = merger.path("runId").asLong();
    operator.post("mergers/" + merger.path("id").asLong() + "/runs", null);

    var end = Instant.now().plus(PATIENCE);
    while (!"SIGNED".equals(operator.get("mergers").path(0).path("state").asText())) {
      assertThat(Instant.now()).as("Not signed in time: " + open(run)).isBefore(end);
      if (!team.answersOne(run)) {
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
    }

    assertThat(open(run)).isEmpty();
    adviserReadsOneTimeline();
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
