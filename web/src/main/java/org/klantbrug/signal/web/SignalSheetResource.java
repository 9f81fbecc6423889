package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.signal.SignalList;

/** The list of signals as a sheet. */
@Path("signal-sheet")
@RequestScoped
@Tag(name = "Signals")
public class SignalSheetResource {
  private static final int MOST = 50_000;

  @Inject private CurrentStaff current;
  @Inject private SignalList list;
  @Inject private SignalSearch search;
  @Inject private Texts texts;

  /**
   * The signals that fit, in the language of the reader. That it was taken out is written down.
   *
   * @param as {@code xlsx} for a workbook, else CSV
   */
  @GET
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(
      summary =
          "Signals as CSV, or with as=xlsx as a workbook, narrowed as the list; a value that a spreadsheet would run has an apostrophe before it")
  public Response sheet(
      @QueryParam("show") String show,
      @QueryParam("state") String state,
      @QueryParam("department") Long department,
      @QueryParam("kind") String kind,
      @QueryParam("only") String only,
      @QueryParam("as") String as) {
    var by = current.need(Action.SIGNAL_READ);
    var lines =
        list.export(search.wanted(show, state, department, kind, only), MOST, by).stream()
            .map(this::cells);
    return new Sheet(
            "Klantbrug", texts.locale(), Stream.concat(Stream.of(header()), lines).toList())
        .answer(as, "klantbrug-signals");
  }

  private List<Object> header() {
    return Stream.of(
            "signal.number",
            "signal.state",
            "signal.kind",
            "signal.department",
            "signal.topic",
            "signal.product",
            "signal.text",
            "signal.value",
            "signal.urgency",
            "signal.raised-by",
            "signal.raised-at",
            "signal.due",
            "signal.customers")
        .<Object>map(texts::say)
        .toList();
  }

  private List<Object> cells(SignalList.Line line) {
    return Arrays.asList(
        line.number(),
        texts.code("signal.state.", line.state()),
        texts.code("signal.kind.", line.kind()),
        line.department(texts.locale().getLanguage()),
        texts.code("contact.topic.", line.topic()),
        line.product(),
        line.text(),
        texts.code("complaint.weight.", line.value()),
        texts.code("complaint.weight.", line.urgency()),
        line.raisedBy(),
        line.raisedAt(),
        line.dueOn(),
        line.customers());
  }
}
