package org.klantbrug.billing.web;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.billing.BillingAccounts;
import org.klantbrug.billing.HandOverAnswers;
import org.klantbrug.billing.HandOvers;
import org.klantbrug.billing.MadeHandOvers;
import org.klantbrug.billing.PreNotifications;
import org.klantbrug.billing.Side;
import org.klantbrug.billing.TakenFiles;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Sheet;

/** What was handed over to billing, and what both sides answered. */
@Path("mergers/{merger}/handovers")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Billing")
public class HandOverResource {
  @Inject private CurrentStaff current;
  @Inject private HandOvers handovers;
  @Inject private MadeHandOvers made;
  @Inject private HandOverAnswers answers;
  @Inject private BillingAccounts accounts;
  @Inject private PreNotifications notifications;

  /** How far each wave is. */
  @GET
  @Operation(summary = "How far the hand-over of each wave is")
  public List<BillingAccounts.OfWave> waves(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return accounts.waves(merger);
  }

  /** What was handed over with a wave. */
  @GET
  @Path("waves/{wave}")
  @Operation(summary = "The hand-overs of a wave with their files, hashes, counts and sums")
  public List<MadeHandOvers.HandOver> of(@PathParam("wave") long wave) {
    current.need(Action.MERGER_READ);
    return made.of(wave);
  }

  /** Tells what changed. */
  @POST
  @Path("waves/{wave}/corrections")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Make files of what changed since the last ones")
  public List<MadeHandOvers.HandOver> correct(@PathParam("wave") long wave) {
    handovers.correct(wave, current.need(Action.BILLING_HANDOVER));
    return made.of(wave);
  }

  /** Accounts of a wave. */
  @GET
  @Path("waves/{wave}/accounts")
  @Operation(summary = "Accounts of a wave and what both sides answered, 50 at a time")
  public List<BillingAccounts.Account> accounts(
      @PathParam("wave") long wave,
      @QueryParam("show") @DefaultValue("ALL") BillingAccounts.Show show,
      @QueryParam("after") Long after) {
    return accounts.page(wave, show, after, current.need(Action.BILLING_HANDOVER));
  }

  /** A file as it was made. */
  @GET
  @Path("{handover}/{side}")
  @Produces("text/csv")
  @Operation(summary = "A START or STOP file, the same bytes each time")
  public Response file(@PathParam("handover") long handover, @PathParam("side") Side side) {
    var staff = current.need(Action.BILLING_HANDOVER);
    StreamingOutput content = out -> made.write(handover, side, out, staff);
    var name = String.format(Locale.ROOT, "%s-%d.csv", side, handover).toLowerCase(Locale.ROOT);
    return Response.ok(content, Sheet.CSV)
        .header("Content-Disposition", "attachment; filename=\"" + name + '"')
        .build();
  }

  /** The day on which customers heard of their first debit. */
  public record Told(LocalDate on) {}

  /** Notes that the accounts of a wave heard of their first debit otherwise. */
  @PUT
  @Path("waves/{wave}/told")
  @Operation(
      summary =
          "Note when the accounts of a wave heard of their first debit, if not by our notices")
  public void told(@PathParam("wave") long wave, Told told) {
    notifications.told(wave, told.on(), current.need(Action.BILLING_CONFIRM));
  }

  /** Reads answers. */
  @POST
  @Path("answers/{side}")
  @Consumes({"text/csv", MediaType.APPLICATION_OCTET_STREAM})
  @Operation(summary = "Read what a side answers: customer;account;answer;reason;handover")
  public TakenFiles.Counts take(
      @PathParam("merger") long merger,
      @PathParam("side") Side side,
      @QueryParam("name") @DefaultValue("answers") String name,
      InputStream content) {
    return answers.take(merger, side, name, content, current.need(Action.BILLING_HANDOVER));
  }
}
