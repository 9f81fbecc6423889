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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.Unreadable;

/** The files of a run: sent with the request, or taken from the server's inbox. */
@Path("runs/{run}/files")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Files")
public class RunFileResource {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Deliveries deliveries;
  @Inject private FileStore store;
  @Inject private BusinessClock clock;
  @Context private UriInfo address;

  /**
   * A file that lies in the server's inbox.
   *
   * @param path below the inbox
   * @param mode left out: FULL
   */
  public record InInbox(
      String path,
      DeliveredFile.Side company,
      Entity entity,
      Delivery.Mode mode,
      Instant extractAsOf) {}

  /** The files of the run, in the order in which they came. */
  @GET
  @Operation(summary = "The files of a run, with what became of their records")
  public List<DeliveredFile> list(@PathParam("run") long run) {
    current.need(Action.MERGER_READ);
    var merger = mergers.readByRun(run);
    return deliveries.ofRun(run).stream()
        .map(delivery -> DeliveredFile.of(delivery, merger))
        .toList();
  }

  /** Adds the file in the body; it is streamed to disk. */
  @POST
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "Add a file to a run: the body is the file as it is, plain or gzip")
  public Response add(
      @PathParam("run") long run,
      @QueryParam("company") String company,
      @QueryParam("entity") String entity,
      @QueryParam("mode") @DefaultValue("FULL") String mode,
      @QueryParam("extractAsOf") String extractAsOf,
      @QueryParam("name") String name,
      InputStream content) {
    var staff = current.need(Action.MERGER_PREPARE);
    if (name == null || name.isBlank()) {
      throw new Unreadable("name is missing: what the company calls the file.");
    }
    return register(
        run,
        Choice.of(DeliveredFile.Side.class, "company", company),
        Choice.of(Entity.class, "entity", entity),
        Choice.of(Delivery.Mode.class, "mode", mode),
        Choice.moment("extractAsOf", extractAsOf),
        name,
        content,
        staff);
  }

  /** Adds a file that lies in the server's inbox. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Add a file to a run that lies in the server's inbox")
  public Response add(@PathParam("run") long run, InInbox wish) throws IOException {
    var staff = current.need(Action.MERGER_PREPARE);
    if (wish.company() == null || wish.entity() == null || wish.extractAsOf() == null) {
      throw new Unreadable("company, entity and extractAsOf are needed.");
    }
    var file = store.inInbox(wish.path());
    try (var content = Files.newInputStream(file)) {
      return register(
          run,
          wish.company(),
          wish.entity(),
          wish.mode() == null ? Delivery.Mode.FULL : wish.mode(),
          wish.extractAsOf(),
          file.getFileName().toString(),
          content,
          staff);
    }
  }

  private Response register(
      long run,
      DeliveredFile.Side side,
      Entity entity,
      Delivery.Mode mode,
      Instant asOf,
      String name,
      InputStream content,
      Staff staff) {
    var merger = mergers.readByRun(run);
    var delivery =
        deliveries.register(
            new Deliveries.Announced(run, side.companyOf(merger), entity, mode, asOf, name),
            content,
            store.delivered(),
            staff.id(),
            clock.now());
    return Response.created(
            address.getBaseUriBuilder().path("files").path("" + delivery.id()).build())
        .entity(DeliveredFile.of(delivery, merger))
        .build();
  }
}
