package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.MergerContact;
import org.klantbrug.merger.MergerLabel;
import org.klantbrug.merger.MergerTerms;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.NewMerger;
import org.klantbrug.merger.Runs;
import org.klantbrug.merger.Sector;
import org.klantbrug.merger.TransferBasis;
import org.klantbrug.merger.VisibleFrom;
import org.klantbrug.shared.BusinessClock;

/** Mergers: registered, listed, started. */
@Path("mergers")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mergers")
public class MergerResource {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private MergerTerms terms;
  @Inject private VisibleFrom visibleFrom;
  @Inject private Runs runs;
  @Inject private BusinessClock clock;
  @Context private UriInfo address;

  /** All mergers, newest first. */
  @GET
  @Operation(summary = "All mergers, newest first")
  public List<Mergers.View> list() {
    current.need(Action.MERGER_READ);
    return mergers.list();
  }

  /** One merger with its newest run. */
  @GET
  @Path("{id}")
  @Operation(summary = "One merger with its newest run")
  public Mergers.View read(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return mergers.read(id);
  }

  /** Registers a merger and opens its first run. */
  @POST
  @Operation(summary = "Register a merger; its first run is opened with it")
  public Response register(NewMerger wish) {
    var staff = current.need(Action.MERGER_PREPARE);
    var id = mergers.register(wish, staff);
    return Response.created(address.getAbsolutePathBuilder().path(Long.toString(id)).build())
        .entity(mergers.read(id))
        .build();
  }

  /** Labels of the acquired company, and what changes for their customers. */
  @GET
  @Path("{id}/labels")
  @Operation(summary = "Labels of the acquired company")
  public List<MergerLabel> labels(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return terms.labels(id);
  }

  /** Keeps a label; one with the same name is changed. */
  @PUT
  @Path("{id}/labels")
  @Operation(summary = "Keep a label; one with the same name is changed")
  public void keepLabel(@PathParam("id") long id, MergerLabel label) {
    terms.keepLabel(id, label, current.need(Action.MERGER_PREPARE));
  }

  /** Takes a label away. */
  @DELETE
  @Path("{id}/labels/{name}")
  @Operation(summary = "Take a label away")
  public void removeLabel(@PathParam("id") long id, @PathParam("name") String name) {
    terms.removeLabel(id, name, current.need(Action.MERGER_PREPARE));
  }

  /** Contact persons of both companies. */
  @GET
  @Path("{id}/contacts")
  @Operation(summary = "Contact persons of both companies, ours first")
  public List<MergerContact> contacts(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return terms.contacts(id);
  }

  /** Keeps a contact person; one with a number is changed. */
  @PUT
  @Path("{id}/contacts")
  @Operation(summary = "Keep a contact person; one with an id is changed")
  public List<MergerContact> keepContact(@PathParam("id") long id, MergerContact contact) {
    terms.keepContact(id, contact, current.need(Action.MERGER_PREPARE));
    return terms.contacts(id);
  }

  /** Takes a contact person away. */
  @DELETE
  @Path("{id}/contacts/{contact}")
  @Operation(summary = "Take a contact person away")
  public void removeContact(@PathParam("id") long id, @PathParam("contact") long contact) {
    terms.removeContact(id, contact, current.need(Action.MERGER_PREPARE));
  }

  /**
   * What can be changed of a merger that is registered.
   *
   * @param version as it was read; without it the change takes the place of whatever is there
   */
  public record Change(
      TransferBasis transferBasis,
      Sector sector,
      LocalDate visibleFrom,
      String dataOwnerTheirs,
      Integer version) {}

  /** Changes what was registered. */
  @PUT
  @Path("{id}")
  @Operation(summary = "Change basis, sector, the day of visibility and the data owner")
  public Mergers.View change(@PathParam("id") long id, Change change) {
    mergers.change(
        id,
        change.transferBasis(),
        change.sector(),
        change.visibleFrom(),
        change.dataOwnerTheirs(),
        change.version(),
        current.need(Action.MERGER_PREPARE));
    return mergers.read(id);
  }

  /** A wish to move the day of visibility. */
  public record Move(LocalDate day, String reason) {}

  /** What was asked about the day of visibility. */
  @GET
  @Path("{id}/visible-from")
  @Operation(summary = "What was asked about the day of visibility, the newest first")
  public List<VisibleFrom.Wish> wishes(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return visibleFrom.ofMerger(id);
  }

  /** Asks to move the day of visibility of a merger that has started. */
  @POST
  @Path("{id}/visible-from")
  @Operation(summary = "Ask to move the day of visibility; a lead who is another person decides")
  public List<VisibleFrom.Wish> ask(@PathParam("id") long id, Move wish) {
    visibleFrom.ask(id, wish.day(), wish.reason(), current.need(Action.MERGER_PREPARE));
    return visibleFrom.ofMerger(id);
  }

  /** Opens another run of a merger whose last one is over. */
  @POST
  @Path("{id}/new-run")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Open a new run, after the last one was abandoned, taken back or closed")
  public Response openAnother(@PathParam("id") long id) {
    var run = runs.openAnother(id, current.need(Action.MERGER_PREPARE), clock.now());
    return Response.created(address.getBaseUriBuilder().path("runs").path("" + run.id()).build())
        .entity(mergers.read(id))
        .build();
  }

  /** Starts the process of the newest run. */
  @POST
  @Path("{id}/runs")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Start the newest run")
  public Response start(@PathParam("id") long id) {
    var run = mergers.start(id, current.need(Action.MERGER_RUN));
    return Response.created(address.getBaseUriBuilder().path("runs").path("" + run).build())
        .entity(mergers.read(id))
        .build();
  }
}
