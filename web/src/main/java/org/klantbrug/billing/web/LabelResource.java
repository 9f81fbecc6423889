package org.klantbrug.billing.web;

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
import org.klantbrug.billing.Change;
import org.klantbrug.billing.ChangeSheets;
import org.klantbrug.billing.ConfirmedSheets;
import org.klantbrug.billing.ProductMap;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** What changes for the customers of each label. */
@Path("mergers/{merger}/changes")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class LabelResource {
  @Inject private CurrentStaff current;
  @Inject private ChangeSheets sheets;
  @Inject private ConfirmedSheets changes;
  @Inject private ProductMap products;

  /**
   * What changes for a label.
   *
   * @param label empty for customers without one
   */
  public record Wish(String label, LocalDate from, List<Change> changes) {}

  /** What becomes of a product. */
  public record Mapped(String name, ProductMap.Outcome outcome, String newName) {}

  /** All labels with their newest sheet. */
  @GET
  @Operation(summary = "What changes for the customers of each label, confirmed or not")
  public List<ChangeSheets.OfLabel> labels(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return sheets.labels(merger);
  }

  /** What is confirmed. */
  @GET
  @Path("confirmed")
  @Operation(summary = "What is confirmed to change, label by label")
  public List<ConfirmedSheets.Confirmed> confirmed(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return changes.of(merger);
  }

  /** Enters what changes. */
  @POST
  @Operation(summary = "Enter what changes for a label; finance confirms it")
  public List<ChangeSheets.OfLabel> enter(@PathParam("merger") long merger, Wish wish) {
    var staff = current.need(Action.BILLING_HANDOVER);
    var label = wish.label() == null ? "" : wish.label();
    var all = wish.changes() == null ? List.<Change>of() : wish.changes();
    sheets.enter(merger, label, wish.from(), all, staff);
    return sheets.labels(merger);
  }

  /** Confirms what changes. */
  @POST
  @Path("{sheet}/confirm")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Confirm what changes for a label, by finance and by who did not enter it")
  public List<ChangeSheets.OfLabel> confirm(
      @PathParam("merger") long merger, @PathParam("sheet") long sheet) {
    sheets.confirm(merger, sheet, current.need(Action.BILLING_CONFIRM));
    return sheets.labels(merger);
  }

  /** What becomes of the products. */
  @GET
  @Path("products")
  @Operation(summary = "What becomes of each product of the acquired company")
  public List<ProductMap.Product> products(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return products.of(merger);
  }

  /** Says what becomes of a product. */
  @PUT
  @Path("products")
  @Operation(summary = "Say what becomes of a product: SAME, RENAMED or ENDS")
  public List<ProductMap.Product> map(@PathParam("merger") long merger, Mapped mapped) {
    var staff = current.need(Action.BILLING_HANDOVER);
    products.say(merger, mapped.name(), mapped.outcome(), mapped.newName(), staff);
    return products.of(merger);
  }
}
