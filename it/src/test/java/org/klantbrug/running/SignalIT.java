package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.Profile;

/** From two complaints to the department, and back to everybody who complained. */
@ExtendWith(OneKlantbrug.class)
class SignalIT {
  private final Klantbrug klantbrug;
  private final Map<String, Api> people = new HashMap<>();

  SignalIT(Klantbrug klantbrug) {
    this.klantbrug = klantbrug;
  }

  @Test
  void everybodyWhoComplainedHearsWhatTheDepartmentDid() {
    var first = complaint("Ik snap de toeslag niet");
    var second = complaint("Wat is die toeslag?");
    var raised = as("lotte").post("signals", signal(first));
    var id = raised.path("signal").path("id").asLong();
    var department = raised.path("signal").path("departmentId").asLong();
    as("lotte").post("signals/" + id + "/customers", Map.of("complaintId", second));

    step("hugo", id, "triage", Map.of("judged", judged(), "ask", true));
    assertThat(openWork(id)).containsExactly("answerSignal");
    takenUpBySomebodyElse(id);
    step("pieter", id, "answer", Map.of("text", "Er komt een regel uitleg bij"));
    step("hugo", id, "close", Map.of("text", "Uw rekening legt de toeslag nu uit"));
    assertThat(openWork(id)).isEmpty();

    assertThat(rate(department).path("waiting").asInt()).isEqualTo(2);
    for (var linked : read(id).path("customers")) {
      as("lotte")
          .post(
              "signals/" + id + "/customers/" + linked.path("id").asLong() + "/told",
              Map.of(
                  "how",
                  "PHONE",
                  "words",
                  "Uw rekening legt de toeslag nu uit",
                  "asFeedback",
                  true));
    }
    assertThat(rate(department).path("told").asInt()).isEqualTo(2);
    assertThat(read(id).path("heard").path("told").asInt()).isEqualTo(2);
    assertThat(rate(department).path("waiting").asInt()).isZero();
    for (var complaint : List.of(first, second)) {
      assertThat(
              as("lotte")
                  .get("complaints/" + complaint)
                  .path("complaint")
                  .path("feedbackGiven")
                  .asText())
          .isEqualTo("Uw rekening legt de toeslag nu uit");
    }
  }

  @Test
  void anAdviserDoesNotAnswerForADepartment() {
    var id =
        as("lotte")
            .post("signals", Map.of("text", "Een idee", "judged", judged()))
            .path("signal")
            .path("id")
            .asLong();
    step("hugo", id, "triage", Map.of("judged", judged(), "ask", true));

    assertThatThrownBy(() -> step("lotte", id, "answer", Map.of("text", "Doen we")))
        .isInstanceOf(Refused.class);
    assertThat(read(id).path("signal").path("state").asText()).isEqualTo("ASKED");
  }

  private long complaint(String story) {
    var lotte = as("lotte");
    var id =
        lotte
            .post(
                "complaints",
                Map.of("contactGiven", "06 1234 5678", "channel", "PHONE", "text", story))
            .path("id")
            .asLong();
    lotte.post(
        "complaints/" + id + "/promise-feedback",
        Map.of(
            "version",
            lotte.get("complaints/" + id).path("complaint").path("version").asInt(),
            "text",
            "Wat wij aan de rekening doen",
            "dueOn",
            LocalDate.now().plusDays(30).toString()));
    return id;
  }

  private Map<String, Object> signal(long complaint) {
    return Map.of(
        "text",
        "Niemand snapt de toeslag",
        "judged",
        judged(),
        "from",
        Map.of("complaintId", complaint));
  }

  /** For a department to which nobody else's test sends anything. */
  private Map<String, Object> judged() {
    var department =
        klantbrug
            .asOwner()
            .<Long>with(
                handle ->
                    handle
                        .createQuery("select id from signal_department where name_nl = 'Financiën'")
                        .mapTo(Long.class)
                        .one());
    return Map.of(
        "kind",
        "UNCLEAR",
        "value",
        "MEDIUM",
        "urgency",
        "HIGH",
        "departmentId",
        department,
        "topic",
        "BILL");
  }

  private void step(String login, long id, String step, Map<String, Object> what) {
    var body = new HashMap<>(what);
    body.put("version", read(id).path("signal").path("version").asInt());
    as(login).post("signals/" + id + "/" + step, body);
  }

  private JsonNode read(long id) {
    return as("lotte").get("signals/" + id);
  }

  private JsonNode rate(long department) {
    return as("lotte").get("signals/feedback?department=" + department);
  }

  /** That is no reason for the department not to answer. */
  private void takenUpBySomebodyElse(long id) {
    klantbrug
        .asOwner()
        .use(
            handle ->
                handle
                    .createUpdate(
                        """
                        update work_item set claimed_by = (select id from identity_staff where login = 'joris')
                         where subject_kind = 'signal' and subject_id = :id and state = 'OPEN'""")
                    .bind("id", id)
                    .execute());
  }

  private List<String> openWork(long id) {
    return klantbrug
        .asOwner()
        .with(
            handle ->
                handle
                    .createQuery(
                        "select kind from work_item where subject_kind = 'signal' and subject_id = :id and state = 'OPEN'")
                    .bind("id", id)
                    .mapTo(String.class)
                    .list());
  }

  private Api as(String login) {
    return people.computeIfAbsent(login, this::loggedIn);
  }

  private Api loggedIn(String login) {
    var nobody = new Api(new Profile(klantbrug.address().toString(), login, null));
    var token =
        nobody
            .post(
                "tokens",
                Map.of("login", login, "password", klantbrug.password(login), "name", "signalen"))
            .path("token")
            .asText();
    return new Api(new Profile(klantbrug.address().toString(), login, token));
  }
}
