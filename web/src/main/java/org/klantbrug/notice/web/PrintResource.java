package org.klantbrug.notice.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.notice.Campaign;
import org.klantbrug.notice.Campaigns;
import org.klantbrug.notice.NoticeView;
import org.klantbrug.notice.PrintBatches;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;

/** Notices on paper. */
@Path("notices/{campaign}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notices")
public class PrintResource {
  @Inject private CurrentStaff current;
  @Inject private Campaigns campaigns;
  @Inject private NoticeView view;
  @Inject private PrintBatches batches;
  @Inject private Texts texts;

  /** The day on which letters went to the post. */
  public record Posted(LocalDate on) {}

  /** The batches of a campaign. */
  @GET
  @Path("batches")
  @Operation(summary = "The letters of a notice that are printed together")
  public List<PrintBatches.Batch> list(@PathParam("campaign") long campaign) {
    current.need(Action.MERGER_NOTICES);
    return batches.of(campaign);
  }

  /** The letters of a batch; that they were printed is written down. */
  @GET
  @Path("batches/{batch}.pdf")
  @Produces("application/pdf")
  @Operation(summary = "The letters of a print batch as one PDF")
  public Response print(@PathParam("batch") long id) {
    var letters = batches.print(id, current.need(Action.MERGER_NOTICES));
    return Response.ok(NoticePaper.pdf(batches.read(id), letters))
        .header("Content-Disposition", "attachment; filename=\"klantbrug-notices-" + id + ".pdf\"")
        .build();
  }

  /** On which pages each letter of a batch stands. */
  @GET
  @Path("batches/{batch}.csv")
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(summary = "The index of a print batch: on which pages each letter stands")
  public Response index(@PathParam("batch") long id, @QueryParam("as") String as) {
    var letters = batches.print(id, current.need(Action.MERGER_NOTICES));
    var heading =
        Stream.of(
                "notice.letter-number", "notice.customer", "notice.first-page", "notice.last-page")
            .<Object>map(texts::say)
            .toList();
    return new Sheet(
            "Klantbrug", texts.locale(), NoticePaper.index(heading, batches.read(id), letters))
        .answer(as, "klantbrug-notices-" + id);
  }

  /** They went to the post. */
  @POST
  @Path("batches/{batch}/posted")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say on which day the letters of a batch went to the post")
  public PrintBatches.Batch posted(@PathParam("batch") long id, Posted posted) {
    batches.posted(id, posted.on(), current.need(Action.MERGER_NOTICES));
    return batches.read(id);
  }

  /** The words of a campaign as a customer would get them by post, made up for nobody. */
  @GET
  @Path("preview.pdf")
  @Produces("application/pdf")
  @Operation(summary = "The words of a notice as a letter, filled in for somebody made up")
  public Response preview(
      @PathParam("campaign") long id,
      @QueryParam("language") String language,
      @QueryParam("situation") Campaign.Situation situation) {
    current.need(Action.MERGER_READ);
    var text =
        campaigns.texts(id).stream()
            .filter(each -> each.language().equals(language) && each.situation() == situation)
            .findFirst()
            .orElseThrow(() -> new RuleBroken("notice.nothing-written"));
    return Response.ok(NoticePaper.pdf(view.example(campaigns.read(id), text))).build();
  }
}
