package org.klantbrug.ending.web;

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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.ending.Archive;
import org.klantbrug.ending.ArchiveChecks;
import org.klantbrug.ending.ArchiveReading;
import org.klantbrug.ending.ArchivedFile;
import org.klantbrug.ending.ArchivedRecord;
import org.klantbrug.ending.Archives;
import org.klantbrug.ending.Criterion;
import org.klantbrug.ending.EndGate;
import org.klantbrug.ending.EndSignature;
import org.klantbrug.ending.Look;
import org.klantbrug.ending.Lookup;
import org.klantbrug.ending.Purge;
import org.klantbrug.ending.PurgePreview;
import org.klantbrug.ending.Purges;
import org.klantbrug.ending.Said;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.RuleBroken;

/** Whether the old system may go, and the archive of what was delivered. */
@Path("mergers/{merger}/end")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "End")
public class EndResource {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private EndGate gate;
  @Inject private Archives archives;
  @Inject private ArchiveChecks checks;
  @Inject private ArchiveReading reading;
  @Inject private EndProof proof;
  @Inject private Purges purges;

  /**
   * How it stands.
   *
   * @param look what was found last; null before anybody looked
   * @param archive the newest that is made; null if there is none
   */
  public record State(
      Look look, List<Said> said, Archive archive, List<EndSignature> signatures, boolean ended) {}

  /** What somebody says of a criterion; a number only of holds. */
  public record Words(String words, Integer number) {}

  /** Which files are not what they were. */
  public record Checked(long archive, List<String> wrong) {}

  /** How it stands. */
  @GET
  @Operation(summary = "Whether the old system may go, as it was last looked at")
  public State state(@PathParam("merger") long merger) {
    current.need(Action.ENDING_READ);
    mergers.read(merger);
    var signed = gate.signatures(merger);
    return new State(
        gate.newest(merger).orElse(null),
        gate.said(merger),
        archives.newest(merger).orElse(null),
        signed,
        signed.size() == EndSignature.Side.values().length);
  }

  /** Looks anew. */
  @POST
  @Path("look")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Look anew whether the old system may go")
  public State look(@PathParam("merger") long merger) {
    gate.look(merger, current.need(Action.ENDING_PREPARE));
    return state(merger);
  }

  /** Says what only a person knows. */
  @POST
  @Path("words/{criterion}")
  @Operation(summary = "Say how TAX, HOLDS, ACCESS or LATE stands; by the role it is of")
  public State say(
      @PathParam("merger") long merger, @PathParam("criterion") Criterion criterion, Words words) {
    var staff = current.need(Action.ENDING_READ);
    gate.say(merger, criterion, words.words(), words.number(), staff);
    return state(merger);
  }

  /** Signs. */
  @POST
  @Path("signatures")
  @Operation(summary = "Sign that the old system may go; two people do")
  public State sign(@PathParam("merger") long merger, Words words) {
    gate.sign(merger, words.words(), current.need(Action.ENDING_SIGN));
    return state(merger);
  }

  /** Asks for an archive. */
  @POST
  @Path("archive")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Make an archive of what was delivered, by a job")
  public List<Archive> archive(@PathParam("merger") long merger) {
    archives.ask(merger, current.need(Action.ENDING_PREPARE));
    return archives.of(merger);
  }

  /** The files of the newest archive. */
  @GET
  @Path("archive/files")
  @Operation(summary = "The files of the archive, with their hashes")
  public List<ArchivedFile> files(@PathParam("merger") long merger) {
    current.need(Action.ENDING_READ);
    return archives.files(newest(merger));
  }

  /** Looks whether it is whole. */
  @POST
  @Path("archive/check")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Read every file of the archive and compare its hash")
  public Checked check(@PathParam("merger") long merger) {
    var staff = current.need(Action.ENDING_PREPARE);
    var archive = newest(merger);
    return new Checked(archive, checks.check(archive, staff));
  }

  private long newest(long merger) {
    return archives
        .newest(merger)
        .map(Archive::id)
        .orElseThrow(() -> new RuleBroken("ending.archive-not-made"));
  }

  /** Looks records up; kept in the log with its purpose. */
  @POST
  @Path("archive/records")
  @Operation(summary = "Look records up by a key, for a purpose that is kept")
  public List<ArchivedRecord> records(@PathParam("merger") long merger, Lookup lookup) {
    return reading.look(merger, lookup, current.need(Action.ARCHIVE_READ));
  }

  /** Why raw data go. */
  public record Why(String reason) {}

  /** Whether they go. */
  public record Decision(boolean goes) {}

  /** What would go. */
  @GET
  @Path("purge/preview")
  @Operation(summary = "Which raw data would go, and which stay under a legal hold")
  public PurgePreview preview(@PathParam("merger") long merger) {
    current.need(Action.ENDING_READ);
    return purges.preview(merger);
  }

  /** What was asked and done. */
  @GET
  @Path("purge")
  @Operation(summary = "That raw data go: asked, decided, done and counted")
  public List<Purge> purged(@PathParam("merger") long merger) {
    current.need(Action.ENDING_READ);
    return purges.of(merger);
  }

  /** Asks for it. */
  @POST
  @Path("purge")
  @Operation(summary = "Ask that raw data go; a second person decides")
  public List<Purge> purge(@PathParam("merger") long merger, Why why) {
    purges.ask(merger, why.reason(), current.need(Action.ENDING_PREPARE));
    return purges.of(merger);
  }

  /** Decides. */
  @POST
  @Path("purge/decision")
  @Operation(summary = "Decide, as the second person, whether raw data go")
  public List<Purge> decide(@PathParam("merger") long merger, Decision decision) {
    purges.decide(merger, decision.goes(), current.need(Action.ENDING_SIGN));
    return purges.of(merger);
  }

  /** The proof. */
  @GET
  @Path("proof")
  @Produces({"application/pdf", "text/csv", MediaType.APPLICATION_JSON})
  @Operation(summary = "The proof that the old system may go: as=pdf, csv or xlsx")
  public Response proof(
      @PathParam("merger") long merger, @QueryParam("as") @DefaultValue("pdf") String as) {
    current.need(Action.ENDING_READ);
    return proof.answer(mergers.read(merger), as);
  }
}
