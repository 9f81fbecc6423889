package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.privacy.Incident;
import org.klantbrug.privacy.Incidents;
import org.klantbrug.shared.RuleBroken;

/** What may be data leaks: reported, judged, decided, and told to the customer. */
@Path("data-leaks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class DataLeaksResource {
  private static final int MOST = 1000;

  @Inject private CurrentStaff current;
  @Inject private Incidents incidents;

  /** Those in sight. */
  @GET
  @Operation(summary = "What may be data leaks, what is to be done first on top; at most 1,000")
  public List<Incident> list() {
    return incidents.list(MOST, current.need(Action.PRIVACY_INCIDENT));
  }

  /** One of them; that it was opened is written down. */
  @GET
  @Path("{id}")
  @Operation(summary = "One that may be a data leak")
  public Incident one(@PathParam("id") long id) {
    return incidents.open(id, current.need(Action.PRIVACY_INCIDENT));
  }

  /**
   * What was found with a customer.
   *
   * @param customer key of the customer
   * @param origin UNMERGED, LETTER_OPENED or OTHER
   * @param knownAt since when we know of it; left out for now
   */
  public record Found(Long customer, Incident.Origin origin, String what, Instant knownAt) {}

  /** The key of what was reported. */
  public record Reported(long id) {}

  /** Reports one; the privacy officer is asked. */
  @POST
  @Operation(
      summary = "Reports what may be a data leak of a customer; of a complaint, see complaints")
  public Reported report(Found found) {
    var by = current.need(Action.PRIVACY_REPORT);
    if (found == null || found.customer() == null) {
      throw new RuleBroken("customer.unknown");
    }
    return new Reported(
        incidents.report(
            found.customer(),
            new Incidents.NewLeak(found.origin(), found.what(), found.knownAt()),
            by));
  }

  /**
   * A judgement.
   *
   * @param version as it was read
   */
  public record Assessed(Integer version, Incident.Risk risk, String words) {}

  /** Judges one. */
  @POST
  @Path("{id}/assess")
  @Operation(summary = "Judges how bad it can be; while nothing is decided also anew")
  public Incident assess(@PathParam("id") long id, Assessed said) {
    var by = officer();
    incidents.assess(id, version(said.version()), said.risk(), said.words(), by);
    return incidents.open(id, by);
  }

  /**
   * A decision.
   *
   * @param version as it was read
   */
  public record Decided(Integer version, Boolean notified, String reference, String reason) {}

  /** Decides whether the authority hears of it. */
  @POST
  @Path("{id}/decide")
  @Operation(
      summary =
          "Decides whether the authority hears of it; kept from it what can do harm, a second person confirms")
  public Incident decide(@PathParam("id") long id, Decided said) {
    var by = officer();
    incidents.decide(
        id,
        version(said.version()),
        new Incidents.Decision(said.notified(), said.reference(), said.reason()),
        by);
    return incidents.open(id, by);
  }

  /**
   * What a second person says.
   *
   * @param version as it was read
   * @param words why not; needed where he does not agree
   */
  public record Confirmed(Integer version, boolean agrees, String words) {}

  /** A second person agrees that the authority does not hear of it, or does not. */
  @POST
  @Path("{id}/confirm")
  @Operation(summary = "Agrees, as the second person, that the authority does not hear of it")
  public Incident confirm(@PathParam("id") long id, Confirmed said) {
    var by = officer();
    incidents.confirm(id, version(said.version()), said.agrees(), said.words(), by);
    return incidents.open(id, by);
  }

  /**
   * What the customer heard.
   *
   * @param version as it was read
   */
  public record Informed(Integer version, String words) {}

  /** The customer heard of it. */
  @POST
  @Path("{id}/inform")
  @Operation(summary = "Notes what the customer was told, and how")
  public Incident inform(@PathParam("id") long id, Informed said) {
    var by = officer();
    incidents.inform(id, version(said.version()), said.words(), by);
    return incidents.open(id, by);
  }

  private Staff officer() {
    return current.need(Action.PRIVACY_INCIDENT);
  }

  /** Without a version nobody knows what was read. */
  private static int version(Integer version) {
    return version == null ? -1 : version;
  }
}
