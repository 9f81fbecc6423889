package org.klantbrug.contact.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.contact.Drafts;
import org.klantbrug.contact.NewContact;
import org.klantbrug.contact.NewPromise;
import org.klantbrug.contact.NewQuestion;
import org.klantbrug.contact.Noting;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/** Noting contacts and promises of a customer, and keeping what is being typed. */
@Path("customers")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contacts")
public class ContactsResource {
  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private Noting noting;
  @Inject private Drafts drafts;
  @Context private UriInfo address;

  /**
   * A contact, and what is noted with it; see {@link NewContact} for the codes.
   *
   * @param key given by the caller: what comes twice under one key is noted once; may be left out
   * @param promise what was promised; may be left out
   * @param exception what the back office is asked to allow; may be left out
   * @param draftId the draft that ends with it; may be left out
   */
  public record Note(
      UUID key,
      String channel,
      String direction,
      Instant startedAt,
      Long identityId,
      List<NewQuestion> questions,
      String emotion,
      String experience,
      String preferredChannel,
      String note,
      NewPromise promise,
      String exception,
      Long draftId) {
    private Noting.WrapUp wrapUp() {
      return new Noting.WrapUp(
          new NewContact(
              key,
              channel,
              direction,
              startedAt,
              identityId,
              questions,
              emotion,
              experience,
              preferredChannel,
              note),
          promise,
          exception,
          draftId);
    }
  }

  /**
   * What is being typed.
   *
   * @param id of the draft as the last saving gave it; left out for a new one
   * @param version likewise
   * @param key of the form, as it goes with the note; may be left out
   * @param fields by the name of the field in the form
   */
  public record Typed(Long id, Integer version, UUID key, Map<String, String> fields) {}

  /** The key of what was made. */
  public record Made(long id) {}

  /** Notes a contact. */
  @POST
  @Path("{id}/contacts")
  @Operation(
      summary = "Note a contact with its questions, a promise and a wish for an exception",
      description = "Needs an identity check of the caller that stands.")
  public Response note(@PathParam("id") long id, Note note) {
    var noted = noting.note(id, note.wrapUp(), current.need(Action.CUSTOMER_CONTACT));
    return Response.created(address.getAbsolutePathBuilder().path("../timeline").build())
        .entity(noted)
        .build();
  }

  /** Promises something apart from a contact. */
  @POST
  @Path("{id}/promises")
  @Operation(summary = "Promise a customer something")
  public Response promise(@PathParam("id") long id, NewPromise promise) {
    var made = noting.promise(id, promise, current.need(Action.CUSTOMER_CONTACT));
    return Response.created(
            address.getBaseUriBuilder().path("promises").path(Long.toString(made)).build())
        .entity(new Made(made))
        .build();
  }

  /** The unfinished notes of the caller about a customer; needs an identity check that stands. */
  @GET
  @Path("{id}/drafts")
  @Operation(summary = "The caller's unfinished notes about a customer, the last saved first")
  public List<Drafts.Draft> drafts(@PathParam("id") long id) {
    var by = current.need(Action.CUSTOMER_CONTACT);
    desk.openUnveiled(id, by);
    return drafts.of(id, by);
  }

  /**
   * Keeps what is typed now; who did not see the last version goes on in a draft of its own. No
   * content if the note of this form was made already.
   */
  @PUT
  @Path("{id}/draft")
  @Operation(summary = "Keep what is being typed; answers where the next saving goes on")
  public Drafts.Saved keep(@PathParam("id") long id, Typed typed) {
    return drafts
        .save(
            id,
            typed.id(),
            typed.version() == null ? 0 : typed.version(),
            typed.fields(),
            typed.key(),
            current.need(Action.CUSTOMER_CONTACT))
        .orElse(null);
  }

  /** Throws a draft of the caller away. */
  @DELETE
  @Path("{id}/drafts/{draft}")
  @Operation(summary = "Throw an unfinished note of the caller away")
  public void throwAway(@PathParam("id") long id, @PathParam("draft") long draft) {
    drafts.throwAway(draft, current.need(Action.CUSTOMER_CONTACT));
  }
}
