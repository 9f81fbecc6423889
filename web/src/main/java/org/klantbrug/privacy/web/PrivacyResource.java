package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.privacy.Dossiers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Texts;

/** The dossier that a customer asked for, to read and to take along. */
@Path("privacy-requests")
@RequestScoped
@Tag(name = "Privacy")
public class PrivacyResource {
  private static final List<String> LANGUAGES = List.of("nl", "en");

  @Inject private CurrentStaff current;
  @Inject private Dossiers dossiers;
  @Inject private PrivacyWords words;
  @Inject private Texts texts;
  @Inject private MailSettings mail;

  /** As data, which another company can read. That it was made is written down. */
  @GET
  @Path("{id}/dossier")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "All that is kept of the customer who asked, by table, as JSON")
  public Response data(@PathParam("id") long id) {
    var dossier = dossiers.make(id, current.need(Action.PRIVACY_DOSSIER));
    return attached(Response.ok(dossier), "klantbrug-" + dossier.number() + ".json");
  }

  /**
   * As a paper. That it was made is written down.
   *
   * @param language of the customer, {@code nl} or {@code en}; that of the reader if it is neither
   */
  @GET
  @Path("{id}/dossier.pdf")
  @Produces("application/pdf")
  @Operation(
      summary = "All that is kept of the customer who asked, as a letter and a report in PDF",
      description = "lang: nl or en, the language of the customer; without it that of the reader.")
  public Response paper(@PathParam("id") long id, @QueryParam("lang") String language) {
    var paper = dossiers.makePaper(id, current.need(Action.PRIVACY_DOSSIER));
    if (LANGUAGES.contains(String.valueOf(language))) {
      texts.speak(Locale.forLanguageTag(language));
    }
    var pdf = new DossierPaper(new PaperWords(texts, words), mail.address()).pdf(paper);
    return attached(Response.ok(pdf), name(paper));
  }

  /** The company, whose data it is, and of which day. */
  private String name(Dossiers.Paper paper) {
    var plain =
        Normalizer.normalize(paper.company(), Normalizer.Form.NFD)
            .replaceAll("[^A-Za-z0-9]+", "-")
            .toLowerCase(Locale.ROOT);
    return String.join(
            "-",
            plain.isBlank() ? "klantbrug" : plain,
            texts.say("privacy.paper.file"),
            paper.dossier().number(),
            paper.dossier().madeAt().atZone(BusinessClock.ZONE).toLocalDate().toString())
        + ".pdf";
  }

  private static Response attached(Response.ResponseBuilder answer, String name) {
    return answer.header("Content-Disposition", "attachment; filename=\"" + name + '"').build();
  }
}
