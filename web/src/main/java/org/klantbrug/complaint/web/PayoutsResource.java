package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.complaint.DuePayouts;
import org.klantbrug.complaint.PayoutLists;
import org.klantbrug.complaint.Payouts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;

/** Leniencies that are to be paid: what waits, lists of it, and what was paid. */
@Path("payouts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Complaints")
public class PayoutsResource {
  private static final int MOST = 1000;

  @Inject private CurrentStaff current;
  @Inject private DuePayouts waiting;
  @Inject private PayoutLists lists;
  @Inject private Payouts payouts;
  @Inject private Texts texts;

  private Staff finance() {
    return current.need(Action.COMPLAINT_PAYOUT);
  }

  /** What waits. */
  @GET
  @Path("due")
  @Operation(summary = "Leniencies that are to be paid and in no list, with the end of the account")
  public List<DuePayouts.Due> due() {
    return waiting.due(finance());
  }

  /** The lists. */
  @GET
  @Operation(summary = "Lists of payments, the last one on top; at most 1,000")
  public List<PayoutLists.Payout> lists() {
    finance();
    return lists.lists(MOST);
  }

  /** What is to be in a list: keys of leniencies. */
  public record Chosen(List<Long> leniencies) {}

  /** Makes a list. */
  @POST
  @Operation(summary = "Makes a list of leniencies to be paid")
  public PayoutLists.Payout make(Chosen chosen) {
    var by = finance();
    var wanted =
        chosen == null || chosen.leniencies() == null ? List.<Long>of() : chosen.leniencies();
    return lists.read(payouts.make(wanted, by));
  }

  /** Its lines. */
  @GET
  @Path("{id}/payments")
  @Operation(summary = "The lines of a list, with the end of each account")
  public List<PayoutLists.Payment> lines(@PathParam("id") long id) {
    return lists.lines(id, finance());
  }

  /**
   * What of it is not paid yet, with the accounts in full.
   *
   * @param as {@code xlsx} for a workbook, else CSV
   * @param again needed from the second time on: two files at the bank would pay twice
   */
  @GET
  @Path("{id}/sheet")
  @Produces({Sheet.CSV, Sheet.XLSX})
  @Operation(
      summary =
          "What of a list is to be paid, with the accounts in full, as CSV or with as=xlsx as a workbook; from the second time on with again=true")
  public Response sheet(
      @PathParam("id") long id, @QueryParam("as") String as, @QueryParam("again") boolean again) {
    var header =
        Stream.of(
                "complaint.number",
                "payout.payee",
                "customer.group.IBAN",
                "payout.amount",
                "payout.description")
            .<Object>map(texts::say)
            .toList();
    var lines = lists.file(id, again, finance()).stream().map(each -> cells(id, each));
    return new Sheet("Klantbrug", texts.locale(), Stream.concat(Stream.of(header), lines).toList())
        .answer(as, "klantbrug-payout-" + id);
  }

  private List<Object> cells(long list, PayoutLists.Payment payment) {
    return List.of(
        payment.number(),
        payment.payee(),
        payment.account(),
        payment.amount(),
        texts.say("payout.describes", payment.number(), Long.toString(list)));
  }

  /** The day on which the bank paid. */
  public record Paid(LocalDate paidOn) {}

  /** What is left of it was paid. */
  @POST
  @Path("{id}/paid")
  @Operation(summary = "Marks what is left of a list as paid")
  public PayoutLists.Payout paid(@PathParam("id") long id, Paid paid) {
    var by = finance();
    payouts.paid(id, paid == null ? null : paid.paidOn(), by);
    return lists.read(id);
  }

  /** Why the bank did not pay. */
  public record Returned(String reason) {}

  /** The bank did not pay one. */
  @POST
  @Path("payments/{payment}/returned")
  @Operation(summary = "Says that the bank did not pay one, and why; it waits for another list")
  public List<DuePayouts.Due> returned(@PathParam("payment") long payment, Returned why) {
    var by = finance();
    payouts.returned(payment, why == null ? null : why.reason(), by);
    return waiting.due(by);
  }
}
