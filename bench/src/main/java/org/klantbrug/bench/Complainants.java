package org.klantbrug.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.klantbrug.shared.Database;

/**
 * Two colleagues at once, over HTTP against a running server: they take complaints in, and take
 * each from its first step to its last.
 */
final class Complainants {
  private static final String STORY =
      "Vorige maand is mijn tarief gewijzigd zonder dat ik daar iets van heb gehoord. ".repeat(8);

  /** The steps that answer a task of the process, in their order, with what is said in them. */
  private static final Map<String, Map<String, ?>> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put("acknowledge", Map.of("how", "PHONE", "words", "Wij hebben uw klacht"));
    STEPS.put(
        "assess",
        Map.of(
            "assessment",
            Map.of(
                "severity", "HIGH",
                "impact", "LOW",
                "emotion", "ANGRY",
                "threat", false,
                "simple", false)));
    STEPS.put("investigate", Map.of("cause", "BILLING", "findings", "Oud tarief"));
    STEPS.put("decide", Map.of("decision", "ACCEPTED", "reasons", "Onze fout"));
    STEPS.put("explain", Map.of("text", "Het oude tarief stond er nog"));
    STEPS.put("tell", Map.of("how", "PHONE", "experience", "GOOD", "words", "Alles verteld"));
    STEPS.put("close", Map.of());
  }

  private final List<Colleague> colleagues = new ArrayList<>();
  private final List<Long> identities;
  private final Queue<Long> waiting = new ConcurrentLinkedQueue<>();

  /** Takes the two in and logs them in. */
  Complainants(Database database, URI server) {
    var reception = new Reception(database, server);
    for (var login : List.of("handler1", "handler2")) {
      reception.takeIn(login, List.of("adviser", "backOfficeHandler"));
      colleagues.add(reception.logIn(login));
    }
    identities =
        database.with(
            handle ->
                handle
                    .createQuery("select id from customer_identity order by id limit 10000")
                    .mapTo(Long.class)
                    .list());
  }

  /** So many complaints are registered; their processes begin. */
  void takeIn(int count) {
    byTwo(
        (colleague, user) -> {
          for (var no = user; no < count; no += colleagues.size()) {
            waiting.add(colleague.post("api/complaints", complaint(no)).path("id").asLong());
          }
        });
  }

  private Map<String, Object> complaint(int no) {
    var complaint = new LinkedHashMap<String, Object>();
    complaint.put("channel", "WEB_APP");
    complaint.put("text", STORY);
    complaint.put("product", "Stroom");
    complaint.put("topic", "Tarief");
    if (identities.isEmpty()) {
      complaint.put("contactGiven", "Mevrouw De Boer, 06 1234 5678");
    } else {
      complaint.put("identityId", identities.get(no % identities.size()));
    }
    return complaint;
  }

  /** Everything that was taken in is handled to its closing. */
  void handle() {
    byTwo(
        (colleague, user) -> {
          for (var id = waiting.poll(); id != null; id = waiting.poll()) {
            handle(colleague, id);
          }
        });
  }

  private static void handle(Colleague colleague, long id) {
    var version = 1;
    for (var step : STEPS.entrySet()) {
      if (step.getKey().equals("tell")) {
        version = take(colleague, id, "promise-feedback", version, feedback());
      }
      version = take(colleague, id, step.getKey(), version, step.getValue());
    }
  }

  private static Map<String, ?> feedback() {
    return Map.of("text", "De nieuwe brieven", "dueOn", LocalDate.now().plusDays(30).toString());
  }

  private static int take(
      Colleague colleague, long id, String step, int version, Map<String, ?> said) {
    var body = new LinkedHashMap<String, Object>(said);
    body.put("version", version);
    JsonNode after = colleague.post("api/complaints/" + id + "/" + step, body);
    return after.path("version").asInt();
  }

  @FunctionalInterface
  private interface Work {
    void of(Colleague colleague, int user);
  }

  private void byTwo(Work work) {
    Together.work(
        colleagues.size(),
        user ->
            () -> {
              work.of(colleagues.get(user), user);
              return null;
            });
  }
}
