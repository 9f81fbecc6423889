package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.knowledge.PublicQuestions;
import org.klantbrug.knowledge.Unanswered;
import org.klantbrug.knowledge.UnansweredQuestions;

/** Questions that were asked and have no answer: asked, answered with an item, or dismissed. */
@Path("unanswered-questions")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Questions and answers")
public class UnansweredResource {
  private static final int MOST = 500;

  @Inject private CurrentStaff current;
  @Inject private UnansweredQuestions unanswered;
  @Inject private PublicQuestions questions;
  @Context private UriInfo address;

  /** Questions that wait, or that were decided. */
  @GET
  @Operation(
      summary = "Questions without an answer, those asked most often first; show is open or done")
  public List<Unanswered> list(@QueryParam("show") String show) {
    return unanswered.list(!"done".equals(show), MOST, current.need(Action.KNOWLEDGE_READ));
  }

  /** What somebody asks; the topic may be left out. */
  public record Asked(String topic, String words) {}

  /** A colleague found no answer. */
  @POST
  @Operation(summary = "Say that a question has no answer; one that is alike is the same")
  public Response ask(Asked asked) {
    var by = current.need(Action.KNOWLEDGE_READ);
    var topic = questions.isTopic(asked.topic()) ? asked.topic() : null;
    var id = unanswered.ask(topic, asked.words(), by);
    return Response.created(address.getAbsolutePathBuilder().path(Long.toString(id)).build())
        .entity(unanswered.read(id, by))
        .build();
  }

  /** One question. */
  @GET
  @Path("{id}")
  @Operation(summary = "One question without an answer")
  public Unanswered read(@PathParam("id") long id) {
    return unanswered.read(id, current.need(Action.KNOWLEDGE_READ));
  }

  /** The version that was read, the item that answers it, or why it gets no answer. */
  public record Decision(int version, long item, String why) {}

  /** An item answers it. */
  @POST
  @Path("{id}/answer")
  @Operation(summary = "Answer it with an item; who asked hears of it once that is published")
  public Unanswered answer(@PathParam("id") long id, Decision decision) {
    var by = current.need(Action.KNOWLEDGE_WRITE);
    unanswered.answer(id, decision.version(), decision.item(), by);
    return unanswered.read(id, by);
  }

  /** It gets no answer. */
  @POST
  @Path("{id}/dismiss")
  @Operation(summary = "Say that it gets no answer, and why")
  public Unanswered dismiss(@PathParam("id") long id, Decision decision) {
    var by = current.need(Action.KNOWLEDGE_PUBLISH);
    unanswered.dismiss(id, decision.version(), decision.why(), by);
    return unanswered.read(id, by);
  }
}
