package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.transfer.ReconciliationStatement;
import org.klantbrug.transfer.Transfer;

/** The cut-overs of a merger, rehearsals too, each with its newest reconciliation. */
@Path("mergers/{id}/cutovers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reconciliation")
public class CutoverResource {
  @Inject private CurrentStaff current;
  @Inject private Transfer transfer;
  @Inject private Reconciliation reconciliation;

  /**
   * A cut-over.
   *
   * @param reconciliation the newest statement; null before the first
   */
  public record Reconciled(Cutover cutover, ReconciliationStatement reconciliation) {}

  /** The cut-overs, newest first. */
  @GET
  @Operation(summary = "The cut-overs of a merger with their reconciliation, newest first")
  public List<Reconciled> list(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return transfer.ofMerger(id).stream()
        .map(
            cutover ->
                new Reconciled(cutover, reconciliation.findNewest(cutover.id()).orElse(null)))
        .toList();
  }
}
