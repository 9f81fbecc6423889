package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A complaint from its receipt to its closing over REST, with its process and work items. */
@ExtendWith(OneKlantbrug.class)
class ComplaintIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STORY = "<b>Al drie weken</b> '; -- ${7*7}\nen nog niets gehoord";

  private final Klantbrug klantbrug;
  private final HttpClient http = HttpClient.newHttpClient();
  private String token;

  ComplaintIT(Klantbrug klantbrug) {
    this.klantbrug = klantbrug;
  }

  @BeforeEach
  void logIn() {
    token =
        send(
                "tokens",
                Map.of(
                    "login", "lotte", "password", klantbrug.password("lotte"), "name", "klachten"))
            .body()
            .path("token")
            .asText();
  }

  /**
   * What the server answered.
   *
   * @param status of HTTP
   */
  private record Answer(int status, JsonNode body) {
    int version() {
      return complaint().path("version").asInt();
    }

    String stage() {
      return complaint().path("stage").asText();
    }

    /** As it was read, or where it stands after a step. */
    private JsonNode complaint() {
      return body.has("complaint") ? body.path("complaint") : body;
    }
  }

  @Test
  void goesFromReceiptToClosing() {
    var received = receive(null);
    var id = received.body().path("complaint").path("id").asLong();
    assertThat(received.body().path("complaint").path("text").asText()).isEqualTo(STORY);
    assertThat(openWork(id)).containsExactlyInAnyOrder("acknowledgeReceipt", "assessComplaint");

    var seen =
        step(id, "acknowledge", received, Map.of("how", "PHONE", "words", "Lotte: wij bellen u"));
    seen = step(id, "assess", seen, Map.of("assessment", judged(false)));
    assertThat(openWork(id)).containsExactly("investigateComplaint");
    seen = step(id, "investigate", seen, Map.of("cause", "BILLING", "findings", "Oud tarief"));
    seen = step(id, "decide", seen, Map.of("decision", "ACCEPTED", "reasons", "Onze fout"));
    seen = step(id, "explain", seen, Map.of("text", "Het oude tarief stond er nog"));
    seen =
        step(
            id,
            "tell",
            seen,
            Map.of("how", "PHONE", "experience", "GOOD", "words", "Alles verteld"));
    seen =
        step(
            id,
            "promise-feedback",
            seen,
            Map.of("text", "De nieuwe brieven", "dueOn", LocalDate.now().plusDays(30).toString()));
    assertThat(openWork(id)).containsExactlyInAnyOrder("closeComplaint", "tellPromise");
    seen = step(id, "promise-told", seen, Map.of("how", "PHONE", "words", "U hoort nog van ons"));
    seen = step(id, "close", seen, Map.of());

    assertThat(seen.stage()).isEqualTo("CLOSED");
    assertThat(openWork(id)).isEmpty();
    assertThat(get("processes/complaint/" + id).body().get(0).path("endedAt").isNull()).isFalse();
  }

  @Test
  void aComplaintAboutTwoThingsIsDecidedWhenBothWereAnswered() {
    var received = receive(null);
    var id = received.body().path("complaint").path("id").asLong();
    var seen = step(id, "assess", received, Map.of("assessment", judged(false)));
    var grievances = List.of(Map.of("words", "De rekening"), Map.of("words", "Het wachten"));
    seen = step(id, "parts", seen, Map.of("parts", grievances));
    seen = step(id, "parts/1/answer", seen, Map.of("answer", answer("ACCEPTED")));
    seen = step(id, "investigate", seen, Map.of("cause", "BILLING", "findings", "Oud tarief"));

    var refused = take(id, "decide", seen, Map.of("reasons", "Te vroeg"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("key").asText()).isEqualTo("complaint.parts-unanswered");
    seen = step(id, "parts/2/answer", seen, Map.of("answer", answer("REJECTED")));
    step(id, "decide", seen, Map.of("reasons", "Zie de onderdelen"));

    assertThat(get("complaints/" + id).complaint().path("decision").asText()).isEqualTo("PARTLY");
    assertThat(get("complaints/" + id + "/parts").body()).hasSize(2);
  }

  private static Map<String, Object> answer(String decision) {
    return Map.of(
        "cause", "BILLING", "decision", decision, "reasons", "Gezien", "explanation", "Oud tarief");
  }

  /** Two resources answer below the same address; one must not hide the other. */
  @Test
  void aCustomerIsReachedBesideWhatIsNotedOfHim() {
    var nobody = "customers/999999999";
    var check =
        Map.of(
            "purpose",
            "CUSTOMER_CONTACT",
            "question",
            "ADDRESS",
            "how",
            "ANSWERED",
            "recognised",
            true);

    assertThat(get(nobody).body().path("key").asText()).isEqualTo("customer.unknown");
    assertThat(send(nobody + "/identity-checks", check).body().path("key").asText())
        .isEqualTo("customer.unknown");
    assertThat(get(nobody + "/drafts").body().path("key").asText()).isEqualTo("customer.unknown");
  }

  @Test
  void aStepOutOfOrderIsRefusedAndChangesNothing() {
    var received = receive(null);
    var id = received.body().path("complaint").path("id").asLong();

    var refused = take(id, "explain", received, Map.of("text", "Te vroeg"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("key").asText()).isEqualTo("complaint.other-stage");
    assertThat(get("complaints/" + id).version()).isEqualTo(received.version());
  }

  @Test
  void ofTenAtOnceOneTakesTheStepAndTheOthersAreToldThatSomebodyWasThere() {
    var received = receive(null);
    var id = received.body().path("complaint").path("id").asLong();

    var all =
        IntStream.range(0, 10)
            .mapToObj(
                each ->
                    CompletableFuture.supplyAsync(
                        () ->
                            take(
                                id,
                                "acknowledge",
                                received,
                                Map.of("how", "EMAIL", "words", "Ontvangen " + each))))
            .toList();
    var answers = all.stream().map(CompletableFuture::join).map(Answer::status).toList();

    assertThat(answers).hasSize(10).containsOnlyOnce(200).containsOnly(200, 409);
    var words = get("complaints/" + id).body().path("events").findValuesAsText("words");
    assertThat(words).filteredOn(each -> each.startsWith("Ontvangen ")).hasSize(1);
  }

  @Test
  void whatIsSentTwiceIsThereOnce() {
    var first = receive("mail-1@example.org");

    assertThat(receive("mail-1@example.org").body().path("complaint").path("number"))
        .isEqualTo(first.body().path("complaint").path("number"));
  }

  @Test
  void aWithdrawalEndsItsProcess() {
    var received = receive(null);
    var id = received.body().path("complaint").path("id").asLong();

    step(id, "withdraw", received, Map.of("text", "Het is al opgelost"));

    assertThat(openWork(id)).isEmpty();
  }

  @Test
  void theAnswerAloneDoesNotDoTheStep() {
    var received = receive(null);
    var id = received.body().path("complaint").path("id").asLong();
    var item =
        klantbrug
            .asOwner()
            .<Long>with(
                handle ->
                    handle
                        .createQuery(
                            "select id from work_item where subject_kind = 'complaint' and subject_id = :id and kind = 'assessComplaint'")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .one());

    var refused =
        send("PUT", "work-items/" + item + "/answer", Map.of("outcome", "simple", "note", ""));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(get("complaints/" + id).stage()).isEqualTo("ASSESSMENT");
  }

  private Answer receive(String senderKey) {
    var complaint = new LinkedHashMap<String, Object>();
    complaint.put("senderKey", senderKey);
    complaint.put("contactGiven", "Mevrouw De Boer, 06 1234 5678");
    complaint.put("channel", "PHONE");
    complaint.put("text", STORY);
    var registered = send("complaints", complaint);
    assertThat(registered.status()).as(registered.body().toString()).isEqualTo(201);
    return get("complaints/" + registered.body().path("id").asLong());
  }

  private static Map<String, Object> judged(boolean simple) {
    return Map.of(
        "severity", "HIGH", "impact", "LOW", "emotion", "ANGRY", "threat", false, "simple", simple);
  }

  private Answer step(long id, String step, Answer seen, Map<String, ?> what) {
    var answer = take(id, step, seen, what);
    assertThat(answer.status()).as(step + ": " + answer.body()).isEqualTo(200);
    return answer;
  }

  private Answer take(long id, String step, Answer seen, Map<String, ?> what) {
    var body = new LinkedHashMap<String, Object>(what);
    body.put("version", seen.version());
    return send("complaints/" + id + "/" + step, body);
  }

  /** The kinds of the open work items about a complaint. */
  private List<String> openWork(long id) {
    return klantbrug
        .asOwner()
        .with(
            handle ->
                handle
                    .createQuery(
                        "select kind from work_item where subject_kind = 'complaint' and subject_id = :id and state = 'OPEN'")
                    .bind("id", id)
                    .mapTo(String.class)
                    .list());
  }

  private Answer get(String path) {
    return answer(request(path).GET().build());
  }

  private Answer send(String path, Map<String, ?> body) {
    return send("POST", path, body);
  }

  private Answer send(String method, String path, Map<String, ?> body) {
    try {
      return answer(
          request(path)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(klantbrug.address() + "api/" + path))
            .header("Accept", "application/json");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body().isBlank() ? JSON.nullNode() : JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
