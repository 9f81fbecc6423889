package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.complaint.OnlineComplaints;
import org.klantbrug.complaint.Recognising;
import org.klantbrug.complaint.StatusLinks;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * What a customer typed online, on the page of his complaint, and who he may be. On pages: {@code
 * typed}.
 */
@Named("typed")
@RequestScoped
public class ComplaintOnlinePiece {
  @Inject private CurrentStaff current;
  @Inject private OnlineComplaints online;
  @Inject private Recognising recognising;
  @Inject private StatusLinks links;
  @Inject private Post post;
  @Inject @Param private String who;

  private List<ComplaintDesk.Complainant> proposed;
  private List<ComplaintDesk.Complainant> found;
  private OnlineComplaints.Typed typed;
  private String link;

  /** What was typed; null if it did not come by the form. */
  public OnlineComplaints.Typed of(ComplaintView complaint) {
    if (typed == null) {
      typed = online.typed(complaint.id()).orElse(null);
    }
    return typed;
  }

  /** Whether the reader may say whose complaint it is; also where somebody was mistaken. */
  public boolean asks(ComplaintView complaint) {
    return complaint.open()
        && current.get().may(Action.COMPLAINT_HANDLE)
        && current.get().may(Action.CUSTOMER_READ);
  }

  /** Customers whose number and e-mail address were both typed. */
  public List<ComplaintDesk.Complainant> proposed(ComplaintView complaint) {
    if (proposed == null) {
      proposed =
          of(complaint) == null ? List.of() : recognising.proposed(of(complaint), current.get());
    }
    return proposed;
  }

  /** Customers with the number that the reader looks for. */
  public List<ComplaintDesk.Complainant> getFound() {
    if (found == null) {
      found = who == null || who.isBlank() ? List.of() : recognising.withNumber(who, current.get());
    }
    return found;
  }

  /** The number that the reader looks for; empty for none. */
  public String getWho() {
    return who == null ? "" : who;
  }

  /** A link for the customer, if it was asked for with the button; else empty. */
  public String link(ComplaintView complaint) {
    if (!post.has("newLink")) {
      return "";
    }
    if (link == null) {
      var by = current.need(Action.COMPLAINT_HANDLE);
      link = Faces.getRequestBaseURL() + StatusLinks.PAGE + links.make(complaint.id(), by).query();
    }
    return link;
  }
}
