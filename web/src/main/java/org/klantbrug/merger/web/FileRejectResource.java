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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.RejectRules;
import org.klantbrug.merger.RejectSheet;
import org.klantbrug.merger.Rejects;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.Language;
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
  @Inject private RejectRules rules;
  @Inject private RejectSheet rejectSheet;
  @Inject private Language language;
  @Inject private BusinessClock clock;

  /**
   * What to replace in all open rejects of one reason.
   *
   * @param column of the file, whose whole value must be {@code find}; left out: a text anywhere
   * @param onlyTry count what it would do, and change nothing
   */
  public record Replacement(
      String code, String column, String find, String replacement, boolean onlyTry) {}

  /** Open rejects in the order of the file, a page of a hundred. */
  @GET
  @Operation(summary = "Open rejects of a file, a page of a hundred behind a line")
  public List<Rejects.Reject> list(
      @PathParam("id") long id,
      @QueryParam("code") String code,
      @QueryParam("afterLine") @DefaultValue("0") long afterLine) {
    var staff = current.need(Action.MERGER_PREPARE).id();
    var why = code == null ? null : Choice.of(Reason.class, "code", code);
    return rejects.shown(id, why, afterLine, PAGE, staff);
  }

  /** How many are open, by reason. */
  @GET
  @Path("counts")
  @Operation(summary = "How many rejects are open, by reason")
  public Map<Reason, Long> counts(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return rejects.counts(id);
  }

  /** Open rejects as a sheet, to be corrected and fed again. */
  @GET
  @Path("export")
  @Produces("text/csv; charset=UTF-8")
  @Operation(
      summary =
          "Open rejects as a sheet: line, reason, expectation and the columns as delivered; a value"
              + " that a spreadsheet would run has an apostrophe before it")
  public Response export(@PathParam("id") long id) {
    var staff = current.need(Action.MERGER_PREPARE).id();
    var spoken = language.getLocale();
    StreamingOutput sheet =
        body -> {
          var out = new OutputStreamWriter(body, StandardCharsets.UTF_8);
          rejectSheet.write(id, spoken, out, staff);
          out.flush();
        };
    return Response.ok(sheet)
        .header("Content-Disposition", "attachment; filename=\"rejects-" + id + ".csv\"")
        .build();
  }

  /** A record that was fed and is a reject still, with why. */
  public record StillWrong(long line, String key, String message) {}

  /** What became of a corrected sheet. */
  public record Fed(long repaired, long unchanged, long wrong, List<StillWrong> first) {}

  /** Reads a corrected sheet: each record that fits is staged under its own line. */
  @POST
  @Path("corrections")
  @Consumes({"text/csv", MediaType.APPLICATION_OCTET_STREAM})
  @Operation(summary = "Feed the corrected sheet of rejects again")
  public Fed feed(@PathParam("id") long id, InputStream sheet) {
    var staff = current.need(Action.MERGER_PREPARE);
    var fed = rejectSheet.feed(id, sheet, staff.id(), clock.now());
    return new Fed(
        fed.repaired(),
        fed.unchanged(),
        fed.wrong(),
        fed.first().stream()
            .map(
                wrong ->
                    new StillWrong(
                        wrong.line(), wrong.why().key(), wrong.why().textIn(language.getLocale())))
            .toList());
  }

  /** Replaces a value or text in all open rejects of one reason; those that fit are repaired. */
  @POST
  @Path("replacements")
  @Operation(summary = "Replace a value of a column, or a text, in all open rejects of one reason")
  public RejectRules.Outcome replace(@PathParam("id") long id, Replacement wish) {
    var staff = current.need(Action.MERGER_PREPARE);
    if (wish.find() == null || wish.replacement() == null) {
      throw new Unreadable("find and replacement are needed.");
    }
    var rule =
        new RejectRules.Rule(
            id,
            Choice.of(Reason.class, "code", wish.code()),
            wish.column(),
            wish.find(),
            wish.replacement());
    return wish.onlyTry()
        ? rules.tried(rule, staff.id())
        : rules.repair(rule, staff.id(), clock.now());
  }
}
