package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Rejects;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.Unreadable;

/** The rejects of one file. They hold what customers are called: for who prepares the merger. */
@Path("files/{id}/rejects")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rejects")
public class FileRejectResource {
  private static final int PAGE = 100;

  @Inject private CurrentStaff current;
  @Inject private Rejects rejects;
  @Inject private BusinessClock clock;

  /**
   * A text to replace in all open rejects of one reason.
   *
   * @param onlyTry count what it would do, and change nothing
   */
  public record Replacement(String code, String find, String replacement, boolean onlyTry) {}

  /** Open rejects in the order of the file, a page of a hundred. */
  @GET
  @Operation(summary = "Open rejects of a file, a page of a hundred behind a line")
  public List<Rejects.Reject> list(
      @PathParam("id") long id,
      @QueryParam("code") String code,
      @QueryParam("afterLine") @DefaultValue("0") long afterLine) {
    current.need(Action.MERGER_PREPARE);
    return rejects.open(
        id, code == null ? null : Choice.of(Reason.class, "code", code), afterLine, PAGE);
  }

  /** How many are open, by reason. */
  @GET
  @Path("counts")
  @Operation(summary = "How many rejects are open, by reason")
  public Map<Reason, Long> counts(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return rejects.counts(id);
  }

  /** Open rejects as a file in the form of the one delivered, to be mended by its sender. */
  @GET
  @Path("export")
  @Produces("text/csv; charset=UTF-8")
  @Operation(summary = "Open rejects as a file in the form of the delivered one")
  public StreamingOutput export(@PathParam("id") long id) {
    current.need(Action.MERGER_PREPARE);
    return body -> {
      var out = new OutputStreamWriter(body, StandardCharsets.UTF_8);
      rejects.export(id, out);
      out.flush();
    };
  }

  /** Replaces a text in all open rejects of one reason; those that then fit are repaired. */
  @POST
  @Path("replacements")
  @Operation(summary = "Replace a text in all open rejects of one reason")
  public Rejects.RuleOutcome replace(@PathParam("id") long id, Replacement wish) {
    var staff = current.need(Action.MERGER_PREPARE);
    if (wish.find() == null || wish.find().isEmpty() || wish.replacement() == null) {
      throw new Unreadable("find and replacement are needed.");
    }
    var rule =
        new Rejects.Rule(
            id, Choice.of(Reason.class, "code", wish.code()), wish.find(), wish.replacement());
    return wish.onlyTry()
        ? rejects.tryRule(rule)
        : rejects.repairByRule(rule, staff.id(), clock.now());
  }
}
