package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintMail;
import org.klantbrug.complaint.Elsewhere;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** Complaints that end here, as they are handled elsewhere: passed on, or doubles. */
@Path("complaints/{id}/elsewhere")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Complaints")
public class ElsewhereResource {
  @Inject private CurrentStaff current;
  @Inject private ComplaintDesk desk;
  @Inject private Elsewhere elsewhere;

  /**
   * To whom it is passed on.
   *
   * @param version of the complaint, as it was read
   * @param consent how and when the customer agreed
   * @param told how he is told; by EMAIL the letter is mailed to {@code to}
   * @param words what he is told, literally
   */
  public record Passing(
      int version,
      String company,
      String consent,
      Channel told,
      String to,
      String language,
      String subjectLine,
      String words) {}

  /** Passes it on. */
  @POST
  @Path("passed-on")
  @Operation(summary = "Passes it on to another company with the customer's consent; it ends here")
  public ComplaintDesk.Standing passOn(@PathParam("id") long id, Passing passing) {
    var by = current.need(Action.COMPLAINT_HANDLE);
    var letter =
        new ComplaintMail.Wanted(
            ComplaintMail.Purpose.PASSED_ON,
            passing.to(),
            passing.language(),
            passing.subjectLine(),
            passing.words());
    elsewhere.passOn(
        id,
        passing.version(),
        new Elsewhere.Passing(passing.company(), passing.consent(), passing.told(), letter),
        by);
    return desk.standing(id);
  }

  /**
   * Of which it is the double.
   *
   * @param version of the complaint, as it was read
   * @param number of the one that is handled
   */
  public record Double(int version, String number) {}

  /** Ends it as the double of another. */
  @POST
  @Path("double")
  @Operation(summary = "Ends it as the double of another of the same customer, which is handled")
  public ComplaintDesk.Standing endAsDouble(@PathParam("id") long id, Double which) {
    var by = current.need(Action.COMPLAINT_HANDLE);
    elsewhere.endAsDouble(
        id, which.version(), which.number() == null ? "" : which.number().strip(), by);
    return desk.standing(id);
  }
}
