package org.klantbrug.outbound.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.outbound.MailQuestions;
import org.klantbrug.outbound.Messages;
import org.klantbrug.work.WorkItems;

/** Work about a message leads to the page of what the message is about. */
@Named
@RequestScoped
public class MailTask {
  @Inject private Messages messages;

  /** The address of that page, which asks itself who may see it; null for other work. */
  public String address(WorkItems.Line item) {
    if (!item.subjectKind().equals(MailQuestions.SUBJECT)) {
      return null;
    }
    var message = messages.read(item.subjectId());
    return "/" + message.subjectKind() + "?id=" + message.subjectId();
  }
}
