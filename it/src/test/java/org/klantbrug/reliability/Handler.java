package org.klantbrug.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;

/**
 * Somebody who handles complaints over REST. When the server does not answer, he cannot know
 * whether it did what he asked: he looks again, and goes on from what he finds.
 */
final class Handler {
  private static final Duration A_MOMENT = Duration.ofMillis(200);

  private final Supplier<Api> server;
  private final AtomicInteger calls;

  /**
   * @param server as it is reached now
   * @param calls raised with each that was answered, by all handlers
   */
  Handler(Supplier<Api> server, AtomicInteger calls) {
    this.server = server;
    this.calls = calls;
  }

  /** Registers it, sends its letter, and takes all steps up to the closing. */
  void handle(int no) {
    var id = register(no);
    var complaint = look(id);
    while (!complaint.path("stage").asText().equals("CLOSED")) {
      if (complaint.path("mails").isEmpty()) {
        tryTo("complaints/" + id + "/mail", letter(no), complaint);
      } else {
        takeNext(id, complaint);
      }
      complaint = look(id);
    }
  }

  private long register(int no) {
    while (true) {
      try {
        var id = server.get().post("complaints", complaint(no)).path("id").asLong();
        calls.incrementAndGet();
        return id;
      } catch (Refused away) {
        LockSupport.parkNanos(A_MOMENT.toNanos());
      }
    }
  }

  /** The complaint with the letters that were written about it. */
  private JsonNode look(long id) {
    while (true) {
      try {
        var api = server.get();
        var complaint = api.get("complaints/" + id).withObject("/complaint");
        complaint.set("mails", api.get("complaints/" + id + "/mail"));
        return complaint;
      } catch (Refused away) {
        LockSupport.parkNanos(A_MOMENT.toNanos());
      }
    }
  }

  private void takeNext(long id, JsonNode complaint) {
    var here = "complaints/" + id + "/";
    switch (complaint.path("stage").asText()) {
      case "ASSESSMENT" -> tryTo(here + "assess", assessment(), complaint);
      case "INVESTIGATION" ->
          tryTo(here + "investigate", Map.of("cause", "BILLING", "findings", "Tarief"), complaint);
      case "DECISION" ->
          tryTo(here + "decide", Map.of("decision", "ACCEPTED", "reasons", "Ons"), complaint);
      case "EXPLANATION" -> tryTo(here + "explain", Map.of("text", "Oud tarief"), complaint);
      case "OUTCOME" -> tell(here, complaint);
      default -> finish(here, complaint);
    }
  }

  /** What is promised before the outcome is told with it. */
  private void tell(String here, JsonNode complaint) {
    if (complaint.path("feedbackDueOn").isNull()) {
      tryTo(here + "promise-feedback", feedback(), complaint);
    } else {
      tryTo(
          here + "tell",
          Map.of("how", "PHONE", "experience", "GOOD", "words", "Verteld"),
          complaint);
    }
  }

  /** Closing waits for the confirmation, which a person may have to look for first. */
  private void finish(String here, JsonNode complaint) {
    if (complaint.path("acknowledgedAt").isNull()) {
      LockSupport.parkNanos(A_MOMENT.toNanos());
    } else {
      tryTo(here + "close", Map.of(), complaint);
    }
  }

  /** What was refused, or not answered, is looked at anew. */
  private void tryTo(String path, Map<String, ?> said, JsonNode complaint) {
    var body = new LinkedHashMap<String, Object>(said);
    body.put("version", complaint.path("version").asInt());
    try {
      server.get().post(path, body);
      calls.incrementAndGet();
    } catch (Refused lookAgain) {
      LockSupport.parkNanos(A_MOMENT.toNanos());
    }
  }

  private static Map<String, ?> complaint(int no) {
    return Map.of(
        "senderKey", "killed-" + no,
        "channel", "PHONE",
        "text", "De rekening klopt niet, zegt klant " + no,
        "contactGiven", "klant" + no + "@klanten.example");
  }

  static String subject(int no) {
    return "Ontvangen " + no;
  }

  private static Map<String, ?> letter(int no) {
    return Map.of(
        "mail",
        Map.of(
            "purpose", "RECEIVED",
            "to", "",
            "language", "nl",
            "subjectLine", subject(no),
            "body", "Wij hebben uw klacht"));
  }

  private static Map<String, ?> assessment() {
    return Map.of(
        "assessment",
        Map.of(
            "severity", "HIGH",
            "impact", "LOW",
            "emotion", "ANGRY",
            "threat", false,
            "simple", false));
  }

  private static Map<String, ?> feedback() {
    return Map.of("text", "De brieven", "dueOn", LocalDate.now().plusDays(30).toString());
  }
}
