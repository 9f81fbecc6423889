package org.klantbrug.outbound;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** A message as the mail server gets it: plain text, from a person, with the Message-ID we keep. */
final class Mail extends MimeMessage {
  private final String messageId;
  private boolean asked;

  private Mail(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  static Mail of(Session session, Message message) throws MessagingException {
    var mail = new Mail(session, message.messageId());
    mail.setFrom(named(message.senderAddress(), message.senderName()));
    mail.setReplyTo(new InternetAddress[] {named(message.replyAddress(), message.senderName())});
    mail.setRecipient(RecipientType.TO, new InternetAddress(message.recipient(), true));
    mail.setSubject(message.subjectLine(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(message.writtenAt()));
    mail.setContentLanguage(new String[] {message.language()});
    mail.setText(message.body().replace("\n", "\r\n"), StandardCharsets.UTF_8.name());
    if (message.inReplyTo() != null) {
      mail.setHeader("In-Reply-To", message.inReplyTo());
      mail.setHeader("References", message.inReplyTo());
    }
    mail.saveChanges();
    return mail;
  }

  private static InternetAddress named(String address, String name) throws MessagingException {
    try {
      var named = new InternetAddress(address, true);
      named.setPersonal(name, StandardCharsets.UTF_8.name());
      return named;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the mail server took sender and recipient, and asked for the text. */
  boolean wasAskedFor() {
    return asked;
  }

  @Override
  public void writeTo(OutputStream out, String[] without) throws IOException, MessagingException {
    asked = true;
    super.writeTo(out, without);
  }

  /** By it the answer is known; the library would make one of its own. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
