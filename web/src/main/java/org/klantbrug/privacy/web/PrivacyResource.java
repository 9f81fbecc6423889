package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.privacy.Dossiers;
import org.klantbrug.shared.web.Texts;

/** The dossier that a customer asked for, to read and to take along. */
@Path("privacy-requests")
@RequestScoped
@Tag(name = "Privacy")
public class PrivacyResource {
  @Inject private CurrentStaff current;
  @Inject private Dossiers dossiers;
  @Inject private PrivacyWords words;
  @Inject private Texts texts;

  /** As data, which another company can read. That it was made is written down. */
  @GET
  @Path("{id}/dossier")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "All that is kept of the customer who asked, by table, as JSON")
  public Response data(@PathParam("id") long id) {
    var dossier = dossiers.make(id, current.need(Action.PRIVACY_DOSSIER));
    return attached(Response.ok(dossier), dossier, "json");
  }

  /** As a paper. That it was made is written down. */
  @GET
  @Path("{id}/dossier.pdf")
  @Produces("application/pdf")
  @Operation(
      summary = "All that is kept of the customer who asked, as PDF in the reader's language")
  public Response paper(@PathParam("id") long id) {
    var dossier = dossiers.make(id, current.need(Action.PRIVACY_DOSSIER));
    var said =
        Map.of(
            "title", texts.say("privacy.paper.title", dossier.number()),
            "about", texts.say("privacy.paper.about"),
            "made", texts.say("privacy.paper.made", texts.exact(dossier.madeAt())),
            "leftOut", texts.say("privacy.paper.left-out"));
    var pdf = new DossierPaper(words, said, texts.locale().getLanguage()).pdf(dossier);
    return attached(Response.ok(pdf), dossier, "pdf");
  }

  private static Response attached(
      Response.ResponseBuilder answer, Dossiers.Dossier dossier, String kind) {
    return answer
        .header(
            "Content-Disposition",
            "attachment; filename=\"klantbrug-" + dossier.number() + "." + kind + '"')
        .build();
  }
}
