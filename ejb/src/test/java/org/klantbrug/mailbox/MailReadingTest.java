package org.klantbrug.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger sends, something comes of it, and nothing that he did not write. */
class MailReadingTest {
  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");

  private static IncomingMail read(String mail) throws MessagingException {
    var bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return MailReading.of(
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)),
        NOW);
  }

  static String mail(String headers, String body) {
    return "From: Mevr. De Boer <boer@klanten.example>\nTo: klantenservice@example.nl\n"
        + headers
        + "\n\n"
        + body;
  }

  @Test
  void keepsTheWordsAsTheyWereWritten() throws MessagingException {
    var read =
        read(
            mail(
                "Subject: Mijn rekening\nMessage-ID: <a@klanten.example>\nContent-Type: text/plain; charset=UTF-8",
                "Al drie weken € 5\n\n${7*7} <b>{x}</b>"));

    assertThat(read.text()).isEqualTo("Al drie weken € 5\n\n${7*7} <b>{x}</b>");
    assertThat(read.fromAddress()).isEqualTo("boer@klanten.example");
    assertThat(read.fromName()).isEqualTo("Mevr. De Boer");
    assertThat(read.subjectLine()).isEqualTo("Mijn rekening");
    assertThat(read.messageId()).isEqualTo("<a@klanten.example>");
    assertThat(read.receivedAt()).isEqualTo(NOW);
    assertThat(read.automatic()).isFalse();
  }

  @Test
  void namesTheAnsweredMailFirstAndThenTheNearest() throws MessagingException {
    var read =
        read(
            mail(
                "In-Reply-To: <c@x>\nReferences: <a@x> <b@x>\n <c@x>\nSubject: Re: Uw klacht",
                "Ja"));

    assertThat(read.refersTo()).containsExactly("<c@x>", "<b@x>", "<a@x>");
  }

  @Test
  void ofHtmlAloneTheWordsRemain() throws MessagingException {
    var read =
        read(
            mail(
                "Content-Type: text/html; charset=UTF-8",
                "<html><head><title>x</title><style>p{}</style></head><body><p>Eerste&nbsp;regel</p><p>Tweede<br>derde"
                    + " &lt;b&gt;</p><script>alert(1)</script></body></html>"));

    assertThat(read.text()).isEqualTo("Eerste regel\n\nTweede\nderde <b>");
  }

  @Test
  void ofTwoFormsThePlainOneIsRead() throws MessagingException {
    var read =
        read(
            mail(
                "Content-Type: multipart/alternative; boundary=q",
                "--q\nContent-Type: text/plain\n\nGewoon\n--q\nContent-Type: text/html\n\n<p>Mooi</p>\n--q--\n"));

    assertThat(read.text()).isEqualTo("Gewoon");
  }

  @Test
  void namesWhatWasSentAlong() throws MessagingException {
    var read =
        read(
            mail(
                "Content-Type: multipart/mixed; boundary=q",
                "--q\nContent-Type: text/plain\n\nZie bijlage\n--q\nContent-Type: application/pdf\n"
                    + "Content-Disposition: attachment; filename=\"bon.pdf\"\n\n%PDF\n--q--\n"));

    assertThat(read.text()).isEqualTo("Zie bijlage");
    assertThat(read.files()).containsExactly("bon.pdf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; x=y",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "X-Autoreply: yes"
      })
  void aMachineIsKnown(String header) throws MessagingException {
    assertThat(read(mail(header, "Ik ben er niet")).automatic()).isTrue();
  }

  @Test
  void aPersonWhoSaysSoIsNoMachine() throws MessagingException {
    assertThat(read(mail("Auto-Submitted: no", "Ik ben er")).automatic()).isFalse();
  }

  private static String report(String action) {
    return mail(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=q\nSubject: Undelivered",
        "--q\nContent-Type: text/plain\n\nUnknown user\n--q\nContent-Type: message/delivery-status\n\n"
            + "Reporting-MTA: dns; mail.example\n\nFinal-Recipient: rfc822; weg@klanten.example\nAction: "
            + action
            + "\nStatus: 5.1.1\n--q\nContent-Type: message/rfc822\n\nMessage-ID: <ours@example.nl>\nSubject: Uw klacht\n\nTekst\n--q--\n");
  }

  @Test
  void whatCameBackNamesWhichMailOfOurs() throws MessagingException {
    var read = read(report("failed"));

    assertThat(read.bounced()).isTrue();
    assertThat(read.automatic()).isTrue();
    assertThat(read.refersTo()).containsExactly("<ours@example.nl>");
    assertThat(read.text()).isEqualTo("Unknown user");
  }

  @Test
  void whatIsOnlyDelayedDidNotComeBack() throws MessagingException {
    assertThat(read(report("delayed")).bounced()).isFalse();
  }

  @Test
  void withoutAMessageIdTheMailItselfIsItsKey() throws MessagingException {
    var one = read(mail("Subject: Een", "x"));

    assertThat(one.key()).hasSize(64).isEqualTo(read(mail("Subject: Een", "x")).key());
    assertThat(one.key()).isNotEqualTo(read(mail("Subject: Twee", "x")).key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain; charset=no-such-charset",
        "Content-Type: multipart/mixed",
        "Content-Type: multipart/mixed; boundary=\"",
        "Content-Type: ;;;",
        "Content-Transfer-Encoding: base64",
        "Subject: =?utf-8?q?=E2=82?=\nFrom: <<>>",
        "Date: the day after tomorrow\nSubject: \u0000x"
      })
  void whatIsBrokenIsStillKept(String headers) throws MessagingException {
    var read = read(mail(headers, "x"));

    assertThat(read.raw()).isNotEmpty();
    assertThat(read.subjectLine() + read.text() + read.fromName()).doesNotContain("\0");
  }
}
