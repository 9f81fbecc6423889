package org.klantbrug.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
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
    var id = complainsByMail();
    var complaint = lotte.get("complaints/" + id).path("complaint");
    assertThat(complaint.path("text").asText()).isEqualTo("Al drie weken wacht ik.");
    assertThat(complaint.path("channel").asText()).isEqualTo("EMAIL");

    var confirmed = confirmed(id);
    assertThat(confirmed.getFrom()[0].toString()).startsWith("Lotte Jansen <");

    var answer = (MimeMessage) confirmed.reply(false);
    answer.setFrom(new InternetAddress(customer));
    answer.setText("Dank u, en mijn geld?");
    send(answer);

    awaited(() -> words(id).contains("customerReplied: Dank u, en mijn geld?") ? true : null);
  }

  /** The mail server took it, and another gave it back afterwards. */
  @Test
  void aMailThatComesBackIsRefusedAndAPersonTellsTheCustomerOtherwise() throws Exception {
    var id = complainsByMail();
    var confirmed = confirmed(id);

    sendAsItIs(returned(confirmed));

    awaited(() -> "REFUSED".equals(lastMail(id).path("state").asText()) ? true : null);
    assertThat(lastMail(id).path("reason").asText()).contains("no such user");
    assertThat(
            klantbrug
                .asOwner()
                .<List<String>>with(
                    handle ->
                        handle
                            .createQuery(
                                "select kind from work_item where subject_kind = 'message' and subject_id = :id and state = 'OPEN'")
                            .bind("id", lastMail(id).path("id").asLong())
                            .mapTo(String.class)
                            .list()))
        .containsExactly("tellOtherwise");
  }

  private JsonNode lastMail(long complaint) {
    return lotte.get("complaints/" + complaint + "/mail").get(0);
  }

  /** As mail servers report it. Source: RFC 3464. */
  private MimeMessage returned(MimeMessage ours) throws Exception {
    var report =
        """
        From: MAILER-DAEMON <mailer-daemon@klanten.example>
        To: %s
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=q

        --q
        Content-Type: text/plain

        Your mail could not be delivered: no such user here.
        --q
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.klanten.example

        Final-Recipient: rfc822; %s
        Action: failed
        Status: 5.1.1

        --q
        Content-Type: text/rfc822-headers

        Message-ID: %s
        --q--
        """
            .formatted(DemonstrationMail.COMPANY, customer, ours.getMessageID());
    return new MimeMessage(
        letters.session(),
        new ByteArrayInputStream(report.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)));
  }

  private long complainsByMail() throws Exception {
    var subject = "Mijn rekening klopt niet " + customer;
    klantbrug.write(customer, subject, "Al drie weken wacht ik.");
    var mail = awaited(() -> arrived(subject));
    return lotte
        .post("mail/" + mail.path("id").asLong() + "/complaint", Map.of("version", 0))
        .path("id")
        .asLong();
  }

  private MimeMessage confirmed(long complaint) throws Exception {
    var version = lotte.get("complaints/" + complaint).path("complaint").path("version").asInt();
    lotte.post(
        "complaints/" + complaint + "/mail",
        Map.of(
            "version",
            version,
            "mail",
            Map.of(
                "purpose", "RECEIVED",
                "to", "",
                "language", "nl",
                "subjectLine", "Wij hebben uw klacht",
                "body", "Beste mevrouw,\n\nLotte")));
    var letter = awaited(() -> got("Wij hebben uw klacht"));
    awaited(
        () ->
            lotte.get("complaints/" + complaint).path("complaint").path("acknowledgedAt").isNull()
                ? null
                : true);
    return letter;
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

  /** Without a Message-ID or a part of our own making. */
  private void sendAsItIs(MimeMessage letter) throws MessagingException {
    try (var transport = letters.session().getTransport("smtp")) {
      transport.connect();
      transport.sendMessage(letter, letter.getAllRecipients());
    }
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
