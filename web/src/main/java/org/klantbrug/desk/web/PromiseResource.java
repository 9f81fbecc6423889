package org.klantbrug.desk.web;

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
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.contact.PromiseBook;
import org.klantbrug.contact.PromiseLists;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.desk.PromiseDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.reading.RawRecord;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.Spreadsheet;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.Texts;

/** Promises to customers: lists of them, and what becomes of one. */
@Path("promises")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contacts")
public class PromiseResource {
  /** More is no sheet for a person. */
  private static final int MOST = 50_000;

  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private PromiseDesk promises;
  @Inject private PromiseLists lists;
  @Inject private Texts texts;

  /**
   * What becomes of a promise.
   *
   * @param version of the promise as it was read
   * @param note how, or why; may be left out for one that was kept
   */
  public record Ended(int version, String note) {}

  /**
   * Another day.
   *
   * @param version of the promise as it was read
   */
  public record Moved(int version, LocalDate dueOn, String reason) {}

  /** The key of the promise that was made of one that came over. */
  public record Taken(long id) {}

  /**
   * Promises over all customers, as a sheet: UTF-8 with a byte order mark and semicolons, which
   * spreadsheets want. That it was taken out is written down.
   *
   * @throws RuleBroken if they are too many
   */
  @GET
  @Produces("text/csv; charset=UTF-8")
  @Operation(
      summary =
          "Promises as CSV: show is mine, team or all, when is today, late, open or done; a value that a"
              + " spreadsheet would run has an apostrophe before it")
  public Response sheet(
      @QueryParam("show") @DefaultValue("mine") String show,
      @QueryParam("when") @DefaultValue("open") String when,
      @QueryParam("customer") Long customer) {
    var by = current.need(Action.CUSTOMER_PROMISES);
    var wanted =
        new PromiseLists.Wanted(
            Choice.of(PromiseLists.Whose.class, "show", show.toUpperCase(Locale.ROOT)),
            Choice.of(PromiseLists.When.class, "when", when.toUpperCase(Locale.ROOT)),
            customer);
    var found = lists.export(wanted, MOST, desk.sightOf(by), by);
    return Response.ok(
            Stream.concat(Stream.of(header()), found.stream().map(this::cells))
                .map(PromiseResource::written)
                .collect(Collectors.joining("", "\uFEFF", "")))
        .header("Content-Disposition", "attachment; filename=\"klantbrug-promises.csv\"")
        .build();
  }

  private List<String> header() {
    return Stream.of(
            "promise.customer",
            "promise.company",
            "promise.due",
            "promise.state",
            "promise.owner",
            "promise.made-by")
        .map(texts::say)
        .toList();
  }

  private List<String> cells(PromiseLists.Line line) {
    return Stream.of(
            line.customer(),
            line.company(),
            line.dueOn(),
            texts.code("promise.state.", line.state()),
            line.owner() == null ? texts.code("role.", line.ownerRole()) : line.owner(),
            line.madeBy())
        .map(value -> Objects.toString(value, ""))
        .toList();
  }

  private static String written(List<String> cells) {
    return RawRecord.of(cells.stream().map(Spreadsheet::safe).toList(), ";") + "\r\n";
  }

  /** One promise; needs an identity check of the caller for its customer. */
  @GET
  @Path("{id}")
  @Operation(summary = "One promise, with its version")
  public PromiseBook.Kept read(@PathParam("id") long id) {
    return promises.read(id, current.need(Action.CUSTOMER_READ));
  }

  /** Takes up a promise that came over. */
  @POST
  @Path("{id}/taken")
  @Operation(summary = "Take up a promise that came over; answers the key of the one made of it")
  public Taken take(@PathParam("id") long id) {
    return new Taken(promises.takeUp(id, current.need(Action.CUSTOMER_CONTACT)));
  }

  /** It was kept. */
  @POST
  @Path("{id}/kept")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "A promise was kept")
  public PromiseBook.Kept kept(@PathParam("id") long id, Ended ended) {
    return end(id, "KEPT", ended);
  }

  /** It was broken. */
  @POST
  @Path("{id}/broken")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "A promise was broken; says why")
  public PromiseBook.Kept broken(@PathParam("id") long id, Ended ended) {
    return end(id, "BROKEN", ended);
  }

  /** It is no longer wanted. */
  @POST
  @Path("{id}/withdrawn")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "A promise is withdrawn; says why")
  public PromiseBook.Kept withdrawn(@PathParam("id") long id, Ended ended) {
    return end(id, "WITHDRAWN", ended);
  }

  /** It has another day. */
  @POST
  @Path("{id}/moved")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "A promise has another day; says why")
  public PromiseBook.Kept moved(@PathParam("id") long id, Moved moved) {
    var by = current.need(Action.CUSTOMER_CONTACT);
    promises.move(id, moved.version(), moved.dueOn(), moved.reason(), by);
    return promises.read(id, by);
  }

  private PromiseBook.Kept end(long id, String ending, Ended ended) {
    var by = current.need(Action.CUSTOMER_CONTACT);
    promises.end(id, ending, ended.version(), ended.note(), by);
    return promises.read(id, by);
  }
}
