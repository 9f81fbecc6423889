package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.mail.DemonstrationMail;

/** A customer writes, is answered by a person, and answers back, over a real mail server. */
@ExtendWith(OneKlantbrug.class)
class MailIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Klantbrug klantbrug;
  private final Api lotte;
  private final Letters letters;
  private final String customer = UUID.randomUUID() + "@klanten.example";

  MailIT(Klantbrug klantbrug) {
    this.klantbrug = klantbrug;
    this.lotte = klantbrug.api("lotte");
    this.letters = new Letters(klantbrug.mail());
  }

  @Test
  void aMailBecomesAComplaintIsConfirmedByMailAndAnsweredBack() throws Exception {
    klantbrug.write(customer, "Mijn rekening klopt niet", "Al drie weken wacht ik.");
    var mail = awaited(() -> arrived("Mijn rekening klopt niet"));
    var id =
        lotte
            .post("mail/" + mail.path("id").asLong() + "/complaint", Map.of("version", 0))
            .path("id")
            .asLong();
    var complaint = lotte.get("complaints/" + id).path("complaint");
    assertThat(complaint.path("text").asText()).isEqualTo("Al drie weken wacht ik.");
    assertThat(complaint.path("channel").asText()).isEqualTo("EMAIL");

    lotte.post(
        "complaints/" + id + "/mail",
        Map.of(
            "version",
            complaint.path("version").asInt(),
            "mail",
            Map.of(
                "purpose", "RECEIVED",
                "to", "",
                "language", "nl",
                "subjectLine", "Wij hebben uw klacht",
                "body", "Beste mevrouw,\n\nLotte")));
    var confirmed = awaited(() -> got("Wij hebben uw klacht"));
    assertThat(confirmed.getFrom()[0].toString()).startsWith("Lotte Jansen <");
    awaited(
        () ->
            lotte.get("complaints/" + id).path("complaint").path("acknowledgedAt").isNull()
                ? null
                : true);

    var answer = (MimeMessage) confirmed.reply(false);
    answer.setFrom(new InternetAddress(customer));
    answer.setText("Dank u, en mijn geld?");
    send(answer);

    awaited(() -> words(id).contains("customerReplied: Dank u, en mijn geld?") ? true : null);
  }

  @Test
  void anAutomaticAnswerOpensNothing() throws Exception {
    var letter = letter("Afwezig", "Ik ben er niet");
    letter.setHeader("Auto-Submitted", "auto-replied");
    send(letter);

    var outcome =
        awaited(
            () -> {
              for (var mail : lotte.get("mail?show=done")) {
                if (mail.path("fromAddress").asText().equals(customer)) {
                  return mail.path("outcome").asText();
                }
              }
              return null;
            });

    assertThat(outcome).isEqualTo("AUTOMATIC");
  }

  private JsonNode arrived(String subject) {
    for (var mail : lotte.get("mail")) {
      if (mail.path("subjectLine").asText().equals(subject)
          && mail.path("fromAddress").asText().equals(customer)) {
        return mail;
      }
    }
    return null;
  }

  private List<String> words(long complaint) {
    var words = new ArrayList<String>();
    lotte
        .get("complaints/" + complaint)
        .path("events")
        .forEach(
            each -> words.add(each.path("kind").asText() + ": " + each.path("words").asText()));
    return words;
  }

  private static <T> T awaited(Supplier<T> what) throws InterruptedException {
    var limit = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(limit)) {
      var found = what.get();
      if (found != null) {
        return found;
      }
      Thread.sleep(250);
    }
    throw new AssertionError("It did not come within " + PATIENCE);
  }

  private MimeMessage letter(String subject, String text) throws MessagingException {
    var letter = new MimeMessage(letters.session());
    letter.setFrom(new InternetAddress(customer));
    letter.setRecipients(Message.RecipientType.TO, DemonstrationMail.COMPANY);
    letter.setSubject(subject);
    letter.setText(text);
    return letter;
  }

  private static void send(MimeMessage letter) throws MessagingException {
    letter.saveChanges();
    Transport.send(letter);
  }

  /** A copy of what the customer got; null while it is not there. */
  private MimeMessage got(String subject) {
    for (var letter : letters.all()) {
      try {
        if (subject.equals(letter.getSubject())
            && letter.getAllRecipients()[0].toString().equals(customer)) {
          return letter;
        }
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
    return null;
  }
}
