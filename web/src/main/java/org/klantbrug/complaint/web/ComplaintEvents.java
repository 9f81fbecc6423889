package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.customer.web.CustomerTexts;
import org.klantbrug.shared.web.Texts;

/** What was done with a complaint, in words. */
@Named("complaintEvents")
@RequestScoped
public class ComplaintEvents {
  @Inject private Texts texts;
  @Inject private CustomerTexts shown;

  /** What was said or written; of one that came over, the day that was promised there. */
  public String words(ComplaintDesk.Event event) {
    var words = event.words() == null ? "" : event.words();
    return event.kind().equals("cameOver") && !words.isEmpty()
        ? texts.say("complaint.promised-there", texts.day(LocalDate.parse(words)))
        : words;
  }

  /** How something was done, in words: a channel, a decision, a cause; else as it was kept. */
  public String how(ComplaintDesk.Event event) {
    var how = event.how() == null ? "" : event.how();
    return switch (event.kind()) {
      case "received",
          "passedOn",
          "acknowledged",
          "outcomeTold",
          "promiseTold",
          "customerReplied",
          "withdrawalAsked" ->
          texts.value("channel", how);
      case "assessed" -> texts.code("complaint.weight.", how);
      case "fixedAtOnce", "investigated" -> texts.code("complaint.cause.", how);
      case "decided", "partAnswered" -> texts.code("complaint.decision.", how);
      case "disputed" -> texts.day(LocalDate.parse(how));
      case "verdictGiven" -> texts.code("complaint.verdict.", how);
      case "cameOver" -> texts.code("complaint.stage.", how);
      case "mailWritten", "mailSent" -> texts.code("mail.purpose.", how);
      case "linked" -> texts.code("complaint.link.", how);
      case "feedbackPromised" -> texts.day(LocalDate.parse(how));
      case "leniencyApproved", "leniencyDeclined" -> shown.euro(new BigDecimal(how));
      case "feedbackGiven" -> how.isEmpty() ? how : texts.value("channel", how);
      case "paused" -> texts.say("complaint.pause-until", texts.day(LocalDate.parse(how)));
      case "resumed" -> texts.code("complaint.resumed.", how);
      case "partWentOn", "wholeWentOn" -> texts.code("complaint.event.", how);
      case "newsRead" -> texts.code("step.", how);
      default -> how;
    };
  }
}
