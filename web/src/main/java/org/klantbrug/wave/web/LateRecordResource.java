package org.klantbrug.wave.web;

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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.wave.LateRecords;

/** News of customers who were over when it came, and what was done with it. */
@Path("mergers/{merger}/late-records")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Waves")
public class LateRecordResource {
  private static final int MOST = 50_000;

  @Inject private CurrentStaff current;
  @Inject private LateRecords late;
  @Inject private Texts texts;

  /** How many there are. */
  @GET
  @Operation(summary = "News of customers who are over, by sort, and what nobody looked at yet")
  public List<LateRecords.OfEntity> of(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return late.of(merger);
  }

  /** The records. */
  @GET
  @Path("{entity}")
  @Operation(summary = "The records of a sort with what is new in each, 50 at a time")
  public List<LateRecords.Row> rows(
      @PathParam("merger") long merger,
      @PathParam("entity") Entity entity,
      @QueryParam("delivery") long delivery,
      @QueryParam("line") long line) {
    var after = new LateRecords.Wish(entity, delivery, line, null, null);
    return late.page(merger, entity, after, LateRecords.SHOWN, current.need(Action.MERGER_RECORDS));
  }

  /**
   * All of a sort as a sheet, in the language of the reader.
   *
   * @param as {@code xlsx} for a workbook, else CSV
   */
  @GET
  @Path("{entity}/sheet")
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(summary = "The same as CSV, or with as=xlsx as a workbook")
  public Response sheet(
      @PathParam("merger") long merger,
      @PathParam("entity") Entity entity,
      @QueryParam("as") String as) {
    var lines =
        late.page(merger, entity, null, MOST, current.need(Action.MERGER_RECORDS)).stream()
            .map(this::cells);
    return new Sheet(
            "Klantbrug", texts.locale(), Stream.concat(Stream.of(header()), lines).toList())
        .answer(as, "klantbrug-late-records");
  }

  private List<Object> header() {
    return Stream.of(
            "wave.customer",
            "late-records.key",
            "late-records.file",
            "late-records.line",
            "late-records.news",
            "late-records.deed",
            "late-records.words",
            "wave.who")
        .<Object>map(texts::say)
        .toList();
  }

  private List<Object> cells(LateRecords.Row row) {
    return Arrays.asList(
        row.customer(),
        row.key(),
        row.file(),
        row.line(),
        row.news().stream().map(this::said).collect(Collectors.joining(", ")),
        row.deed() == null ? null : texts.code("late-records.deed.", row.deed()),
        row.words(),
        row.by());
  }

  private String said(LateRecords.News news) {
    return texts.code("field.", news.field())
        + ": "
        + (news.before() == null ? "–" : news.before())
        + " → "
        + (news.now() == null ? "–" : news.now());
  }

  /** Notes what was done with a record. */
  @POST
  @Operation(summary = "Note what was done with a record: CHANGED, PASSED_ON or NOTHING, in words")
  public List<LateRecords.OfEntity> note(@PathParam("merger") long merger, LateRecords.Wish wish) {
    late.note(merger, wish, current.need(Action.MERGER_RECORDS));
    return late.of(merger);
  }
}
