package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.Mappings;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Previews;
import org.klantbrug.merger.ReadingChange;
import org.klantbrug.merger.Withdrawals;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.shared.BusinessClock;

/** A delivered file and its mapping: proposed by the machine, confirmed by both companies. */
@Path("files/{id}")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Files")
public class FileResource {
  private static final int MOST_PREVIEWED = 200;

  @Inject private CurrentStaff current;
  @Inject private Deliveries deliveries;
  @Inject private Mappings mappings;
  @Inject private Previews previews;
  @Inject private Withdrawals withdrawals;
  @Inject private Mergers mergers;
  @Inject private BusinessClock clock;

  /**
   * A confirmation in the name of both companies.
   *
   * @param theirOwner name of the data owner at the company that delivered the file
   * @param version of the file that was looked at; null confirms whatever is saved
   */
  public record Confirmation(String theirOwner, Integer version) {}

  /** The file. */
  @GET
  @Operation(summary = "A delivered file")
  public DeliveredFile read(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return told(deliveries.read(id));
  }

  /**
   * What the machine thinks each column means, with how sure it is. That the samples were read is
   * written down, as with the trial and the preview.
   */
  @GET
  @Path("mapping-proposal")
  @Operation(summary = "What each column seems to mean, with samples and how sure that is")
  public MappingProposal propose(@PathParam("id") long id) {
    return previews.proposed(id, current.need(Action.MERGER_PREPARE).id());
  }

  /** The saved mapping. */
  @GET
  @Path("mapping")
  @Operation(summary = "The mapping that is saved for the file")
  public Mapping mapping(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return deliveries.mapping(id);
  }

  /** Saves a mapping; what an import under an older one has staged is taken out again. */
  @PUT
  @Path("mapping")
  @Operation(
      summary =
          "Save a mapping for the file; with the version of the file that was looked at, refused if"
              + " a colleague changed it since")
  public DeliveredFile save(
      @PathParam("id") long id, @QueryParam("version") Integer version, Mapping mapping) {
    return told(deliveries.saveMapping(id, mapping, change(version)));
  }

  /** What the saved mapping makes of the values of the file. */
  @GET
  @Path("mapping/trial")
  @Operation(summary = "Values that the saved mapping can read, and values that it cannot")
  public MappingProposal tried(@PathParam("id") long id) {
    return previews.tried(id, current.need(Action.MERGER_PREPARE).id());
  }

  /** Saves what another mapping says of the columns of the same name. */
  @PUT
  @Path("mapping/import")
  @Operation(
      summary =
          "Save an exported mapping for the columns of the same name; with the version of the file"
              + " that was looked at, refused if a colleague changed it since")
  public DeliveredFile take(
      @PathParam("id") long id, @QueryParam("version") Integer version, Mapping mapping) {
    return told(mappings.saveAdapted(id, mapping, change(version)));
  }

  /** All mappings saved for files like this one. */
  @GET
  @Path("mapping/versions")
  @Operation(summary = "All mappings saved for such files, with who confirmed them")
  public List<Mappings.Version> versions(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return mappings.versions(id);
  }

  /** Uses an earlier mapping again. */
  @PUT
  @Path("mapping/versions/{mappingId}/use")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary =
          "Use an earlier mapping again, by its id; with the version of the file that was looked"
              + " at, refused if a colleague changed it since")
  public DeliveredFile useAgain(
      @PathParam("id") long id,
      @PathParam("mappingId") long mappingId,
      @QueryParam("version") Integer version) {
    return told(mappings.useAgain(id, mappingId, change(version)));
  }

  /**
   * How a file is written.
   *
   * @param delimiter one character
   * @param version of the file that was looked at; null corrects whatever is there
   */
  public record Form(String charset, String delimiter, Integer version) {}

  /** Corrects what was detected. */
  @PUT
  @Path("form")
  @Operation(
      summary =
          "Correct charset and separator, the header is read anew; with the version of the file"
              + " that was looked at, refused if a colleague changed it since")
  public DeliveredFile correct(@PathParam("id") long id, Form form) {
    var change = change(form.version());
    return told(mappings.changeForm(id, form.charset(), form.delimiter(), change));
  }

  /** Confirms the saved mapping for good. */
  @PUT
  @Path("mapping/confirmation")
  @Operation(
      summary =
          "Confirm the saved mapping, in the name of both companies; with the version of the file"
              + " that was looked at, refused if a colleague changed it since")
  public DeliveredFile confirm(@PathParam("id") long id, Confirmation confirmation) {
    var staff = current.need(Action.MERGER_STEWARD);
    var change = new ReadingChange(confirmation.version(), staff.id(), clock.now());
    return told(deliveries.confirmMapping(id, confirmation.theirOwner(), change));
  }

  /** Takes a file out of its run that was added by mistake or cannot be imported. */
  @POST
  @Path("withdrawal")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Withdraw a file that is not imported; it can be delivered again")
  public DeliveredFile withdraw(@PathParam("id") long id) {
    return told(withdrawals.withdraw(id, current.need(Action.MERGER_PREPARE)));
  }

  /** The first records as they will be read with the saved mapping. */
  @GET
  @Path("preview")
  @Operation(summary = "The first records as they will be read")
  public List<Previews.Row> preview(
      @PathParam("id") long id, @QueryParam("most") @DefaultValue("20") int most) {
    var staff = current.need(Action.MERGER_PREPARE).id();
    return previews.shown(id, Math.min(most, MOST_PREVIEWED), staff);
  }

  private ReadingChange change(Integer version) {
    return new ReadingChange(version, current.need(Action.MERGER_PREPARE).id(), clock.now());
  }

  private DeliveredFile told(Delivery delivery) {
    return DeliveredFile.of(delivery, mergers.readByRun(delivery.runId()));
  }
}
