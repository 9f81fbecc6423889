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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.knowledge.Contradiction;
import org.klantbrug.knowledge.Contradictions;

/** Published answers that say different things about one question. */
@Path("contradictions")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Questions and answers")
public class ContradictionsResource {
  private static final int MOST = 500;

  @Inject private CurrentStaff current;
  @Inject private Contradictions contradictions;

  /** Pairs that wait, or that are over. */
  @GET
  @Operation(summary = "Pairs of answers, the newest first; show is open or done")
  public List<Contradiction> list(@QueryParam("show") String show) {
    var reader = current.need(Action.KNOWLEDGE_READ);
    return contradictions.list(!"done".equals(show), MOST, reader);
  }

  /** Two items, and in what they contradict each other. */
  public record Reported(long one, long other, String why) {}

  /** A colleague says that two answers contradict each other. */
  @POST
  @Operation(summary = "Report that two published answers contradict each other")
  public List<Contradiction> report(Reported reported) {
    var by = current.need(Action.KNOWLEDGE_READ);
    contradictions.report(reported.one(), reported.other(), reported.why(), by);
    return contradictions.list(true, MOST, by);
  }

  /** The version that was read, and why both stay. */
  public record Kept(int version, String why) {}

  /** Both stay. */
  @POST
  @Path("{id}/keep")
  @Operation(summary = "Let both answers stand, and say why")
  public Contradiction keep(@PathParam("id") long id, Kept kept) {
    var by = current.need(Action.KNOWLEDGE_WRITE);
    contradictions.keep(id, kept.version(), kept.why(), by);
    return contradictions.read(id, by);
  }
}
