package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.outbound.TextPlace;
import org.klantbrug.outbound.TextTemplates;
import org.klantbrug.outbound.web.ReadyTexts;

/** The texts of the house that can be inserted in the forms of a complaint. */
@Named
@RequestScoped
public class ComplaintTexts {
  @Inject private ReadyTexts ready;
  @Inject private ComplaintMailing mailing;

  /** What can be chosen at a place, in the language of the customer first. */
  public List<ReadyTexts.Group> of(ComplaintView complaint, String place) {
    return ready.of(
        TextPlace.valueOf(place),
        mailing.getLanguage(),
        new TextTemplates.About(
            complaint.customerName(),
            complaint.company(),
            complaint.number(),
            complaint.receivedAt(),
            complaint.decisionReasons(),
            complaint.explanation()));
  }
}
