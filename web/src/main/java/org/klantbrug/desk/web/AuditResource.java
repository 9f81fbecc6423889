package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.reading.RawRecord;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.Spreadsheet;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;

/** The access log as a sheet, for who may read it. */
@Path("access-log")
@RequestScoped
@Tag(name = "Access log")
public class AuditResource {
  /** More is no sheet for a person. */
  private static final int MOST = 50_000;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Inject private CurrentStaff current;
  @Inject private Audit audit;
  @Inject private BusinessClock clock;
  @Inject private AuditSearch searches;
  @Inject private AuditLines lines;
  @Inject private Texts texts;

  /**
   * The entries that fit, newest first, in the language of the reader; Dutch time. UTF-8 with a
   * byte order mark and semicolons, which spreadsheets want. That it was taken out is written down.
   *
   * @throws RuleBroken if they are too many
   */
  @GET
  @Produces("text/csv; charset=UTF-8")
  @Operation(
      summary =
          "The access log as CSV, narrowed by login, what was done, customer number, first and last day; a value that a"
              + " spreadsheet would run has an apostrophe before it")
  public Response sheet(
      @QueryParam("actor") String actor,
      @QueryParam("action") String action,
      @QueryParam("customer") String customer,
      @QueryParam("from") String from,
      @QueryParam("until") String until) {
    var by = current.need(Action.AUDIT_READ);
    var found =
        audit.page(
            searches.of(actor, action, customer, from, until),
            clock.now().plus(Duration.ofSeconds(1)),
            MOST + 1);
    if (found.size() > MOST) {
      throw new RuleBroken("audit.too-many", MOST);
    }
    audit.record(
        by.id(), by.login(), "logExported", "staff", by.id(), Integer.toString(found.size()));
    return Response.ok(
            Stream.concat(Stream.of(header()), lines.of(found).stream().map(AuditResource::cells))
                .map(AuditResource::written)
                .collect(Collectors.joining("", "\uFEFF", "")))
        .header("Content-Disposition", "attachment; filename=\"klantbrug-access-log.csv\"")
        .build();
  }

  private List<String> header() {
    var when = texts.say("audit.when");
    return Stream.of(
            "audit.when",
            "audit.who",
            "audit.export.who",
            "audit.what",
            "audit.subject",
            "audit.purpose")
        .map(texts::say)
        .map(name -> name.equals(when) ? Sheet.inZone(name, texts.locale()) : name)
        .toList();
  }

  private static List<String> cells(AuditLines.Line line) {
    var at = ZonedDateTime.ofInstant(line.entry().at(), BusinessClock.ZONE);
    return List.of(
        MOMENT.format(at), line.login(), line.name(), line.what(), line.about(), line.why());
  }

  private static String written(List<String> cells) {
    return RawRecord.of(cells.stream().map(Spreadsheet::safe).toList(), ";") + "\r\n";
  }
}
