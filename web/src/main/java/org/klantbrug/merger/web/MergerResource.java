package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.MergerLabel;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.NewMerger;

/** Mergers: registered, listed, started. */
@Path("mergers")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mergers")
public class MergerResource {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
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
    return mergers.labels(id);
  }

  /** Keeps a label; one with the same name is changed. */
  @PUT
  @Path("{id}/labels")
  @Operation(summary = "Keep a label; one with the same name is changed")
  public void keepLabel(@PathParam("id") long id, MergerLabel label) {
    mergers.keepLabel(id, label, current.need(Action.MERGER_PREPARE));
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
