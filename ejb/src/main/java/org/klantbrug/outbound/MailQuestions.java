package org.klantbrug.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * What only a person can say of a message: whether it was sent, and how else to tell the customer.
 */
@ApplicationScoped
public class MailQuestions {
  /** How work items call a message. */
  public static final String SUBJECT = "message";

  /** Kind of the work item that asks to tell the customer in another way. */
  public static final String REFUSED = "tellOtherwise";

  private static final String UNKNOWN = "checkMail";
  private static final String WAS_SENT = "wasSent";

  /** Who writes to customers; whoever wrote a message has one of these roles. */
  private static final List<String> ROLES =
      List.of("adviser", "complaintCoordinator", "backOfficeHandler", "teamLead");

  private Database database;
  private BusinessClock clock;
  private Messages messages;
  private WorkItems workItems;
  private Event<MessageRefused> refused;

  /** For the container. */
  public MailQuestions() {}

  /** Works with these. */
  @Inject
  public MailQuestions(
      Database database,
      BusinessClock clock,
      Messages messages,
      WorkItems workItems,
      Event<MessageRefused> refused) {
    this.refused = refused;
    this.database = database;
    this.clock = clock;
    this.messages = messages;
    this.workItems = workItems;
  }

  /** Asks whether it was sent, in the caller's transaction. */
  void unknown(Handle handle, Message message) {
    ask(handle, message, UNKNOWN, List.of(WAS_SENT, "sendAgain"));
  }

  /**
   * Asks to tell the customer in another way, in the caller's transaction; unless somebody does so
   * by itself.
   */
  void refused(Handle handle, Message message) {
    var event = new MessageRefused(handle, message);
    refused.fire(event);
    if (event.isTaken()) {
      return;
    }
    ask(handle, message, REFUSED, List.of("toldOtherwise"));
  }

  /** Of what the house sends by itself nobody is asked: who misses it has what it says already. */
  private void ask(Handle handle, Message message, String kind, List<String> outcomes) {
    if (message.writtenBy() == null) {
      return;
    }
    workItems.open(
        new WorkItem(
            kind,
            null,
            null,
            SUBJECT,
            message.id(),
            message.subjectName(),
            role(handle, message.writtenBy()),
            null,
            outcomes,
            null,
            clock.now()));
  }

  private static String role(Handle handle, long staff) {
    return handle
        .createQuery(
            "select role_code from identity_staff_role where staff_id = :id and role_code = any(:roles)"
                + " order by array_position(:roles, role_code) limit 1")
        .bind("id", staff)
        .bindArray("roles", String.class, ROLES)
        .mapTo(String.class)
        .findOne()
        .orElse(ROLES.get(0));
  }

  /** Does what the answer means, in the transaction in which it is given. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (answer.item().kind().equals(UNKNOWN)) {
      var wasSent = WAS_SENT.equals(answer.outcome());
      database.use(handle -> settle(handle, answer, wasSent));
    }
  }

  /** It was sent when it was handed over; or it waits anew, with the Message-ID that it had. */
  private void settle(Handle handle, WorkItemCompleting answer, boolean wasSent) {
    var id = answer.item().subjectId();
    handle
        .createUpdate(
            wasSent
                ? """
                  update outbound_message m set state = 'SENT', reason = null, version = version + 1,
                         sent_at = (select max(e.at) from outbound_event e where e.message_id = m.id and e.kind = 'SENDING')
                   where m.id = :id and m.state = 'UNKNOWN'"""
                : """
                  update outbound_message set state = 'WAITING', reason = null, try_at = :now, version = version + 1
                   where id = :id and state = 'UNKNOWN'""")
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("id", id)
        .bind("now", clock.now())
        .execute();
    messages.event(
        handle, id, answer.staff().id(), wasSent ? "SAID_SENT" : "SEND_AGAIN", answer.note());
  }
}
