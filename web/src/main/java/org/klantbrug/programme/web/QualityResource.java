package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.programme.Agreements;
import org.klantbrug.programme.Quality;
import org.klantbrug.programme.Signature;
import org.klantbrug.programme.Signatures;

/** How good the data of a merger are, who agreed, and who answers for them. */
@Path("mergers/{merger}/quality")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Programme")
public class QualityResource {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Quality quality;
  @Inject private Signatures signatures;
  @Inject private Agreements agreements;

  /** Who owns the data at the old company agrees; words say why although something is below. */
  public record Signing(String name, String role, LocalDate on, String words) {}

  /** When the parallel run is good enough. */
  public record Exit(String criteria) {}

  /** Who answers for the data in a phase. */
  public record Answering(Agreements.Phase phase, String controller, String processor) {}

  /** By which agreement and which impact assessment the newest run takes the data. */
  public record Papers(String agreement, String assessment) {}

  /** The fields as they were measured. */
  @GET
  @Operation(summary = "Each field of the newest deliveries, measured beside its threshold")
  public List<Quality.Field> fields(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return quality.of(merger);
  }

  /** Measures what came since. */
  @POST
  @Path("measure")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Measure deliveries that were not measured yet")
  public List<Quality.Field> measure(@PathParam("merger") long merger) {
    quality.measure(merger, current.need(Action.PROGRAMME_LEAD));
    return quality.of(merger);
  }

  /** Sets thresholds. */
  @PUT
  @Path("thresholds")
  @Operation(summary = "Set how good fields must be")
  public List<Quality.Field> set(@PathParam("merger") long merger, List<Quality.Threshold> wanted) {
    quality.set(merger, wanted, current.need(Action.PROGRAMME_LEAD));
    return quality.of(merger);
  }

  /** All signatures. */
  @GET
  @Path("signatures")
  @Operation(summary = "Who signed that data and parallel run are good enough")
  public List<Signature> signed(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return signatures.of(merger);
  }

  /** Notes that the data were signed. */
  @POST
  @Path("signatures/data")
  @Operation(summary = "Note that the data owner of the old company signed")
  public List<Signature> sign(@PathParam("merger") long merger, Signing signing) {
    var staff = current.need(Action.PROGRAMME_LEAD);
    signatures.signData(
        merger, signing.name(), signing.role(), signing.on(), signing.words(), staff);
    return signatures.of(merger);
  }

  /** Says when the parallel run is good enough. */
  @PUT
  @Path("exit")
  @Operation(summary = "Set when the parallel run is good enough; finance signs it anew")
  public List<Signature> exit(@PathParam("merger") long merger, Exit exit) {
    signatures.setExit(merger, exit.criteria(), current.need(Action.PROGRAMME_LEAD));
    return signatures.of(merger);
  }

  /** Finance signs that. */
  @POST
  @Path("signatures/exit")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Sign, for finance, that the parallel run is good enough")
  public List<Signature> signExit(@PathParam("merger") long merger) {
    signatures.signExit(merger, current.need(Action.MERGER_SIGN));
    return signatures.of(merger);
  }

  /** Says who answers for the data. */
  @PUT
  @Path("phases")
  @Operation(summary = "Set who answers for the data in a phase")
  public List<Agreements.Answers> phase(@PathParam("merger") long merger, Answering answering) {
    var staff = current.need(Action.PROGRAMME_LEAD);
    agreements.setPhase(
        merger, answering.phase(), answering.controller(), answering.processor(), staff);
    return agreements.phases(merger);
  }

  /** Says by what the newest run takes the data. */
  @PUT
  @Path("agreement")
  @Operation(summary = "Set by which agreement and impact assessment the newest run takes data")
  public Agreements.Agreement agreement(@PathParam("merger") long merger, Papers papers) {
    var staff = current.need(Action.PROGRAMME_LEAD);
    var run = mergers.read(merger).runId();
    agreements.set(merger, run, papers.agreement(), papers.assessment(), staff);
    return agreements.of(run).orElseThrow();
  }
}
