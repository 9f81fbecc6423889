package org.klantbrug.customer.web;

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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerHit;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.customer.IdentityCheck;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.RuleBroken;

/** Finding and reading customers, behind the same checks as the screens. */
@Path("customers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers")
public class CustomersResource {
  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private CustomerSearch search;

  /**
   * A customer that was found, with no more of him than it takes to choose.
   *
   * @param numbers of both companies
   * @param foundBy NUMBER, CONTRACT, INVOICE, COMPLAINT, SIGNAL, IBAN, EMAIL, PHONE, POSTCODE, NAME
   *     or SIMILAR_NAME
   * @param foundIn the company in whose records, and under which of its numbers
   */
  public record Found(
      long id,
      String number,
      String name,
      String city,
      List<String> numbers,
      String foundBy,
      String foundIn) {}

  /**
   * What was noted.
   *
   * @param purpose CUSTOMER_CONTACT, or the work without the customer
   * @param question what the customer was asked; only with CUSTOMER_CONTACT
   * @param how he was recognised; only with CUSTOMER_CONTACT
   * @param recognised whether he was; only with CUSTOMER_CONTACT
   * @param said the number that he named; only with the question PHONE
   */
  public record NewCheck(
      String purpose, String question, String how, Boolean recognised, String said) {}

  /**
   * What is to be shown in full.
   *
   * @param group BIRTH_DATE or IBAN
   */
  public record ToReveal(String group) {}

  /** Customers that fit what is known of them, the surest first. */
  @GET
  @Operation(
      summary =
          "Find customers by any number, name, phone, e-mail, bank account or postcode and house number")
  public List<Found> find(@QueryParam("q") String typed) {
    var staff = current.need(Action.CUSTOMER_READ);
    return search.find(typed, CustomersPage.SHOWN, desk.sightOf(staff)).stream()
        .map(CustomersResource::found)
        .toList();
  }

  /** One customer, with the origin of each value; birth date and bank account masked. */
  @GET
  @Path("{id}")
  @Operation(
      summary = "One customer; needs an identity check of the caller that stands",
      description = "Birth date and bank account are masked; see revealed-values.")
  public CustomerPage read(@PathParam("id") long id) {
    return desk.openUnveiled(id, current.need(Action.CUSTOMER_READ));
  }

  /** A masked value in full; that the caller saw it is written down. */
  @POST
  @Path("{id}/revealed-values")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "See a masked value in full: BIRTH_DATE or IBAN; this is written down")
  public CustomerPage.Line reveal(@PathParam("id") long id, ToReveal wish) {
    return desk.reveal(id, wish.group(), current.need(Action.CUSTOMER_READ))
        .orElseThrow(() -> new RuleBroken("customer.value-missing"));
  }

  /** Notes an identity check, or the work for which the customer is needed. */
  @POST
  @Path("{id}/identity-checks")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Note an identity check; it holds for half an hour")
  public Response noteCheck(@PathParam("id") long id, NewCheck check) {
    var staff = current.need(Action.CUSTOMER_READ);
    if (IdentityCheck.CUSTOMER_CONTACT.equals(check.purpose())) {
      desk.noteCheck(
          id,
          check.question(),
          check.how(),
          Boolean.TRUE.equals(check.recognised()),
          check.said(),
          staff);
    } else {
      desk.notePurpose(id, check.purpose(), staff);
    }
    return Response.noContent().build();
  }

  private static Found found(CustomerHit hit) {
    return new Found(
        hit.partyId(),
        hit.number(),
        hit.name(),
        hit.city(),
        hit.numbers(),
        hit.foundBy(),
        hit.foundIn());
  }
}
