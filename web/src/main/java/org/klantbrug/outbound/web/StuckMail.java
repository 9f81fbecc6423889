package org.klantbrug.outbound.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.mailbox.MailboxLook;
import org.klantbrug.mailbox.MailboxSettings;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.Messages;

/** Mail that does not go on by itself, for who keeps the servers: not what it says, nor to whom. */
@Named
@RequestScoped
public class StuckMail {
  @Inject private Messages messages;
  @Inject private MailSettings settings;
  @Inject private MailboxLook look;
  @Inject private MailboxSettings mailbox;

  private List<Message> waiting;
  private MailboxLook.Last last;

  /** Messages that wait longer than a minute, or were sent without what should follow. */
  public List<Message> getWaiting() {
    if (waiting == null) {
      waiting = messages.stuck();
    }
    return waiting;
  }

  /** Why no mail can be sent at all, a code; null if it can. */
  public String getOff() {
    return settings.problem().orElse(null);
  }

  /** How the last look into the mailbox went; null where none is read. */
  public MailboxLook.Last getLast() {
    if (last == null && mailbox.isOn()) {
      last = look.last();
    }
    return last;
  }
}
