package org.klantbrug.crisis.web;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.crisis.AffectedCustomers;
import org.klantbrug.crisis.AffectedList;
import org.klantbrug.crisis.CrisisHold;
import org.klantbrug.crisis.Criterion;
import org.klantbrug.crisis.NewCriterion;
import org.klantbrug.crisis.Relation;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;

/** Whom a crisis touches: found, looked at, taken out, and let go. */
@Path("crises/{crisis}/customers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Crises")
public class CrisisAffectedResource {
  private static final int MOST = 500;
  private static final int SHEET = 200_000;

  @Inject private CurrentStaff current;
  @Inject private AffectedCustomers customers;
  @Inject private AffectedList list;
  @Inject private CrisisHold hold;
  @Inject private Texts texts;

  /** Those behind one, at most 500; that they were looked at is written down. */
  @GET
  @Operation(
      summary =
          "Customers whom a crisis touches: show is ALL, COMPLAINED, SILENT, HELD or REMOVED; narrowed by relation and criterion")
  public List<AffectedList.Row> list(
      @PathParam("crisis") long crisis,
      @QueryParam("show") AffectedList.Show show,
      @QueryParam("relation") Relation relation,
      @QueryParam("criterion") Long criterion,
      @QueryParam("after") Long after) {
    var by = current.need(Action.CRISIS_AFFECTED);
    return list.rows(
        crisis, wanted(show, relation, criterion), after == null ? 0 : after, MOST, by);
  }

  private static AffectedList.Wanted wanted(
      AffectedList.Show show, Relation relation, Long criterion) {
    return new AffectedList.Wanted(
        show == null ? AffectedList.Show.ALL : show, relation, criterion);
  }

  /** The same as a sheet, in the language of the reader. */
  @GET
  @Path("sheet")
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(summary = "Customers whom a crisis touches as CSV, or with as=xlsx as a workbook")
  public Response sheet(
      @PathParam("crisis") long crisis,
      @QueryParam("show") AffectedList.Show show,
      @QueryParam("relation") Relation relation,
      @QueryParam("criterion") Long criterion,
      @QueryParam("as") String as) {
    var by = current.need(Action.CRISIS_AFFECTED);
    var lines = new ArrayList<List<Object>>();
    lines.add(header());
    var rows = list.rows(crisis, wanted(show, relation, criterion), 0, SHEET + 1, by);
    rows.stream().limit(SHEET).map(this::cells).forEach(lines::add);
    if (rows.size() > SHEET) {
      lines.add(cut());
    }
    return new Sheet("Klantbrug", texts.locale(), lines)
        .answer(as, "klantbrug-crisis-" + list.crisis(crisis).number());
  }

  private List<Object> header() {
    return Stream.of(
            "crisis.customer",
            "crisis.number-ours",
            "crisis.number-company",
            "crisis.company",
            "crisis.relation",
            "crisis.complained",
            "crisis.held",
            "crisis.found-at",
            "crisis.removed-because")
        .<Object>map(texts::say)
        .toList();
  }

  /** Says below the last one that there are more. */
  private List<Object> cut() {
    var cells = new ArrayList<Object>(Collections.nCopies(header().size(), null));
    cells.set(0, texts.say("crisis.sheet-cut", SHEET));
    return cells;
  }

  private List<Object> cells(AffectedList.Row row) {
    return Arrays.asList(
        row.name(),
        row.number(),
        row.customerKey(),
        row.company(),
        texts.code("crisis.relation.", row.relation()),
        texts.code("crisis.yes-no.", row.complained()),
        texts.code("crisis.yes-no.", row.held()),
        row.addedAt(),
        row.removedReason());
  }

  /** How many there are of each kind. */
  @GET
  @Path("counts")
  @Operation(summary = "How many customers a crisis touches, by how they stand to us")
  public List<AffectedList.Count> counts(@PathParam("crisis") long crisis) {
    current.need(Action.CRISIS_AFFECTED);
    return list.counts(list.crisis(crisis).id());
  }

  /** By what they were found. */
  @GET
  @Path("criteria")
  @Operation(summary = "By what customers of a crisis were found")
  public List<Criterion> criteria(@PathParam("crisis") long crisis) {
    current.need(Action.CRISIS_AFFECTED);
    return list.criteria(list.crisis(crisis).id());
  }

  /** Counts whom a criterion would find. */
  @POST
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Count whom a criterion would find; nothing is kept")
  public AffectedCustomers.Preview preview(
      @PathParam("crisis") long crisis, NewCriterion criterion) {
    current.need(Action.CRISIS_FIND);
    return customers.preview(crisis, criterion);
  }

  /** So many customers. */
  public record Came(int customers) {}

  /** Keeps a criterion and adds whom it finds. */
  @POST
  @Path("criteria")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Keep a criterion and add whom it finds, each customer once")
  public Came add(@PathParam("crisis") long crisis, NewCriterion criterion) {
    return new Came(customers.add(crisis, criterion, current.need(Action.CRISIS_FIND)));
  }

  /** Asks all criteria again. */
  @POST
  @Path("again")
  @Operation(summary = "Ask all criteria of a crisis again")
  public Came again(@PathParam("crisis") long crisis) {
    return new Came(customers.askAgain(crisis, current.need(Action.CRISIS_FIND)));
  }

  /** Why somebody is taken out. */
  public record Why(String reason) {}

  /** Takes somebody out. */
  @POST
  @Path("{customer}/removal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Take a customer out of a crisis, with a reason")
  public void remove(
      @PathParam("crisis") long crisis, @PathParam("customer") long customer, Why why) {
    customers.remove(crisis, customer, why.reason(), current.need(Action.CRISIS_FIND));
  }

  /** Brings somebody back who was taken out. */
  @POST
  @Path("{customer}/return")
  @Operation(summary = "Bring a customer back into a crisis who was taken out")
  public void bringBack(@PathParam("crisis") long crisis, @PathParam("customer") long customer) {
    customers.bringBack(crisis, customer, current.need(Action.CRISIS_FIND));
  }

  /** A criterion is asked no more. */
  @POST
  @Path("criteria/{criterion}/end")
  @Operation(summary = "Ask a criterion no more; whom it found stays")
  public void end(@PathParam("crisis") long crisis, @PathParam("criterion") long criterion) {
    customers.end(crisis, criterion, current.need(Action.CRISIS_FIND));
  }

  /** Lets mail to many go on. */
  @POST
  @Path("release")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Let mail to many go on for some customers of a crisis: RELATION, CRITERION or REST")
  public Came release(@PathParam("crisis") long crisis, CrisisHold.Step step) {
    return new Came(hold.release(crisis, step, current.need(Action.CRISIS_RELEASE)));
  }

  /** The steps in which it was let go. */
  @GET
  @Path("releases")
  @Operation(summary = "The steps in which mail to many was let go")
  public List<CrisisHold.Taken> steps(@PathParam("crisis") long crisis) {
    current.need(Action.CRISIS_AFFECTED);
    return hold.steps(list.crisis(crisis).id());
  }
}
