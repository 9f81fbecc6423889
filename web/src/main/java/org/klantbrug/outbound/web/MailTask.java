package org.klantbrug.outbound.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.outbound.MailQuestions;
import org.klantbrug.outbound.Messages;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.web.WorkDoors;

/** Work about a message leads to the page of what the message is about. */
@RequestScoped
public class MailTask implements WorkDoors {
  @Inject private Messages messages;

  @Override
  public List<Door> of(WorkItems.Line task) {
    if (!task.subjectKind().equals(MailQuestions.SUBJECT)) {
      return List.of();
    }
    var message = messages.read(task.subjectId());
    return List.of(
        new Door(
            "/" + message.subjectKind(),
            "?id=" + message.subjectId(),
            "work.to-mail-subject",
            false));
  }
}
