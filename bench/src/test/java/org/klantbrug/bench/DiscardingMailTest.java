package org.klantbrug.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscardingMailTest {
  private final DiscardingMail mail = DiscardingMail.start();

  @AfterEach
  void stops() throws IOException {
    mail.close();
  }

  @Test
  void takesEveryMail() throws Exception {
    send("j.jansen@example.nl");
    send("p.pietersen@example.com");

    assertThat(mail.taken()).isEqualTo(2);
  }

  @Test
  void refusesForGoodWhoseMailboxIsGone() {
    assertThatThrownBy(() -> send("weg.j.jansen@example.nl"))
        .isInstanceOf(SendFailedException.class)
        .hasStackTraceContaining("550");
    assertThat(mail.taken()).isZero();
  }

  private void send(String to) throws MessagingException {
    var reached = new Properties();
    reached.put("mail.smtp.host", mail.environment().get("KLANTBRUG_SMTP_HOST"));
    reached.put("mail.smtp.port", mail.environment().get("KLANTBRUG_SMTP_PORT"));
    var letter = new MimeMessage(Session.getInstance(reached));
    letter.setFrom(new InternetAddress(mail.environment().get("KLANTBRUG_MAIL_ADDRESS")));
    letter.setRecipients(Message.RecipientType.TO, to);
    letter.setSubject("U gaat over");
    letter.setText("Beste klant,\n.\nEen punt alleen is het einde niet.\n");
    Transport.send(letter);
  }
}
