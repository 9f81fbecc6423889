package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.ControlTotal;
import org.klantbrug.merger.ControlTotalChanges;
import org.klantbrug.merger.ControlTotals;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.Unreadable;

/** What the acquired company's own ledger says there is; the reconciliation compares with it. */
@Path("runs/{run}/control-totals")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Control totals")
public class ControlTotalResource {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private ControlTotals totals;
  @Inject private ControlTotalChanges changes;
  @Inject private BusinessClock clock;

  /**
   * A control total.
   *
   * @param measure COUNT, or SUM_ and the column of an amount
   * @param source where the figure comes from
   */
  public record Total(Entity entity, String measure, BigDecimal value, String source) {}

  /** The control totals of the run. */
  @GET
  @Operation(summary = "The control totals of the acquired company in a run")
  public List<Total> list(@PathParam("run") long run) {
    current.need(Action.MERGER_READ);
    var acquired = mergers.readByRun(run).acquiredId();
    return totals.ofRun(run).stream()
        .filter(total -> total.companyId() == acquired)
        .map(total -> new Total(total.entity(), total.measure(), total.value(), total.source()))
        .toList();
  }

  /**
   * A change of a control total.
   *
   * @param before null if there was none
   * @param after null if it was taken away
   */
  public record Changed(
      Entity entity,
      String measure,
      BigDecimal before,
      BigDecimal after,
      String who,
      Instant at,
      String reason) {}

  /** Everything that was entered, changed and taken away, in its order. */
  @GET
  @Path("changes")
  @Operation(summary = "Every control total that was entered, changed or taken away, and by whom")
  public List<Changed> changes(@PathParam("run") long run) {
    current.need(Action.MERGER_READ);
    var acquired = mergers.readByRun(run).acquiredId();
    return changes.ofRun(run).stream()
        .filter(each -> each.companyId() == acquired)
        .map(
            each ->
                new Changed(
                    each.entity(),
                    each.measure(),
                    each.before(),
                    each.after(),
                    each.who(),
                    each.at(),
                    each.reason()))
        .toList();
  }

  /** Notes control totals, each in place of the one that was there. */
  @PUT
  @Operation(
      summary = "Note control totals, all of them or none; after the import only with a reason")
  public List<Total> enter(
      @PathParam("run") long run, @QueryParam("reason") String reason, List<Total> wishes) {
    var staff = current.need(Action.MERGER_PREPARE);
    var acquired = mergers.readByRun(run).acquiredId();
    if (wishes.stream().anyMatch(wish -> wish.entity() == null || wish.measure() == null)) {
      throw new Unreadable("entity and measure are needed.");
    }
    totals.enter(
        wishes.stream()
            .map(
                wish ->
                    new ControlTotal(
                        run, acquired, wish.entity(), wish.measure(), wish.value(), wish.source()))
            .toList(),
        new ControlTotals.By(staff.id(), reason, clock.now()));
    return list(run);
  }

  /** Takes the control totals from a file. */
  @POST
  @Consumes({"text/csv", MediaType.APPLICATION_OCTET_STREAM})
  @Operation(summary = "Take the control totals from a file: Soort;Aantal;Bedrag;Kolom")
  public List<Total> take(
      @PathParam("run") long run,
      @QueryParam("name") @DefaultValue("control totals") String name,
      @QueryParam("reason") String reason,
      InputStream content) {
    var staff = current.need(Action.MERGER_PREPARE);
    var by = new ControlTotals.By(staff.id(), reason, clock.now());
    totals.take(run, mergers.readByRun(run).acquiredId(), content, name, by);
    return list(run);
  }

  /** Takes a control total away. */
  @DELETE
  @Path("{entity}/{measure}")
  @Operation(summary = "Take a control total away")
  public void remove(
      @PathParam("run") long run,
      @PathParam("entity") String entity,
      @PathParam("measure") String measure,
      @QueryParam("reason") String reason) {
    var staff = current.need(Action.MERGER_PREPARE);
    totals.remove(
        run,
        mergers.readByRun(run).acquiredId(),
        Choice.of(Entity.class, "entity", entity),
        measure,
        new ControlTotals.By(staff.id(), reason, clock.now()));
  }
}
